/**
 * The profile's headline and About: they stand there for years, so rules that speak of static
 * content apply. One source reports TipTap's wrapper around the headline (2026-10); the fields' ids
 * and every label are our reading of the forms at /in/NAME/edit/.
 */
import type { Place } from "./place.ts";

export const headline: Place = {
  name: "headline",
  surface: "post",
  part: "headline",
  on: "either",
  static: true,
  chord: false,
};

export const about: Place = {
  name: "about",
  surface: "post",
  part: "about",
  on: "either",
  static: true,
  chord: false,
};

import type { View } from "../wire/view.ts";

/** Before the worker has said anything. Drawn by nobody: the first snapshot replaces it. */
export const empty: View = {
  pairing: null,
  consent: null,
  settings: null,
  rules: null,
  managed: null,
  synced_ms: 0,
  offline: "",
  shut: false,
  notice: "",
  checker: "",
  storage: "",
  standing: null,
  outbox: [],
  sent: [],
  waivers: [],
  tab: null,
};

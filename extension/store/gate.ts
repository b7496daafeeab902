/** Lets nobody at an area before it is in the shape that this program reads. */
import { type Area, memoryArea } from "./area.ts";
import { migrate, NewerStore } from "./migrations.ts";

export interface Gate {
  readonly area: Area;
  /** Whether the area may be used; false where it was written by a newer version. */
  readonly open: Promise<boolean>;
}

/**
 * The area, brought up to date before its first use. One that a newer version wrote is not
 * touched: then everything reads as empty, and what is written lives as long as this program.
 */
export function gated(area: Area): Gate {
  let ready: Promise<Area> | undefined;
  const behind = (): Promise<Area> => {
    ready ??= upToDate(area);
    // A failing disk may work the next time.
    ready.catch(() => {
      ready = undefined;
    });
    return ready;
  };
  const open = behind().then((used) => used === area);
  open.catch(() => undefined);
  return {
    open,
    area: {
      get: async (keys) => (await behind()).get(keys),
      set: async (values) => (await behind()).set(values),
      remove: async (keys) => (await behind()).remove(keys),
    },
  };
}

async function upToDate(area: Area): Promise<Area> {
  try {
    await migrate(area);
    return area;
  } catch (cause) {
    if (cause instanceof NewerStore) return memoryArea();
    throw cause;
  }
}

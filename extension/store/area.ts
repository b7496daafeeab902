/** The part of a chrome.storage area that the store uses. What one `set` writes is written whole. */
export interface Area {
  /** The values that are there; null asks for all. */
  get(keys: string | string[] | null): Promise<Record<string, unknown>>;
  set(values: Record<string, unknown>): Promise<void>;
  remove(keys: string | string[]): Promise<void>;
}

/** An area that lives as long as the program: for tests, and in the place of one not to be touched. */
export function memoryArea(values = new Map<string, unknown>()): Area {
  return {
    get: async (keys) => {
      const asked = keys === null ? [...values.keys()] : [keys].flat();
      const there = asked.filter((key) => values.has(key));
      return structuredClone(Object.fromEntries(there.map((key) => [key, values.get(key)])));
    },
    set: async (more) => {
      for (const [key, value] of Object.entries(structuredClone(more))) values.set(key, value);
    },
    remove: async (keys) => {
      for (const key of [keys].flat()) values.delete(key);
    },
  };
}

/** A browser's whole storage in memory, with nothing managed: for tests. */
export function memoryParts(values = new Map<string, unknown>(), now = (): number => 0) {
  return { local: memoryArea(values), session: memoryArea(), managed: memoryArea(), now };
}

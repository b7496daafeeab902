/** The part of a chrome.storage area that the store uses. */
export interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(values: Record<string, unknown>): Promise<void>;
  remove(keys: string | string[]): Promise<void>;
}

/** An area that lives as long as the program: for tests. */
export function memoryArea(values = new Map<string, unknown>()): Area {
  return {
    get: async (key) => (values.has(key) ? { [key]: structuredClone(values.get(key)) } : {}),
    set: async (more) => {
      for (const [key, value] of Object.entries(more)) values.set(key, structuredClone(value));
    },
    remove: async (keys) => {
      for (const key of [keys].flat()) values.delete(key);
    },
  };
}

/** An outbox in memory, for what is built on the real one. */

/** @typedef {import("../../extension/outbox/store.js").Item} Item */

/** @param {Item[]} items */
export function outboxFake(...items) {
  const kept = new Map(items.map((item) => [item.id, item]));
  const get = async (/** @type {string} */ id) => /** @type {Item} */ (kept.get(id));
  const change = async (/** @type {string} */ id, /** @type {Partial<Item>} */ to) => Object.assign(await get(id), to);
  return {
    kept,
    get,
    add: async (/** @type {import("../../extension/capture/capture.js").Parcel} */ parcel) =>
      void kept.set(parcel.id, { ...parcel, tries: 0 }),
    ids: async () => [...kept.keys()],
    remove: async (/** @type {string} */ id) => void kept.delete(id),
    hold: (/** @type {string} */ id, /** @type {Item["problem"]} */ problem) => change(id, { problem }),
    tried: async (/** @type {string} */ id) => change(id, { tries: (await get(id)).tries + 1 }),
    counts: async () => {
      const held = [...kept.values()].filter(({ problem }) => problem).length;
      return { waiting: kept.size - held, held };
    },
  };
}

/** @returns {Item} */
export const item = (/** @type {string} */ id, more = {}) => ({ id, at: 0, body: new ArrayBuffer(1), tries: 0, ...more });

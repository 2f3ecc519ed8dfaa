/** An outbox in memory, for what is built on the real one. */

/** @typedef {import("../../extension/outbox/store.js").Label} Label */
/** @typedef {import("../../extension/capture/capture.js").Parcel} Parcel */

/** @param {Label[]} labels of what it holds; each has its parcel */
export function outboxFake(...labels) {
  /** @type {Map<string, Parcel>} */
  const parcels = new Map(labels.map(({ id, at }) => [id, { id, at, body: new ArrayBuffer(1) }]));
  const kept = new Map(labels.map((label) => [label.id, label]));
  return {
    kept,
    parcels,
    add: async (/** @type {Parcel} */ parcel) => {
      parcels.set(parcel.id, parcel);
      kept.set(parcel.id, item(parcel.id, { at: parcel.at }));
    },
    labels: async () => [...kept.values()].sort((one, other) => one.at - other.at),
    parcel: async (/** @type {string} */ id) => parcels.get(id),
    mark: async (/** @type {string} */ id, /** @type {Partial<Label>} */ note) => {
      const label = kept.get(id);
      if (label) kept.set(id, { ...label, ...note });
    },
    remove: async (/** @type {string} */ id) => {
      parcels.delete(id);
      kept.delete(id);
    },
    refuse: async (/** @type {Label} */ label, /** @type {Label["problem"]} */ problem) => {
      parcels.delete(label.id);
      kept.set(label.id, { ...label, state: "refused", problem });
    },
  };
}

/** @returns {Label} */
export const item = (/** @type {string} */ id, more = {}) => ({ id, at: 0, state: "waiting", tries: 0, ...more });

/** Where captures stand until the server has answered for them: IndexedDB, which takes pages of any size. */

import { openDB } from "../vendor/idb/index.js";

/** @typedef {import("../capture/capture.js").Parcel} Parcel */
/** @typedef {import("../server/contract.js").Problem} Problem */
/** @typedef {Parcel & { tries: number, problem?: Problem }} Item `problem`: why the server will not take it as it is */
/** @typedef {{ waiting: number, held: number }} Counts `waiting`: will be sent; `held`: needs the member's attention */
/** @typedef {typeof outbox} Outbox */
/** @typedef {import("../vendor/idb/index.js").IDBPDatabase<unknown>} Database */

const STORE = "captures";

/**
 * Opens, works, closes: the worker may die between any two steps.
 * @template T
 * @param {(database: Database) => Promise<T>} work
 */
async function opened(work) {
  const database = await openDB("outbox", 1, {
    upgrade(fresh) {
      const store = fresh.createObjectStore(STORE, { keyPath: "id" });
      store.createIndex("at", "at");
      store.createIndex("held", "problem.code");
    },
  });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/**
 * @param {string} id
 * @param {(item: Item) => Partial<Item>} change
 * @returns {Promise<Item>} the changed item
 */
function changed(id, change) {
  return opened(async (database) => {
    const transaction = database.transaction(STORE, "readwrite");
    const item = await transaction.store.get(id);
    const next = { ...item, ...change(item) };
    await transaction.store.put(next);
    await transaction.done;
    return next;
  });
}

export const outbox = {
  /**
   * @param {Parcel} parcel
   * @returns {Promise<void>} when it is on the disk
   * @throws {DOMException} QuotaExceededError when the disk is full
   */
  add: (parcel) =>
    opened(async (database) => {
      const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
      await transaction.store.add({ ...parcel, tries: 0 });
      await transaction.done;
    }),

  /** @returns {Promise<string[]>} ids, oldest click first */
  ids: () => opened(async (database) => (await database.getAllKeysFromIndex(STORE, "at")).map(String)),

  /** @type {(id: string) => Promise<Item>} */
  get: (id) => opened((database) => database.get(STORE, id)),

  /** @type {(id: string) => Promise<void>} */
  remove: (id) => opened((database) => database.delete(STORE, id)),

  /** @type {(id: string, problem: Problem) => Promise<Item>} */
  hold: (id, problem) => changed(id, () => ({ problem })),

  /** @type {(id: string) => Promise<Item>} */
  tried: (id) => changed(id, ({ tries }) => ({ tries: tries + 1 })),

  /** @returns {Promise<Counts>} */
  counts: () =>
    opened(async (database) => {
      const all = await database.count(STORE);
      const held = await database.countFromIndex(STORE, "held");
      return { waiting: all - held, held };
    }),
};

/**
 * Where captures stand until the server has answered for them: IndexedDB, which takes pages of any size. Parcel and
 * label are kept apart, so that a parcel that the browser can no longer read disturbs no other, and its label can still
 * be read.
 */

import { openDB } from "../vendor/idb/index.js";

/** @typedef {import("../capture/capture.js").Parcel} Parcel */
/** @typedef {import("../server/contract.js").Problem} Problem */
/** @typedef {import("../server/answers.js").Cause} Cause */
/**
 * What is known of a parcel without opening it. `waiting`: will be sent; `held`: needs the member's attention;
 * `refused`: has left, and its explanation waits to be seen. `cause` and `problem` tell why the last try failed;
 * `damaged`: the browser cannot read the parcel. `next`: when it is tried again by itself, in milliseconds; `asked`:
 * the server has asked for that time. `whose`: the member says that the page is theirs.
 * @typedef {object} Label
 * @property {string} id
 * @property {number} at the click, in milliseconds
 * @property {"waiting" | "held" | "refused"} state
 * @property {number} tries that have failed
 * @property {Cause | "damaged"} [cause]
 * @property {Problem} [problem]
 * @property {number} [next]
 * @property {boolean} [asked]
 * @property {"mine"} [whose]
 */
/** @typedef {Record<Label["state"], number>} Counts */
/** @typedef {typeof outbox} Outbox */
/** @typedef {import("../vendor/idb/index.js").IDBPDatabase<unknown>} Database */
/** @typedef {import("../vendor/idb/index.js").IDBPTransaction<unknown, string[], "versionchange">} Upgrade */

const PARCELS = "captures";
const LABELS = "labels";

/**
 * The first version kept label and parcel in one; what waited there still goes out. Only keys are read: reading one
 * damaged parcel would undo the whole upgrade.
 * @param {Database} database
 * @param {number} from version, 0 when there was none
 * @param {Upgrade} upgrade
 */
async function upgraded(database, from, upgrade) {
  const labels = database.createObjectStore(LABELS, { keyPath: "id" });
  if (from === 0) {
    database.createObjectStore(PARCELS, { keyPath: "id" });
    return;
  }
  const parcels = upgrade.objectStore(PARCELS);
  for (let click = await parcels.index("at").openKeyCursor(); click; click = await click.continue()) {
    labels.put(fresh({ id: String(click.primaryKey), at: Number(click.key) }));
  }
  for (const index of ["at", "held"]) parcels.deleteIndex(index);
}

/**
 * @param {Pick<Parcel, "id" | "at">} parcel
 * @returns {Label}
 */
const fresh = ({ id, at }) => ({ id, at, state: "waiting", tries: 0 });

/**
 * Opens, works, closes: the worker may die between any two steps.
 * @template T
 * @param {(database: Database) => Promise<T>} work
 */
async function opened(work) {
  const database = await openDB("outbox", 2, {
    upgrade: (database, from, _to, upgrade) => upgraded(database, from, /** @type {Upgrade} */ (upgrade)),
  });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/**
 * Both stores change together or not at all, and the disk has it when this is done.
 * @param {(parcels: any, labels: any) => Promise<unknown>} change
 */
const both = (change) =>
  opened(async (database) => {
    const transaction = database.transaction([PARCELS, LABELS], "readwrite", { durability: "strict" });
    const changes = change(transaction.objectStore(PARCELS), transaction.objectStore(LABELS));
    const outcomes = await Promise.allSettled([changes, transaction.done]);
    const failures = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    // Where one of the two fails, the other only knows that it was aborted.
    if (failures.length) throw failures.find(({ name }) => name !== "AbortError") ?? failures[0];
  });

export const outbox = {
  /**
   * @param {Parcel} parcel
   * @returns {Promise<void>} when it is on the disk
   * @throws {DOMException} QuotaExceededError when the disk is full
   */
  add: (parcel) => both((parcels, labels) => Promise.all([parcels.add(parcel), labels.add(fresh(parcel))])),

  /** @returns {Promise<Label[]>} oldest click first */
  labels: () =>
    opened(async (database) => {
      const labels = /** @type {Label[]} */ (await database.getAll(LABELS));
      return labels.sort((one, other) => one.at - other.at);
    }),

  /**
   * @param {string} id
   * @returns {Promise<Parcel | undefined>} undefined when there is none
   * @throws {DOMException} when the browser cannot read what it has kept
   */
  parcel: (id) => opened((database) => database.get(PARCELS, id)),

  /**
   * @param {string} id
   * @param {Partial<Label>} note what is new; a label that has gone meanwhile stays gone
   */
  mark: (id, note) =>
    opened(async (database) => {
      const transaction = database.transaction(LABELS, "readwrite");
      const label = await transaction.store.get(id);
      if (label) await transaction.store.put({ ...label, ...note });
      await transaction.done;
    }),

  /** @param {string} id */
  remove: (id) => both((parcels, labels) => Promise.all([parcels.delete(id), labels.delete(id)])),

  /**
   * The parcel leaves, the explanation stays.
   * @param {Label} label
   * @param {Problem} problem
   */
  refuse: (label, problem) =>
    both((parcels, labels) =>
      Promise.all([parcels.delete(label.id), labels.put({ ...label, state: "refused", problem })]),
    ),
};

/**
 * @param {Label[]} labels
 * @returns {Counts}
 */
export function countsOf(labels) {
  const counts = { waiting: 0, held: 0, refused: 0 };
  for (const { state } of labels) counts[state] += 1;
  return counts;
}

/** Where things stand. The worker writes it down for the popup to watch, since both may die at any moment. */

/**
 * `cause` names the words to show; `problem` holds the server's own words where it has some; `because` the browser's.
 * @typedef {object} Status
 * @property {"working" | "done" | "refused" | "waiting" | "attention" | "elsewhere" | "unconfigured"} state
 * @property {"reading" | "sending"} [step]
 * @property {string} [cause]
 * @property {string} [because]
 * @property {boolean} [signIn] elsewhere: on a page where LinkedIn asks for a sign-in
 * @property {import("../server/contract.js").Problem} [problem]
 * @property {import("../server/contract.js").Result} [result]
 * @property {import("../outbox/store.js").Counts} [counts]
 */

const KEY = "status";

/** Status is the browser session's affair; browsers without storage for a session keep it on the disk. */
const area = () => (chrome.storage.session ? "session" : "local");

/** @returns {Promise<Status | undefined>} */
export async function readStatus() {
  const { [KEY]: status } = await chrome.storage[area()].get(KEY);
  return /** @type {Status | undefined} */ (status);
}

/** @param {Status} status */
export async function writeStatus(status) {
  await chrome.storage[area()].set({ [KEY]: status });
}

/** @param {(status: Status) => void} changed */
export function watchStatus(changed) {
  chrome.storage.onChanged.addListener((changes, from) => {
    if (from === area() && changes[KEY]?.newValue) changed(/** @type {Status} */ (changes[KEY].newValue));
  });
}

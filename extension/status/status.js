/** Where things stand. The worker writes it down for the popup to watch, since both may die at any moment. */

/**
 * `cause` names the words to show; `problem` holds the server's own words where it has some; `because` the browser's;
 * `version` is the server's. `late`: the scores had not come when the page was taken. `trigger`: what has started it.
 * `click` is the click that it tells of, `at` when it was written, both in milliseconds; `seen` when a popup has shown
 * it. In `idle` there is nothing to tell.
 * @typedef {object} Status
 * @property {"idle" | "working" | "done" | "refused" | "waiting" | "attention" | "elsewhere" | "unconfigured"
 *   | "connecting"} state
 * @property {"reading" | "sending"} [step]
 * @property {string} [cause]
 * @property {string} [because]
 * @property {string} [version]
 * @property {boolean} [late]
 * @property {boolean} [signIn] elsewhere: on a page where LinkedIn asks for a sign-in
 * @property {import("../capture/capture.js").Trigger} [trigger]
 * @property {import("../server/contract.js").Problem} [problem]
 * @property {import("../server/contract.js").Result} [result]
 * @property {import("../outbox/store.js").Counts} [counts]
 * @property {number} [click]
 * @property {number} [at]
 * @property {boolean} [seen]
 */

const KEY = "status";

/** @returns {Promise<Status | undefined>} */
export async function readStatus() {
  const { [KEY]: status } = await chrome.storage.session.get(KEY);
  return /** @type {Status | undefined} */ (status);
}

/** @param {Status} status */
export async function writeStatus(status) {
  await chrome.storage.session.set({ [KEY]: status });
}

/** @param {(status: Status) => void} changed */
export function watchStatus(changed) {
  chrome.storage.onChanged.addListener((changes, from) => {
    if (from === "session" && changes[KEY]?.newValue) changed(/** @type {Status} */ (changes[KEY].newValue));
  });
}

/** What the locks' names begin with under which a worker does each step. */
const LOCKS = { reading: ["capture "], sending: ["capture ", "delivery"] };

/**
 * @param {Status} status
 * @returns {Promise<boolean>} whether it tells of work that a worker still does
 */
export async function isUnderWay({ step }) {
  return step !== undefined && isHeld(LOCKS[step]);
}

/** @returns {Promise<boolean>} whether a worker reads a page, or sends one */
export const isAnyoneAtWork = () => isHeld(LOCKS.sending);

/** @param {string[]} locks what their names begin with */
async function isHeld(locks) {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => locks.some((lock) => name?.startsWith(lock)));
}

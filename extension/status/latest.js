/** The newest figures that the server has told, for a popup that is opened on another page. */

/** @typedef {import("../server/contract.js").Result} Result */

const KEY = "latest";

/** @returns {Promise<Result | undefined>} */
export async function readLatest() {
  const { [KEY]: result } = await chrome.storage.local.get(KEY);
  return /** @type {Result | undefined} */ (result);
}

/**
 * @param {Result} result the answer to a capture, which may arrive after later ones, or what another browser has sent
 */
export async function learnResult(result) {
  const known = await readLatest();
  if (!known || momentOf(known) <= momentOf(result)) await chrome.storage.local.set({ [KEY]: result });
}

/** @param {() => void} changed called when there are newer figures */
export function watchLatest(changed) {
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === "local" && changes[KEY]?.newValue) changed();
  });
}

/**
 * @param {Result} result
 * @returns {number} milliseconds
 */
export const momentOf = ({ capture }) => Date.parse(capture.captured_at);

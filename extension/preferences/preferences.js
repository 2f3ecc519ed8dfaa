/** What the member has chosen about capturing. */

/**
 * `automatic`: capture whenever the member opens the SSI page; `rhythm`: days after which the next capture is due.
 * @typedef {{ automatic: boolean, rhythm: number }} Preferences
 */

const KEY = "preferences";

/** @type {Preferences} */
const DEFAULT = { automatic: false, rhythm: 14 };

/** @param {unknown} days @returns {boolean} whether this is a rhythm: whole days, a year at most */
export const isRhythm = (days) => Number.isInteger(days) && Number(days) >= 1 && Number(days) <= 365;

/** @returns {Promise<Preferences>} */
export async function readPreferences() {
  const { [KEY]: stored } = await chrome.storage.local.get(KEY);
  return { ...DEFAULT, .../** @type {Partial<Preferences>} */ (stored) };
}

/** @param {Partial<Preferences>} changes */
export async function changePreferences(changes) {
  await navigator.locks.request(KEY, async () => {
    await chrome.storage.local.set({ [KEY]: { ...(await readPreferences()), ...changes } });
  });
}

/** @param {(preferences: Preferences) => void} changed called with each newly saved choice */
export function watchPreferences(changed) {
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === "local" && changes[KEY]?.newValue) changed(/** @type {Preferences} */ (changes[KEY].newValue));
  });
}

/** Which server this browser sends to. */

/** @typedef {{ address: string, token: string }} Settings `token` is empty until the member has given one */

const KEY = "server";

/** Where `ssi-history serve` answers when nothing else was asked of it. */
export const DEFAULT_ADDRESS = "http://127.0.0.1:8712";

/** @returns {Promise<Settings>} */
export async function readSettings() {
  const { [KEY]: stored } = await chrome.storage.local.get(KEY);
  return { address: DEFAULT_ADDRESS, token: "", .../** @type {Partial<Settings>} */ (stored) };
}

/** @param {Settings} settings */
export async function saveSettings(settings) {
  await chrome.storage.local.set({ [KEY]: settings });
}

/** @param {(settings: Settings) => void} changed called with each newly saved server */
export function watchSettings(changed) {
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === "local" && changes[KEY]?.newValue) changed(/** @type {Settings} */ (changes[KEY].newValue));
  });
}

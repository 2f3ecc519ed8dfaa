/** Where a pairing stands: on the disk, since it outlives the worker and the browser. */

/** @typedef {import("./grant.js").Reason} Reason */
/**
 * `waiting`: for the member to allow the code; `allowed`: the token is here, the server has not yet shown that it knows
 * it; `connected`: what waited is being sent; `ended`: there is no token, and the reason is to be shown.
 * `expires` and `due` (of the next question to the server) are moments in milliseconds, `interval` is in seconds, `tab`
 * shows the page where the code is allowed.
 * @typedef {{ id: string, address: string, tab?: number }} Beginning
 * @typedef {Beginning & { step: "waiting", deviceCode: string, userCode: string, page: string, expires: number,
 *   interval: number, due: number, troubles: number }} Waiting
 * @typedef {Beginning & { step: "allowed", token: string, expires: number, due: number, troubles: number }} Allowed
 * @typedef {Beginning & { step: "connected", captures: number }} Connected
 * @typedef {Beginning & { step: "ended", reason: Reason | "token" | "impostor", because?: string,
 *   version?: string }} Ended
 * @typedef {Waiting | Allowed | Connected | Ended} Pairing
 */

const KEY = "pairing";

/** @returns {Promise<Pairing | undefined>} */
export async function readPairing() {
  const { [KEY]: pairing } = await chrome.storage.local.get(KEY);
  return /** @type {Pairing | undefined} */ (pairing);
}

/** @param {Pairing} pairing takes the place of whatever went on */
export async function beginPairing(pairing) {
  await write(() => chrome.storage.local.set({ [KEY]: pairing }));
}

/**
 * @param {Pairing} pairing the next step of one that goes on; nothing when that was cancelled or begun anew meanwhile
 * @returns {Promise<boolean>} whether it still went on
 */
export function keepPairing(pairing) {
  return write(async () => {
    if ((await readPairing())?.id !== pairing.id) return false;
    await chrome.storage.local.set({ [KEY]: pairing });
    return true;
  });
}

/** Forgets it: it has done its work, or the member does not want it any more. */
export async function forgetPairing() {
  await write(() => chrome.storage.local.remove(KEY));
}

/** @param {(pairing: Pairing | undefined) => void} changed called with each new step, and with nothing at the end */
export function watchPairing(changed) {
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === "local" && KEY in changes) changed(/** @type {Pairing | undefined} */ (changes[KEY].newValue));
  });
}

/**
 * One at a time, also across the worker and the pages.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
const write = async (work) => await navigator.locks.request("pairing", work);

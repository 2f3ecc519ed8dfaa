/** The tab with the server's page where the member allows the code. */

/** @typedef {{ address: string, tab?: number }} Place */

const PATH = /^\/pair(\/|$)/;

/**
 * @param {Place & { page: string }} pairing
 * @returns {Promise<number | undefined>} the tab, in front of the member: the one that shows the page already, or a new
 *   one
 */
export async function showPage({ page, ...place }) {
  const tab = await tabAt(place);
  if (tab?.id === undefined) return (await chrome.tabs.create({ url: page })).id;
  await chrome.tabs.update(tab.id, { active: true });
  await chrome.windows.update(tab.windowId, { focused: true });
  return tab.id;
}

/**
 * Moves it on to the dashboard, where the figures are, unless the member has gone elsewhere with it.
 * @param {Place} pairing
 */
export async function moveOn(pairing) {
  const tab = await tabAt(pairing);
  if (tab?.id !== undefined) await chrome.tabs.update(tab.id, { url: `${pairing.address}/` });
}

/**
 * @param {Place} place
 * @returns {Promise<chrome.tabs.Tab | undefined>} undefined when it is closed or shows something else
 */
async function tabAt({ address, tab }) {
  if (tab === undefined) return undefined;
  try {
    const found = await chrome.tabs.get(tab);
    const url = URL.parse(found.url ?? "");
    return url?.origin === address && PATH.test(url.pathname) ? found : undefined;
  } catch {
    return undefined; // closed: browsers answer for a tab that is gone with an error
  }
}

/** Reading the SSI page out of a tab. */

import { isSignIn, isSsiPage } from "./address.js";
import { PATIENCE, readPage } from "./page-reader.js";

/** @typedef {import("./page-reader.js").Page} Page */

/** The tab shows something else than the SSI page: nothing of it was kept. */
export class AnotherPage extends Error {
  name = "AnotherPage";

  /** @param {string} [url] */
  constructor(url) {
    super("The tab does not show the SSI page.");
    this.signIn = isSignIn(url);
  }
}

/** The SSI page is there, but the browser does not let the extension read it. */
export class PageClosed extends Error {
  name = "PageClosed";
}

/**
 * Milliseconds before each try. Directly after the click the browser may still refuse what the click has granted:
 * measured in one run of seven, over within 50 ms.
 */
const PAUSES = [0, 50, 100, 200, 300, 400];

/**
 * @param {number} tabId
 * @returns {Promise<Page>}
 * @throws {AnotherPage | PageClosed}
 */
export async function readTab(tabId) {
  /** @type {AnotherPage | PageClosed} */
  let reason = new AnotherPage();
  for (const pause of PAUSES) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const { url } = await chrome.tabs.get(tabId);
    if (url === undefined) continue; // not granted yet, or one of the browser's own pages
    if (!isSsiPage(url)) throw new AnotherPage(url);
    try {
      return sameAddress(await inject(tabId));
    } catch (error) {
      if (error instanceof AnotherPage) throw error;
      reason = new PageClosed("The browser refused access to the page.", { cause: error });
    }
  }
  throw reason;
}

/**
 * @param {number} tabId
 * @returns {Promise<Page>}
 */
async function inject(tabId) {
  const [frame] = await chrome.scripting.executeScript({
    target: { tabId },
    func: readPage,
    args: [PATIENCE],
    injectImmediately: true, // the browser would wait for a page that never ends to load, and say nothing
  });
  if (!frame?.result) throw new Error("The page went away while it was read.");
  return frame.result;
}

/**
 * The tab may have moved on while the page rendered.
 * @param {Page} page
 */
function sameAddress(page) {
  if (!isSsiPage(page.url)) throw new AnotherPage(page.url);
  return page;
}

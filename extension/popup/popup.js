/**
 * The popup: asks the worker once, then only watches. It dies as soon as the member looks elsewhere; nothing is lost by
 * that.
 */

import { SSI_ADDRESS } from "../capture/address.js";
import { one } from "../look/dom.js";
import { fillWords } from "../look/words.js";
import { readSettings } from "../server/settings.js";
import { readStatus, watchStatus } from "../status/status.js";
import { render } from "./view.js";

/** @typedef {import("../background.js").Wish} Wish */

const { address } = await readSettings();
/** @param {import("../status/status.js").Status} status */
const show = (status) => render(status, address);

fillWords();
show({ state: "working", step: "reading" });
watchStatus(show);

/**
 * Asks the worker, then shows what it has written: the watching misses nothing, but a second popup has seen nothing yet.
 * @param {Wish} wish
 */
async function ask(wish) {
  try {
    await chrome.runtime.sendMessage(wish);
  } catch {
    // The worker died on the way; what it has written last tells how far it came.
  }
  const status = await readStatus();
  show(status && !(await died(status)) ? status : { state: "attention", cause: "interrupted" });
}

/**
 * @param {import("../status/status.js").Status} status
 * @returns {Promise<boolean>} whether work is written down that no worker does any more
 */
async function died({ state }) {
  const { held } = await navigator.locks.query();
  return state === "working" && !held?.length;
}

/**
 * @param {string} id
 * @param {() => unknown} clicked
 */
const onClick = (id, clicked) => one(id, HTMLButtonElement).addEventListener("click", clicked);

// The dashboard is opened as a tab: following a link from here would leave its sign-in cookie behind.
onClick("#open-dashboard", () => chrome.tabs.create({ url: `${address}/` }).then(() => close()));
onClick("#open-ssi", () => chrome.tabs.create({ url: SSI_ADDRESS }).then(() => close()));
onClick("#open-options", () => chrome.runtime.openOptionsPage().then(() => close()));
onClick("#retry", () => ask({ do: "deliver", heldToo: true }));

const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
await ask({ do: "capture", tab: tab?.id ?? chrome.tabs.TAB_ID_NONE });
if (document.body.dataset.state === "elsewhere") await ask({ do: "deliver", heldToo: false });

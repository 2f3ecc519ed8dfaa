/**
 * The popup: asks the worker once, then only watches. It dies as soon as the member looks elsewhere; nothing is lost by
 * that.
 */

import { SSI_ADDRESS } from "../capture/address.js";
import { one } from "../look/dom.js";
import { fillWords } from "../look/words.js";
import { isUnderWay, readStatus, watchStatus } from "../status/status.js";
import { abandoned } from "./abandoned.js";
import { access, address, offerConnecting, renderCode, withConnecting } from "./connect.js";
import { expectAnswerTo, isOld } from "./concern.js";
import { showRest } from "./rest.js";
import { render } from "./view.js";
import { wish } from "../wish.js";

/** @typedef {import("../status/status.js").Status} Status */
/** @typedef {import("../tasks.js").Wish} Wish */

const opened = Date.now();

/** @type {Status} as the worker has written it last */
let written = { state: "working", step: "reading" };

/** @param {Status} status */
function show(status) {
  if (isOld(status)) return;
  written = status;
  draw();
}

function draw() {
  const status = withConnecting(written);
  render(status, address());
  renderCode();
  showRest(status, ask);
}

fillWords();
render(written, address());
watchStatus(show);
offerConnecting(draw);

/**
 * Asks the worker, then shows what it has written: watching misses nothing, but a second popup has seen nothing yet.
 * @param {Wish} wanted
 */
async function ask(wanted) {
  await expectAnswerTo(wanted);
  await (wanted.do === "capture" ? Promise.race([wish(wanted), abandoned()]) : wish(wanted));
  const status = await readStatus();
  const answered = status && !isOld(status) && !(await died(status));
  show(answered ? status : { state: "attention", cause: "interrupted", at: Date.now() });
}

/**
 * @param {Status} status
 * @returns {Promise<boolean>} whether work is written down that no worker does any more
 */
const died = async (status) => status.state === "working" && !(await isUnderWay(status));

/**
 * @param {string} id
 * @param {() => unknown} clicked
 */
const onClick = (id, clicked) => one(id, HTMLButtonElement).addEventListener("click", clicked);

// The dashboard is opened as a tab: following a link from here would leave its sign-in cookie behind.
onClick("#open-dashboard", () => chrome.tabs.create({ url: `${address()}/` }).then(() => close()));
onClick("#open-ssi", () => chrome.tabs.create({ url: SSI_ADDRESS }).then(() => close()));
onClick("#open-options", () => chrome.runtime.openOptionsPage().then(() => close()));
onClick("#retry", async () => (await access()) && ask({ do: "deliver", heldToo: true }));
globalThis.addEventListener("online", () => ask({ do: "deliver", heldToo: false }));

const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
/** @param {number} at */
const capture = (at) => ask({ do: "capture", tab: tab?.id ?? chrome.tabs.TAB_ID_NONE, at });
onClick("#again", () => capture(Date.now()));
await capture(opened);
if (document.body.dataset.state === "elsewhere") await ask({ do: "deliver", heldToo: false });

/**
 * One click, from beginning to end. Whoever wants to know what the extension does reads this file:
 * read the page, keep it, send it; say at each step where things stand. A click before any server is known counts too:
 * its page waits in the outbox like every other.
 */

import { makeCapture, pack } from "./capture.js";
import { AnotherPage, PageClosed } from "./tab.js";

/** @typedef {import("./capture.js").Trigger} Trigger */
/** @typedef {import("../status/status.js").Status} Status */
/**
 * @typedef {object} Collaborators
 * @property {(tabId: number) => Promise<import("./page-reader.js").Page>} readTab
 * @property {(parcel: import("./capture.js").Parcel) => Promise<void>} keep puts it into the outbox
 * @property {() => Promise<void>} deliver sends what waits in the outbox
 * @property {(status: Status) => Promise<void>} show
 */

/**
 * @param {number} tabId the tab that the member looks at
 * @param {Trigger} trigger how the member asked for it
 * @param {Collaborators} collaborators
 * @param {Date} [clicked]
 * @returns {Promise<void>} when the outcome has been shown; never fails, a failure is shown as well
 */
export async function captureOnClick(tabId, trigger, collaborators, clicked = new Date()) {
  try {
    await captureTab(tabId, trigger, collaborators, clicked);
  } catch (error) {
    await collaborators.show({ ...explained(error), trigger, click: clicked.getTime() });
  }
}

/**
 * @param {number} tabId
 * @param {Trigger} trigger
 * @param {Collaborators} collaborators
 * @param {Date} clicked
 */
async function captureTab(tabId, trigger, { readTab, keep, deliver, show }, clicked) {
  const click = clicked.getTime();
  await show({ state: "working", step: "reading", trigger, click });
  const page = await readTab(tabId);

  await show({ state: "working", step: "sending", late: page.late, trigger, click });
  await keep(await pack(makeCapture(page, trigger, clicked)));
  await deliver();
}

/**
 * @param {unknown} error
 * @returns {Status}
 */
function explained(error) {
  if (error instanceof AnotherPage) return { state: "elsewhere", signIn: error.signIn };
  if (error instanceof PageClosed) return { state: "attention", cause: "page_closed" };
  const { name, message } = /** @type {Error} */ (error);
  if (name === "QuotaExceededError") return { state: "attention", cause: "storage_full" };
  const cause = error instanceof DOMException ? "storage_broken" : "unexpected"; // the outbox fails with these
  return { state: "attention", cause, because: `${name}: ${message}` };
}

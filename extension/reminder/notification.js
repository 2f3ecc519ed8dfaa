/** The notification that a capture is due, where the member has allowed it: one each time, and one a day at most. */

import { SSI_ADDRESS } from "../capture/address.js";
import { lastCaptured } from "../capture/kept.js";
import { days, word } from "../look/words.js";
import { NOTIFICATIONS } from "../preferences/permissions.js";
import { DAY, dueAt } from "./due.js";

/** @typedef {{ due: number, at: number }} Reminded of which date the member was told, and when: both milliseconds */

const ID = "due";
const KEY = "reminded";

/** Notifies when a capture is due and the member has not been told yet. */
export async function notifyWhenDue(now = Date.now()) {
  const due = await dueAt();
  if (due === null || due > now || !(await chrome.permissions.contains(NOTIFICATIONS))) return;
  const { [KEY]: stored } = await chrome.storage.local.get(KEY);
  const reminded = /** @type {Reminded | undefined} */ (stored);
  if (reminded && (reminded.due === due || Math.abs(now - reminded.at) < DAY)) return; // ahead: the clock was set back
  await chrome.storage.local.set({ [KEY]: { due, at: now } });
  const apart = Math.floor((now - (await lastCaptured())) / DAY);
  await chrome.notifications.create(ID, {
    type: "basic",
    iconUrl: chrome.runtime.getURL("icons/icon-128.png"),
    title: word("due_title"),
    message: word("due_detail", days(apart)),
  });
}

/** Notifications are there only once the member has allowed them, which may be while the worker lives. */
export function heedNotification() {
  chrome.notifications?.onClicked.addListener(openSsiPage);
}

/** @param {string} id */
async function openSsiPage(id) {
  if (id !== ID) return;
  await chrome.notifications.clear(ID);
  await chrome.tabs.create({ url: SSI_ADDRESS });
}

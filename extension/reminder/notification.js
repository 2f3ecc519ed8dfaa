/** The notification that a capture is due: one for each time, where the member has allowed notifications. */

import { SSI_ADDRESS } from "../capture/address.js";
import { lastCaptured } from "../capture/kept.js";
import { days, word } from "../look/words.js";
import { NOTIFICATIONS } from "../preferences/permissions.js";
import { DAY, dueAt } from "./due.js";

const ID = "due";
const KEY = "reminded";

/** Notifies when a capture is due and the member has not been told yet. */
export async function notifyWhenDue(now = Date.now()) {
  const due = await dueAt();
  if (due === null || due > now || !(await chrome.permissions.contains(NOTIFICATIONS))) return;
  const { [KEY]: reminded } = await chrome.storage.local.get(KEY);
  if (reminded === due) return;
  await chrome.storage.local.set({ [KEY]: due });
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

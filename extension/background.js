/** The worker: which event starts what. It holds no state, the browser may stop it at any moment. */

import { isCaptureEntry, makeMenu } from "./capture/menu.js";
import { captureOnVisit } from "./capture/visit.js";
import { alarm } from "./outbox/alarm.js";
import { alarm as pairingAlarm } from "./pairing/alarm.js";
import { watchPairing } from "./pairing/kept.js";
import { heedRemovedPermissions } from "./preferences/permissions.js";
import { watchPreferences } from "./preferences/preferences.js";
import { ensureReminder, isReminder } from "./reminder/alarm.js";
import { heedNotification, notifyWhenDue } from "./reminder/notification.js";
import { giveBackAccess } from "./server/access.js";
import { watchSettings } from "./server/settings.js";
import { watchLatest } from "./status/latest.js";
import { isStatusAlarm, refresh } from "./status/show.js";
import { capture, fulfil, goOnPairing, keepAlarm, send } from "./tasks.js";

// What the member asks for.
chrome.runtime.onMessage.addListener((/** @type {import("./tasks.js").Wish} */ wish, _sender, reply) => {
  fulfil(wish).finally(() => reply());
  return true;
});
chrome.commands.onCommand.addListener((_capture, tab) => tab?.id !== undefined && capture(tab.id, "shortcut"));
chrome.contextMenus.onClicked.addListener((entry, tab) => {
  if (isCaptureEntry(entry) && tab?.id !== undefined) capture(tab.id, "menu");
});
chrome.tabs.onUpdated.addListener((_id, change, tab) => captureOnVisit(change, tab, capture));

// What brings the captures further that wait.
chrome.runtime.onStartup.addListener(() => send());
globalThis.addEventListener("online", () => send());
watchSettings(() => send({ heldToo: true }));
watchSettings(giveBackAccess);
watchPairing((pairing) => (pairing?.step ?? "ended") === "ended" && giveBackAccess());
chrome.alarms.onAlarm.addListener((rung) => {
  if (alarm.isOurs(rung)) send();
  if (pairingAlarm.isOurs(rung)) goOnPairing();
  if (isStatusAlarm(rung)) refresh();
  if (isReminder(rung)) Promise.all([refresh(), notifyWhenDue()]);
});

// What the member has chosen.
chrome.runtime.onInstalled.addListener(makeMenu);
chrome.permissions.onAdded.addListener(heedNotification);
heedRemovedPermissions();
heedNotification();
watchPreferences(refresh);
watchLatest(refresh);

// What runs inside a page has no business with the token.
chrome.storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });
keepAlarm();
goOnPairing();
ensureReminder();
refresh();

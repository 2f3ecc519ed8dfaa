/** The worker: which event starts what. It holds no state, the browser may stop it at any moment. */

import { captureOnClick } from "./capture/click.js";
import { readTab } from "./capture/tab.js";
import { alarm } from "./outbox/alarm.js";
import { deliver } from "./outbox/delivery.js";
import { outbox } from "./outbox/store.js";
import { connect } from "./server/client.js";
import { readSettings, watchSettings } from "./server/settings.js";
import { showBadge } from "./status/badge.js";
import { writeStatus } from "./status/status.js";

/** @typedef {{ do: "capture", tab: number } | { do: "deliver", heldToo: boolean }} Wish what the popup may ask for */

/** @param {import("./status/status.js").Status} status */
async function show(status) {
  const complete = { ...status, counts: await outbox.counts() };
  await writeStatus(complete);
  await showBadge(complete);
}

/** @param {{ heldToo?: boolean }} [choice] */
const send = (choice) =>
  deliver({ outbox, alarm, show, connect: async () => connect(await readSettings()) }, choice);

/**
 * A second click while the first is under way joins it.
 * @param {number} tab
 */
const capture = (tab) =>
  navigator.locks.request("capture", { ifAvailable: true }, async (free) => {
    if (free) await captureOnClick(tab, { readTab, outbox, deliver: send, show });
  });

/** Alarms can be gone after a restart of the browser. */
async function keepAlarm() {
  if ((await outbox.counts()).waiting) await alarm.ensure();
}

chrome.runtime.onMessage.addListener((/** @type {Wish} */ wish, _sender, reply) => {
  const work = wish.do === "capture" ? capture(wish.tab) : send(wish);
  work.finally(() => reply());
  return true;
});
chrome.runtime.onStartup.addListener(() => send());
chrome.alarms.onAlarm.addListener((rung) => alarm.isOurs(rung) && send());
watchSettings(() => send({ heldToo: true }));
globalThis.addEventListener("online", () => send());

// What runs inside a page has no business with the token.
chrome.storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });
keepAlarm();

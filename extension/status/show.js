/** Saying where things stand: written down for the popup, and on the toolbar button for whoever has none open. */

import { countsOf, outbox } from "../outbox/store.js";
import { isDue } from "../reminder/due.js";
import { MOMENT, showBadge } from "./badge.js";
import { isUnderWay, readStatus, writeStatus } from "./status.js";

/** @typedef {import("./status.js").Status} Status */

const ALARM = "status";

/** @type {Status} */
const NOTHING = { state: "idle" };

/**
 * Never fails: what goes on must not end because it could not be said.
 * @param {Status} status
 */
export const show = (status) => told(() => write(status));

/**
 * How sending goes on. While a page is being read there is more to say about that.
 * @param {Status} status
 */
export function showSending(status) {
  return told(async () => {
    const now = (await readStatus()) ?? NOTHING;
    if (now.step !== "reading" || !(await isUnderWay(now))) await write(status);
  });
}

/** Shows again what holds now; says so when a worker has died over its work. */
export function refresh() {
  return told(async () => {
    const status = (await readStatus()) ?? NOTHING;
    if (status.state !== "working") return;
    if (await isUnderWay(status)) await fade(status.state);
    else await write({ state: "attention", cause: "interrupted" });
  });
}

/**
 * A popup has shown how things stand: what was only to be told is done with.
 * @param {string[]} refused ids of the captures whose refusal was shown
 */
export function seen(refused) {
  return told(async () => {
    for (const id of refused) await outbox.remove(id);
    const status = await readStatus();
    if (status) await writeStatus({ ...status, counts: await counts(), seen: true });
  });
}

/** @param {chrome.alarms.Alarm} rung */
export const isStatusAlarm = (rung) => rung.name === ALARM;

/** @param {Status} status */
async function write(status) {
  await writeStatus({ ...status, counts: await counts(), at: Date.now() });
  await fade(status.state);
}

/**
 * One change at a time, and the button after each.
 * @param {() => Promise<void>} change
 */
async function told(change) {
  await navigator.locks.request("status", async () => {
    try {
      await change();
      const status = (await readStatus()) ?? NOTHING;
      await showBadge({ ...status, counts: await counts(), due: await isDue() });
    } catch (error) {
      await showBadge({ state: "attention", cause: "storage_broken", because: String(error) });
    }
  });
}

/**
 * Some things must not stand on the button for longer than they hold: a timer looks again, or the alarm should the
 * worker have died by then.
 * @param {Status["state"]} state
 */
async function fade(state) {
  if (state === "working") await chrome.alarms.create(ALARM, { delayInMinutes: 0.5 });
  if (state !== "done" && state !== "elsewhere") return;
  await chrome.alarms.create(ALARM, { delayInMinutes: 0.5 });
  setTimeout(refresh, MOMENT + 100);
}

/** @returns {Promise<import("../outbox/store.js").Counts | undefined>} undefined when the outbox cannot be read */
async function counts() {
  try {
    return countsOf(await outbox.labels());
  } catch {
    return undefined; // told by whoever needs the outbox
  }
}

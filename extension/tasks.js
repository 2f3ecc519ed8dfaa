/** What the worker can be asked to do, put together from the modules that know how. */

import { captureOnClick } from "./capture/click.js";
import { forgetKept, noteKept } from "./capture/kept.js";
import { readTab } from "./capture/tab.js";
import { alarm } from "./outbox/alarm.js";
import { deliver } from "./outbox/delivery.js";
import { countsOf, outbox } from "./outbox/store.js";
import { pursuePairing } from "./pairing/pursuit.js";
import { startPairing } from "./pairing/start.js";
import { connect } from "./server/client.js";
import { readSettings } from "./server/settings.js";
import { learnResult } from "./status/latest.js";
import { seen, show, showSending } from "./status/show.js";

/** @typedef {import("./capture/capture.js").Parcel} Parcel */
/** @typedef {import("./capture/capture.js").Trigger} Trigger */
/** @typedef {import("./outbox/delivery.js").Choice} Choice */
/**
 * What the popup may ask for. `retry`, `delete` and `claim` (the page is the member's own) name a capture of the
 * outbox; `seen` names refusals that have been shown; `pair` connects this browser to a server. `at` is the click, in
 * milliseconds: a worker that has to be started first comes late.
 * @typedef {{ do: "capture", tab: number, at: number } | { do: "deliver", heldToo: boolean }
 *   | { do: "retry" | "delete" | "claim", id: string } | { do: "seen", ids: string[] }
 *   | { do: "pair", address: string }} Wish
 */

const server = async () => connect(await readSettings());

/** @param {Choice} [choice] */
export const send = (choice) => deliver({ outbox, alarm, show: showSending, learn, connect: server }, choice);

/**
 * A second click while the first is under way joins it. What waits goes out meanwhile.
 * @param {number} tab
 * @param {Trigger} trigger
 * @param {Date} [clicked]
 */
export async function capture(tab, trigger, clicked = new Date()) {
  await navigator.locks.request(`capture ${tab}`, { ifAvailable: true }, async (free) => {
    if (!free) return;
    await Promise.all([captureOnClick(tab, trigger, { readTab, keep, deliver: send, show }, clicked), send()]);
  });
}

/** @param {Parcel} parcel */
async function keep(parcel) {
  await alarm.ensure(); // first, since the worker may die with the parcel kept and nothing to wake the next one
  await outbox.add(parcel);
  await noteKept(parcel.at);
}

/** @type {import("./outbox/delivery.js").Collaborators["learn"]} */
async function learn({ at }, outcome) {
  if (outcome.kind === "delivered") await learnResult(outcome.result);
  if (outcome.kind === "refused" && !outcome.problem.stored) await forgetKept(at);
}

/** @param {string} id */
async function drop(id) {
  const label = (await outbox.labels()).find((label) => label.id === id);
  await outbox.remove(id);
  if (label) await forgetKept(label.at);
  await show({ state: "idle", cause: "deleted" });
}

/** @param {string} id */
async function claim(id) {
  await alarm.ensure(); // first, as in `keep`
  await outbox.mark(id, { state: "waiting", whose: "mine", problem: undefined });
  await send({ only: id });
}

/** @param {string} address */
async function pair(address) {
  await startPairing(address);
  goOnPairing();
}

/** Until the member has allowed this browser and what waited is sent, or there is no hope of that. */
export const goOnPairing = () =>
  pursuePairing({ deliver: () => send({ heldToo: true }), captures: async () => (await outbox.labels()).length });

/**
 * @param {Wish} wish
 * @returns {Promise<void>}
 */
export function fulfil(wish) {
  switch (wish.do) {
    case "capture":
      return capture(wish.tab, "click", new Date(wish.at));
    case "deliver":
      return send({ heldToo: wish.heldToo });
    case "retry":
      return send({ only: wish.id });
    case "delete":
      return drop(wish.id);
    case "claim":
      return claim(wish.id);
    case "seen":
      return seen(wish.ids);
    case "pair":
      return pair(wish.address);
  }
}

/** Alarms can be gone after a restart of the browser. */
export async function keepAlarm() {
  if (countsOf(await outbox.labels()).waiting) await alarm.ensure();
}

/** Sending what waits: each capture leaves the outbox only when the server has answered for it. */

import { statusAfter } from "./outcome.js";
import { pauseAfter } from "./pauses.js";

/** @typedef {import("../server/client.js").Client} Client */
/** @typedef {import("../status/status.js").Status} Status */
/** @typedef {import("./store.js").Label} Label */
/**
 * @typedef {object} Collaborators
 * @property {Pick<import("./store.js").Outbox, "labels" | "parcel" | "mark" | "refuse" | "remove">} outbox
 * @property {() => Promise<Client>} connect
 * @property {typeof import("./alarm.js").alarm} alarm
 * @property {(status: Status) => Promise<void>} show
 * @property {(label: Label, outcome: Outcome) => Promise<void>} learn what the outcome means beyond the outbox
 */
/**
 * What the member wants sent at once, which nothing stands against: `heldToo` everything, with what needs attention;
 * `only` this one. What is sent by itself leaves a server alone for as long as it has asked to be.
 * @typedef {{ heldToo?: boolean, only?: string }} Choice
 */
/** @typedef {import("./outcome.js").Outcome} Outcome */

/** Milliseconds for which a server may ask. A rest that is longer was granted before the clock was set back. */
const LONGEST_REST = 86_400_000;

/**
 * Two deliveries never run at once: the second waits for the first and sends what that has left.
 * @param {Collaborators} collaborators
 * @param {Choice} [choice]
 * @returns {Promise<void>} when the outcome has been shown; never fails, a failure is shown as well
 */
export async function deliver(collaborators, choice = {}) {
  await navigator.locks.request("delivery", async () => {
    try {
      await deliverAll(collaborators, choice);
    } catch (error) {
      await collaborators.show({ state: "attention", cause: "outbox_broken", because: String(error) });
    }
  });
}

/**
 * @param {Collaborators} collaborators
 * @param {Choice} choice
 */
async function deliverAll({ outbox, connect, alarm, show, learn }, choice) {
  const labels = (await outbox.labels()).filter((label) => isWanted(label, choice));
  if (labels.length === 0) return setAlarm(outbox, alarm);

  await alarm.ensure(); // should the worker die on the way
  const server = await connect();
  let obstacle = await server.greet();
  if (!obstacle) await show({ state: "working", step: "sending" });

  let told = statusAfter();
  for (const label of labels) {
    const outcome = obstacle ?? (await sent(label, outbox, server));
    if (!outcome) continue;
    await settle(label, outcome, outbox);
    await learn(label, outcome);
    told = { ...statusAfter(outcome), click: label.at };
    if (outcome.kind === "again" && outcome.forAll) obstacle = outcome;
  }
  await setAlarm(outbox, alarm);
  await show(told);
}

/**
 * @param {Label} label
 * @param {Choice} choice
 */
function isWanted({ id, state, next = 0, asked = false }, { heldToo, only }) {
  if (state === "refused") return false;
  if (only || heldToo) return !only || id === only;
  const left = next - Date.now();
  return state === "waiting" && !(asked && left > 0 && left <= LONGEST_REST);
}

/**
 * @param {Label} label
 * @param {Collaborators["outbox"]} outbox
 * @param {Client} server
 * @returns {Promise<Outcome | null>} null when the member has deleted it meanwhile
 */
async function sent(label, outbox, server) {
  let parcel;
  try {
    parcel = await outbox.parcel(label.id);
  } catch {
    return { kind: "damaged" };
  }
  if (parcel) return server.send(parcel, label.whose);
  const labels = await outbox.labels();
  return labels.some(({ id }) => id === label.id) ? { kind: "damaged" } : null;
}

/**
 * @param {Label} label
 * @param {Outcome} outcome
 * @param {Collaborators["outbox"]} outbox
 */
async function settle(label, outcome, outbox) {
  const { id, state } = label;
  const tries = label.tries + 1;
  switch (outcome.kind) {
    case "delivered":
      return outbox.remove(id);
    case "refused":
      return outbox.refuse(label, outcome.problem);
    case "held":
      return outbox.mark(id, { state: "held", problem: outcome.problem, tries });
    case "damaged":
      return outbox.mark(id, { state: "held", cause: "damaged", problem: undefined, tries });
    case "again": {
      const { cause, problem, pause } = outcome;
      const next = Date.now() + Math.max(pauseAfter(tries), pause ?? 0) * 1000;
      const kept = state === "held" ? {} : { problem }; // what is held keeps the problem that it is held for
      return outbox.mark(id, { cause, tries, next, asked: pause !== undefined, ...kept });
    }
  }
}

/**
 * One alarm for all: the capture that may go first sets the time.
 * @param {Collaborators["outbox"]} outbox
 * @param {Collaborators["alarm"]} alarm
 */
async function setAlarm(outbox, alarm) {
  const waiting = (await outbox.labels()).filter(({ state }) => state === "waiting");
  if (waiting.length === 0) await alarm.clear();
  else await alarm.at(Math.min(...waiting.map(({ next = 0 }) => next)));
}

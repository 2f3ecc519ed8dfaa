/** Sending what waits: each capture leaves the outbox only when the server has answered for it. */

import { pauseAfter } from "./pauses.js";

/** @typedef {import("../server/answers.js").Answer} Answer */
/** @typedef {import("../status/status.js").Status} Status */
/**
 * @typedef {object} Collaborators
 * @property {Pick<import("./store.js").Outbox, "ids" | "get" | "remove" | "hold" | "tried" | "counts">} outbox
 * @property {() => Promise<import("../server/client.js").Client>} connect
 * @property {typeof import("./alarm.js").alarm} alarm
 * @property {(status: Status) => Promise<void>} show
 */

/**
 * Two deliveries never run at once: the second waits for the first and sends what that has left.
 * @param {Collaborators} collaborators
 * @param {{ heldToo?: boolean }} [choice] `heldToo`: try again what needs attention as well
 * @returns {Promise<void>}
 */
export async function deliver(collaborators, { heldToo = false } = {}) {
  await navigator.locks.request("delivery", () => deliverAll(collaborators, heldToo));
}

/**
 * @param {Collaborators} collaborators
 * @param {boolean} heldToo
 */
async function deliverAll({ outbox, connect, alarm, show }, heldToo) {
  const { waiting, held } = await outbox.counts();
  if (waiting + (heldToo ? held : 0) === 0) return;

  await alarm.ensure(); // should the worker die on the way
  const server = await connect();
  const obstacle = await server.greet();
  let pause = 0;

  for (const id of await outbox.ids()) {
    const item = await outbox.get(id);
    if (item.problem && !heldToo) continue;
    const answer = obstacle ?? (await server.send(item));
    if (answer.kind === "delivered" || answer.kind === "refused") await outbox.remove(id);
    if (answer.kind === "held") await outbox.hold(id, answer.problem);
    if (answer.kind === "again") {
      const { tries } = await outbox.tried(id);
      pause = Math.max(pause, pauseAfter(tries), answer.pause ?? 0);
    }
    await show(statusAfter(answer));
    if (answer.kind === "again" && answer.forAll) break;
  }

  if ((await outbox.counts()).waiting) await alarm.in(pause);
  else await alarm.clear();
}

/** Causes that the member can do something about; the others pass by themselves. */
const NEEDS_MEMBER = new Set(["token", "stranger", "impostor", "version"]);

/**
 * @param {Answer} answer
 * @returns {Status}
 */
function statusAfter(answer) {
  switch (answer.kind) {
    case "delivered":
      return { state: "done", result: answer.result };
    case "refused":
      return { state: "refused", problem: answer.problem };
    case "held":
      return { state: "attention", cause: "held", problem: answer.problem };
    case "again":
      if (answer.cause === "unconfigured") return { state: "unconfigured" };
      return { ...answer, state: NEEDS_MEMBER.has(answer.cause) ? "attention" : "waiting" };
  }
}

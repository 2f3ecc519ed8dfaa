/** A delivery from an outbox in memory to a server that answers as the test says; what it did is remembered. */

import { alarm } from "../../extension/outbox/alarm.js";
import { deliver } from "../../extension/outbox/delivery.js";
import { result } from "./sample.js";

/** @typedef {import("../../extension/server/answers.js").Answer} Answer */
/** @typedef {import("../../extension/outbox/delivery.js").Choice & { obstacle?: Answer | null }} How */
/** @typedef {ReturnType<typeof import("./outbox-fake.js").outboxFake>} Outbox */

/** @returns {Answer} */
export const delivered = (id = "a") => ({ kind: "delivered", result: result(id) });

export function deliveryFake() {
  /** @type {string[]} */
  const sent = [];
  /** @type {import("../../extension/status/status.js").Status[]} */
  const shown = [];
  /** @type {[string, string][]} */
  const learnt = [];
  /** @type {(outbox: Outbox, judged: (id: string, whose?: "mine") => Answer, how?: How) => Promise<void>} */
  const run = (outbox, judged, { obstacle = null, ...choice } = {}) =>
    deliver(
      {
        outbox,
        alarm,
        show: async (status) => void shown.push(status),
        learn: async ({ id }, { kind }) => void learnt.push([id, kind]),
        connect: async () => ({
          greet: async () => obstacle,
          send: async ({ id }, whose) => {
            sent.push(id);
            return judged(id, whose);
          },
          summary: () => Promise.reject(new Error("asked for a summary")),
        }),
      },
      choice,
    );
  return { sent, shown, learnt, run };
}

/** The worker dies after each of its steps in turn. Nothing is lost, and nothing arrives twice. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { alarm } from "../../extension/outbox/alarm.js";
import { deliver } from "../../extension/outbox/delivery.js";
import { browserFake } from "./browser-fake.js";
import { item, outboxFake } from "./outbox-fake.js";
import { problem, result } from "./sample.js";

/** @type {ReturnType<typeof browserFake>} */
let browser;
beforeEach(() => void (browser = browserFake()));

/** A worker whose last step is the n-th; after it, every step it tries fails. */
function mortal(/** @type {number} */ last) {
  let steps = 0;
  /** @template {object} T @param {T} collaborator @returns {T} */
  const dying = (collaborator) =>
    new Proxy(collaborator, {
      get: (target, name) => {
        const step = /** @type {any} */ (target)[name];
        return step && (async (/** @type {any[]} */ ...given) => {
          if (++steps > last) throw new Error("dead");
          return step(...given);
        });
      },
    });
  return { dying, isDead: () => steps > last };
}

/** A server that keeps each id once, and judges a refused page again, as the real one does. */
function serverFake() {
  /** @type {Set<string>} */
  const kept = new Set();
  return {
    kept,
    greet: async () => null,
    summary: () => assert.fail("asked for a summary"),
    send: async (/** @type {{ id: string }} */ { id }) => {
      if (id === "refused") return { kind: /** @type {const} */ ("refused"), problem: problem(422, "signed_out") };
      kept.add(id);
      return { kind: /** @type {const} */ ("delivered"), result: result(id) };
    },
  };
}

const STEPS = 40;

test("whatever step is the last, the next worker ends what was begun", async () => {
  let died = 0;
  for (let last = 0; last <= STEPS; last += 1) {
    const outbox = outboxFake(item("a"), item("refused", { at: 1 }), item("b", { at: 2 }));
    const server = serverFake();
    browser.alarms.kept.set("deliver", "the one that was set when the first of them was kept");
    const { dying, isDead } = mortal(last);
    const work = (/** @type {typeof dying} */ wrap) =>
      deliver({
        outbox: wrap(outbox),
        alarm: wrap(alarm),
        connect: async () => wrap(server),
        show: async () => {},
        learn: async () => {},
      });
    await work(dying);
    died += Number(isDead());
    const unsettled = [...outbox.kept.values()].some(({ state }) => state === "waiting");
    assert.ok(!unsettled || browser.alarms.kept.has("deliver"), `${last}: nothing wakes the next worker`);
    if (unsettled) await work((collaborator) => collaborator);
    assert.deepEqual([...server.kept], ["a", "b"], `after step ${last}`);
    assert.deepEqual([...outbox.kept.values()].map(({ id, state }) => [id, state]), [["refused", "refused"]]);
    assert.equal(outbox.parcels.size, 0);
  }
  assert.ok(died > 10 && died < STEPS, `the worker died in ${died} of ${STEPS} runs`);
});

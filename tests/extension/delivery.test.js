import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { alarm } from "../../extension/outbox/alarm.js";
import { deliver } from "../../extension/outbox/delivery.js";
import { again } from "../../extension/server/answers.js";
import { browserFake } from "./browser-fake.js";
import { item, outboxFake } from "./outbox-fake.js";
import { problem, result } from "./sample.js";

/** @typedef {import("../../extension/server/answers.js").Answer} Answer */

/** @type {ReturnType<typeof browserFake>} */
let browser;
/** @type {import("../../extension/status/status.js").Status[]} */
let shown;
/** @type {string[]} */
let sent;

beforeEach(() => {
  browser = browserFake();
  shown = [];
  sent = [];
});

/**
 * @param {ReturnType<typeof outboxFake>} outbox
 * @param {(id: string) => Answer} judged
 * @param {{ heldToo?: boolean, obstacle?: Answer | null }} [how]
 */
const run = (outbox, judged, { heldToo = false, obstacle = null } = {}) =>
  deliver(
    {
      outbox,
      alarm,
      show: async (status) => void shown.push(status),
      connect: async () => ({
        greet: async () => obstacle,
        send: async ({ id }) => {
          sent.push(id);
          return judged(id);
        },
        summary: () => assert.fail("asked for a summary"),
      }),
    },
    { heldToo },
  );
/** @returns {Answer} */
const delivered = (id = "a") => ({ kind: "delivered", result: result(id) });
const pause = () => browser.alarms.kept.get("deliver")?.delayInMinutes * 60;

test("what is delivered leaves, and its figures are shown", async () => {
  const outbox = outboxFake(item("a"), item("b"));
  await run(outbox, delivered);
  assert.deepEqual(sent, ["a", "b"]);
  assert.equal(outbox.kept.size, 0);
  assert.deepEqual(shown.at(-1), { state: "done", result: result("b") });
  assert.equal(browser.alarms.kept.size, 0);
});

test("what is refused leaves, with the server's words", async () => {
  const outbox = outboxFake(item("a"));
  const words = problem(422, "signed_out");
  await run(outbox, () => ({ kind: "refused", problem: words }));
  assert.equal(outbox.kept.size, 0);
  assert.deepEqual(shown, [{ state: "refused", problem: words }]);
});

test("what the server will not take as it is stays, and is not sent again by itself", async () => {
  const outbox = outboxFake(item("a"), item("b"));
  const words = problem(409, "conflict");
  await run(outbox, (id) => (id === "a" ? { kind: "held", problem: words } : delivered(id)));
  assert.deepEqual([...outbox.kept.keys()], ["a"]);
  assert.equal(browser.alarms.kept.size, 0);
  await run(outbox, delivered);
  assert.deepEqual(sent, ["a", "b"]);
  await run(outbox, delivered, { heldToo: true });
  assert.deepEqual(sent, ["a", "b", "a"]);
  assert.equal(outbox.kept.size, 0);
});

test("a server that is away gets nothing; all stays, and an alarm is set", async () => {
  const outbox = outboxFake(item("a"), item("b"));
  await run(outbox, delivered, { obstacle: again("unreachable") });
  assert.deepEqual(sent, []);
  assert.equal(outbox.kept.size, 2);
  assert.equal(shown.length, 1);
  assert.equal(shown[0].state, "waiting");
  assert.ok(pause() >= 30 && pause() <= 45, String(pause()));
});

test("what was clicked before any server is known waits, and the member is asked to connect", async () => {
  const outbox = outboxFake(item("a"));
  await run(outbox, delivered, { obstacle: again("unconfigured") });
  assert.deepEqual(sent, []);
  assert.equal(outbox.kept.size, 1);
  assert.deepEqual(shown, [{ state: "unconfigured" }]);
});

test("the pauses grow with every failure", async () => {
  const outbox = outboxFake(item("a", { tries: 3 }));
  await run(outbox, delivered, { obstacle: again("unreachable") });
  assert.equal(outbox.kept.get("a")?.tries, 4);
  assert.ok(pause() >= 240, String(pause()));
});

test("a server that asks for time is given it", async () => {
  await run(outboxFake(item("a")), () => ({ ...again("busy"), pause: 600 }));
  assert.equal(pause(), 600);
});

test("one capture that fails does not stop the others", async () => {
  const outbox = outboxFake(item("a"), item("b"));
  await run(outbox, (id) => (id === "a" ? again("failed", false) : delivered(id)));
  assert.deepEqual([...outbox.kept.keys()], ["a"]);
  assert.ok(pause() >= 30);
});

for (const cause of /** @type {const} */ (["token", "stranger", "impostor", "version"])) {
  test(`${cause} needs the member's attention, and keeps the captures`, async () => {
    const outbox = outboxFake(item("a"));
    await run(outbox, () => again(cause));
    assert.equal(shown[0].state, "attention");
    assert.equal(shown[0].cause, cause);
    assert.equal(outbox.kept.size, 1);
  });
}

test("an alarm stands while a capture is on its way, since the worker may die there", async () => {
  await run(outboxFake(item("a")), () => {
    assert.equal(browser.alarms.kept.size, 1);
    return delivered();
  });
});

test("an alarm that stands is not set anew before the try", async () => {
  browser.alarms.kept.set("deliver", "the old one");
  await run(outboxFake(item("a")), () => {
    assert.equal(browser.alarms.kept.get("deliver"), "the old one");
    return delivered();
  });
});

test("two deliveries at once send each capture once", async () => {
  const outbox = outboxFake(item("a"), item("b"));
  await Promise.all([run(outbox, delivered), run(outbox, delivered)]);
  assert.deepEqual(sent, ["a", "b"]);
});

test("an empty outbox asks nobody and shows nothing", async () => {
  await run(outboxFake(), () => assert.fail("sent something"));
  assert.deepEqual(shown, []);
});

/** When what could not be delivered is tried again. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { alarm } from "../../extension/outbox/alarm.js";
import { again } from "../../extension/server/answers.js";
import { browserFake } from "./browser-fake.js";
import { delivered, deliveryFake } from "./delivery-fake.js";
import { item, outboxFake } from "./outbox-fake.js";

/** @type {ReturnType<typeof browserFake>} */
let browser;
/** @type {ReturnType<typeof deliveryFake>} */
let fake;
beforeEach(() => {
  browser = browserFake();
  fake = deliveryFake();
});
/** Seconds. */
const pause = () => Math.round(browser.alarms.kept.get("deliver")?.delayInMinutes * 60);

test("the pauses grow with every failure", async () => {
  const outbox = outboxFake(item("a", { tries: 3 }));
  await fake.run(outbox, delivered, { obstacle: again("unreachable") });
  assert.equal(outbox.kept.get("a")?.tries, 4);
  assert.ok(pause() >= 240, String(pause()));
});

test("a capture that failed for the first time does not wait for one that failed often", async () => {
  await fake.run(outboxFake(item("a", { tries: 9 }), item("b")), () => again("failed", false));
  assert.ok(pause() < 60, String(pause()));
});

test("a server that asks for time is given it", async () => {
  await fake.run(outboxFake(item("a")), () => ({ ...again("busy"), pause: 600 }));
  assert.equal(pause(), 600);
});

test("and is left alone until then, unless the member wants it otherwise", async () => {
  const outbox = outboxFake(item("a"), item("held", { state: "held" }));
  await fake.run(outbox, () => ({ ...again("busy"), pause: 600 }));
  await fake.run(outbox, delivered);
  assert.deepEqual(fake.sent, ["a"]);
  assert.equal(pause(), 600, "the alarm keeps its time");
  outbox.kept.set("new", item("new"));
  outbox.parcels.set("new", { id: "new", at: 0, body: new ArrayBuffer(1) });
  await fake.run(outbox, delivered);
  assert.deepEqual(fake.sent, ["a", "new"], "a new capture may go");
  await fake.run(outbox, delivered, { heldToo: true });
  assert.deepEqual(fake.sent, ["a", "new", "a", "held"]);
  assert.equal(browser.alarms.kept.size, 0);
});

test("nothing is left alone for ever, though the clock was set back", async () => {
  await fake.run(outboxFake(item("a", { asked: true, next: Date.now() + 3 * 86_400_000 })), delivered);
  assert.deepEqual(fake.sent, ["a"]);
});

test("one that is tried alone and fails does not put off the others", async () => {
  const outbox = outboxFake(item("a", { tries: 9 }), item("b", { next: Date.now() + 40_000 }));
  await fake.run(outbox, () => again("failed", false), { only: "a" });
  assert.equal(pause(), 40);
});

test("an alarm that a long delivery has outlived rings again", async () => {
  await fake.run(outboxFake(item("a")), () => {
    assert.equal(browser.alarms.kept.get("deliver").periodInMinutes, 1);
    return again("failed");
  });
  const { delayInMinutes, periodInMinutes } = browser.alarms.kept.get("deliver");
  assert.equal(periodInMinutes, delayInMinutes);
});

test("an alarm from before the clock was set back is set anew", async () => {
  browser.alarms.kept.set("deliver", { scheduledTime: Date.now() + 3 * 86_400_000 });
  await alarm.ensure();
  assert.equal(browser.alarms.kept.get("deliver").delayInMinutes, 1);
});

test("an alarm stands while a capture is on its way, since the worker may die there", async () => {
  await fake.run(outboxFake(item("a")), () => {
    assert.equal(browser.alarms.kept.size, 1);
    return delivered();
  });
});

test("an alarm that stands is not set anew before the try", async () => {
  browser.alarms.kept.set("deliver", "the old one");
  await fake.run(outboxFake(item("a")), () => {
    assert.equal(browser.alarms.kept.get("deliver"), "the old one");
    return delivered();
  });
});

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { again } from "../../extension/server/answers.js";
import { browserFake } from "./browser-fake.js";
import { delivered, deliveryFake } from "./delivery-fake.js";
import { item, outboxFake } from "./outbox-fake.js";
import { problem, result } from "./sample.js";

/** @type {ReturnType<typeof browserFake>} */
let browser;
/** @type {ReturnType<typeof deliveryFake>} */
let fake;
beforeEach(() => {
  browser = browserFake();
  fake = deliveryFake();
});
const WORKING = { state: "working", step: "sending" };
const pause = () => Math.round(browser.alarms.kept.get("deliver")?.delayInMinutes * 60);

test("what is delivered leaves, and its figures are shown", async () => {
  const outbox = outboxFake(item("a"), item("b"));
  await fake.run(outbox, delivered);
  assert.deepEqual(fake.sent, ["a", "b"]);
  assert.equal(outbox.kept.size, 0);
  assert.deepEqual(fake.shown, [WORKING, { state: "done", result: result("b"), click: 0 }]);
  assert.deepEqual(fake.learnt, [["a", "delivered"], ["b", "delivered"]]);
  assert.equal(browser.alarms.kept.size, 0);
});

test("what is refused leaves; its explanation stays until it is seen, and is not sent", async () => {
  const outbox = outboxFake(item("a"));
  const words = problem(422, "signed_out");
  await fake.run(outbox, () => ({ kind: "refused", problem: words }));
  assert.equal(outbox.parcels.size, 0);
  assert.deepEqual(outbox.kept.get("a"), item("a", { state: "refused", problem: words }));
  assert.deepEqual(fake.shown, [WORKING, { state: "refused", problem: words, click: 0 }]);
  await fake.run(outbox, delivered, { heldToo: true });
  assert.deepEqual(fake.sent, ["a"]);
  assert.equal(browser.alarms.kept.size, 0);
});

test("what the server will not take as it is stays, and is not sent again by itself", async () => {
  const outbox = outboxFake(item("a"), item("b"));
  const words = problem(409, "conflict");
  await fake.run(outbox, (id) => (id === "a" ? { kind: "held", problem: words } : delivered(id)));
  assert.deepEqual([...outbox.kept.keys()], ["a"]);
  assert.equal(browser.alarms.kept.size, 0);
  await fake.run(outbox, delivered);
  assert.deepEqual(fake.sent, ["a", "b"]);
  await fake.run(outbox, delivered, { heldToo: true });
  assert.deepEqual(fake.sent, ["a", "b", "a"]);
  assert.equal(outbox.kept.size, 0);
});

test("what is held keeps the question that it is held for, whatever the next try meets", async () => {
  const words = problem(409, "another_account");
  const outbox = outboxFake(item("a", { state: "held", problem: words }));
  await fake.run(outbox, () => ({ ...again("busy"), problem: problem(429, "too_many") }), { heldToo: true });
  assert.partialDeepStrictEqual(outbox.kept.get("a"), { state: "held", problem: words, cause: "busy", tries: 1 });
});

test("one can be tried alone", async () => {
  const outbox = outboxFake(item("a"), item("b", { state: "held" }), item("c"));
  await fake.run(outbox, delivered, { only: "b" });
  assert.deepEqual(fake.sent, ["b"]);
  assert.deepEqual([...outbox.kept.keys()], ["a", "c"]);
  assert.equal(browser.alarms.kept.size, 1, "the others still wait for their alarm");
});

test("the member's word that the page is theirs goes with it", async () => {
  await fake.run(outboxFake(item("a", { whose: "mine" }), item("b")), (id, whose) => {
    assert.equal(whose, id === "a" ? "mine" : undefined);
    return delivered(id);
  });
  assert.deepEqual(fake.sent, ["a", "b"]);
});

test("what the browser can't read any more is set aside, and disturbs no other", async () => {
  const outbox = outboxFake(item("a"), item("b"), item("c"));
  outbox.parcel = async (id) => {
    if (id === "a") throw new DOMException("Failed to read large IndexedDB value", "DataError");
    return id === "b" ? undefined : outbox.parcels.get(id);
  };
  await fake.run(outbox, delivered);
  assert.deepEqual(fake.sent, ["c"]);
  assert.deepEqual(
    [...outbox.kept.values()].map(({ id, state, cause }) => [id, state, cause]),
    [["a", "held", "damaged"], ["b", "held", "damaged"]],
  );
});

test("what is deleted while others are sent is passed over", async () => {
  const outbox = outboxFake(item("a"), item("b"));
  await fake.run(outbox, (id) => {
    outbox.remove("b");
    return delivered(id);
  });
  assert.deepEqual(fake.sent, ["a"]);
  assert.equal(outbox.kept.size, 0);
  assert.equal(fake.shown.at(-1)?.state, "done");
});

test("an outbox that does not work is said, and nothing taken from it", async () => {
  const outbox = outboxFake(item("a"));
  outbox.remove = () => Promise.reject(new DOMException("broken", "UnknownError"));
  await fake.run(outbox, delivered);
  assert.equal(fake.shown.at(-1)?.cause, "outbox_broken");
  assert.match(fake.shown.at(-1)?.because ?? "", /UnknownError: broken/);
  assert.equal(outbox.kept.size, 1);
});

test("a server that is away gets nothing; all stays, and an alarm is set", async () => {
  const outbox = outboxFake(item("a"), item("b"));
  await fake.run(outbox, delivered, { obstacle: again("unreachable") });
  assert.deepEqual(fake.sent, []);
  assert.equal(outbox.kept.size, 2);
  assert.equal(fake.shown.length, 1);
  assert.equal(fake.shown[0].state, "waiting");
  for (const label of outbox.kept.values()) assert.partialDeepStrictEqual(label, { cause: "unreachable", tries: 1 });
  assert.ok(pause() >= 30 && pause() <= 45, String(pause()));
});

test("what was clicked before any server is known waits, and the member is asked to connect", async () => {
  const outbox = outboxFake(item("a"));
  await fake.run(outbox, delivered, { obstacle: again("unconfigured") });
  assert.deepEqual(fake.sent, []);
  assert.equal(outbox.kept.size, 1);
  assert.deepEqual(fake.shown, [{ state: "unconfigured", click: 0 }]);
});

test("one capture that fails does not stop the others", async () => {
  const outbox = outboxFake(item("a"), item("b"));
  await fake.run(outbox, (id) => (id === "a" ? again("failed", false) : delivered(id)));
  assert.deepEqual([...outbox.kept.keys()], ["a"]);
  assert.ok(pause() >= 30);
});

for (const cause of /** @type {const} */ (["token", "stranger", "impostor", "server_old", "extension_old"])) {
  test(`${cause} needs the member's attention, and keeps the captures`, async () => {
    const outbox = outboxFake(item("a"));
    await fake.run(outbox, () => again(cause));
    assert.equal(fake.shown.at(-1)?.state, "attention");
    assert.equal(fake.shown.at(-1)?.cause, cause);
    assert.equal(outbox.kept.size, 1);
  });
}

test("two deliveries at once send each capture once", async () => {
  const outbox = outboxFake(item("a"), item("b"));
  await Promise.all([fake.run(outbox, delivered), fake.run(outbox, delivered)]);
  assert.deepEqual(fake.sent, ["a", "b"]);
});

test("an empty outbox asks nobody and shows nothing", async () => {
  await fake.run(outboxFake(), () => assert.fail("sent something"));
  assert.deepEqual(fake.shown, []);
});

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { expectAnswerTo, isOld } from "../../extension/popup/concern.js";
import { writeStatus } from "../../extension/status/status.js";
import { browserFake } from "./browser-fake.js";

const AT = Date.parse("2026-03-05T08:30:00.400Z");
const SECOND = Date.parse("2026-03-05T08:30:00Z");
/** @type {import("../../extension/tasks.js").Wish} */
const capture = { do: "capture", tab: 7, at: AT };

beforeEach(() => void browserFake());

test("what tells of an earlier click, or was written before this one, is no answer to it", async () => {
  await expectAnswerTo(capture);
  assert.ok(isOld({ state: "done", click: SECOND - 1000, at: AT + 900 }));
  assert.ok(isOld({ state: "idle", at: SECOND - 1 }));
  assert.ok(isOld({ state: "idle" }));
});

test("what tells of this click is its answer: captures are dated by the second", async () => {
  await expectAnswerTo(capture);
  assert.ok(!isOld({ state: "done", click: SECOND, at: AT + 900 }));
  assert.ok(!isOld({ state: "attention", cause: "outbox_broken", at: AT + 1 }));
});

test("a click that joins one whose page is being read gets that one's answer", async () => {
  await navigator.locks.request("capture 7", async () => {
    await writeStatus({ state: "working", step: "reading", click: AT - 3000, at: AT - 3000 });
    await expectAnswerTo(capture);
  });
  assert.ok(!isOld({ state: "done", click: SECOND - 3000, at: AT + 900 }));
  assert.ok(isOld({ state: "done", click: SECOND - 60_000, at: AT + 900 }));
});

test("who asks for what waits wants to know of every click", async () => {
  await expectAnswerTo(capture);
  await expectAnswerTo({ do: "deliver", heldToo: false });
  assert.ok(!isOld({ state: "done", click: 1 }));
});

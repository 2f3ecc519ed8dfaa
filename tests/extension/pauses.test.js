import assert from "node:assert/strict";
import { test } from "node:test";
import { pauseAfter } from "../../extension/outbox/pauses.js";

test("half a minute, then twice as long each time, an hour at most", () => {
  assert.deepEqual([1, 2, 3, 7, 8, 50].map((tries) => pauseAfter(tries, 0)), [30, 60, 120, 1920, 3600, 3600]);
});

test("chance adds up to half as much again", () => {
  assert.equal(pauseAfter(2, 1), 90);
  const drawn = pauseAfter(2);
  assert.ok(drawn >= 60 && drawn <= 90);
});

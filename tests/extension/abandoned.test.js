import assert from "node:assert/strict";
import { test } from "node:test";
import { abandoned } from "../../extension/popup/abandoned.js";

test("nobody at work for some looks in a row: no answer will come", async () => {
  await abandoned(3, 1);
});

test("as long as somebody is at work, an answer may come", async () => {
  let given = false;
  /** @type {Promise<void>} */
  let waiting = Promise.resolve();
  await navigator.locks.request("capture 7", async () => {
    waiting = abandoned(2, 1).then(() => void (given = true));
    await new Promise((done) => setTimeout(done, 40));
    assert.equal(given, false);
  });
  await waiting;
  assert.equal(given, true);
});

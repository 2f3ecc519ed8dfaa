import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { forgetKept, noteKept } from "../../extension/capture/kept.js";
import { ensureReminder } from "../../extension/reminder/alarm.js";
import { DAY, dueAt, isDue } from "../../extension/reminder/due.js";
import { notifyWhenDue } from "../../extension/reminder/notification.js";
import { learnResult } from "../../extension/status/latest.js";
import { browserFake } from "./browser-fake.js";
import { result } from "./sample.js";

/** @type {ReturnType<typeof browserFake>} */
let browser;
beforeEach(() => {
  browser = browserFake();
  mock.timers.reset();
  mock.timers.enable({ apis: ["Date"], now: AT + 40 * DAY });
});

const captured = result();
const AT = Date.parse(captured.capture.captured_at);

test("nobody is reminded before the first capture", async () => {
  assert.equal(await dueAt(), null);
  assert.equal(await isDue(), false);
});

test("two weeks after the last capture the next is due", async () => {
  await noteKept(AT);
  assert.equal(await isDue(AT + 14 * DAY - 1), false);
  assert.equal(await isDue(AT + 14 * DAY), true);
});

test("the rhythm is the member's", async () => {
  await noteKept(AT);
  await chrome.storage.local.set({ preferences: { rhythm: 7 } });
  assert.equal(await dueAt(), AT + 7 * DAY);
});

test("a later capture that the server knows counts, an earlier one changes nothing", async () => {
  await noteKept(AT - DAY);
  await learnResult(captured);
  assert.equal(await dueAt(), AT + 14 * DAY);
  await noteKept(AT + DAY);
  assert.equal(await dueAt(), AT + 15 * DAY);
});

test("a capture that came to nothing does not count", async () => {
  await noteKept(AT);
  await forgetKept(AT - 1);
  assert.equal(await dueAt(), AT + 14 * DAY);
  await forgetKept(AT);
  assert.equal(await dueAt(), null);
});

test("what arrives late is not the latest", async () => {
  await learnResult(captured);
  await learnResult({ ...captured, capture: { id: "older", captured_at: "2026-02-01T09:30:00+01:00" } });
  assert.equal(await dueAt(), AT + 14 * DAY);
});

test("a capture from before the clock was set back does not count, nor stand against the next", async () => {
  const now = Date.now();
  await chrome.storage.local.set({ kept: now + 300 * DAY });
  assert.equal(await dueAt(), null);
  await noteKept(now - DAY);
  assert.equal(await dueAt(), now + 13 * DAY);
});

test("one notification each time", async () => {
  await noteKept(AT);
  await notifyWhenDue(AT + 13 * DAY);
  assert.equal(browser.notifications.shown.length, 0);
  for (const days of [15, 16, 17]) await notifyWhenDue(AT + days * DAY);
  assert.equal(browser.notifications.shown.length, 1);
  assert.match(browser.notifications.shown[0].message, /\b15 days\b/);
  await noteKept(AT + 18 * DAY);
  await notifyWhenDue(AT + 32 * DAY);
  assert.equal(browser.notifications.shown.length, 2);
});

test("never two notifications on a day, and a clock that is set back silences none", async () => {
  await noteKept(AT);
  const told = async (/** @type {number} */ days, /** @type {number} */ rhythm) => {
    await chrome.storage.local.set({ preferences: { rhythm } });
    await notifyWhenDue(AT + days * DAY);
    return browser.notifications.shown.length;
  };
  assert.equal(await told(30, 14), 1);
  assert.equal(await told(30.9, 7), 1, "a rhythm that was changed makes another date");
  assert.equal(await told(31, 7), 2);
  assert.equal(await told(20, 10), 3);
});

test("none where the member does not allow them", async () => {
  browser.permissions.contains = async () => false;
  await noteKept(AT);
  await notifyWhenDue(AT + 15 * DAY);
  assert.deepEqual(browser.notifications.shown, []);
});

test("the alarm's clock is not started again by every start of the worker", async () => {
  await ensureReminder();
  browser.alarms.kept.set("reminder", "the old one");
  await ensureReminder();
  assert.equal(browser.alarms.kept.get("reminder"), "the old one");
});

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { MOMENT } from "../../extension/status/badge.js";
import { refresh, seen, show, showSending } from "../../extension/status/show.js";
import { readStatus, writeStatus } from "../../extension/status/status.js";
import { browserFake } from "./browser-fake.js";
import { result } from "./sample.js";

/** @type {ReturnType<typeof browserFake>} */
let browser;
beforeEach(() => {
  browser = browserFake();
  mock.timers.reset();
  mock.timers.enable({ apis: ["Date", "setTimeout"], now: Date.parse("2026-03-05T09:30:00Z") });
});

test("the total stands on the button for a moment, though the worker dies over it", async () => {
  await show({ state: "done", result: result() });
  assert.equal(browser.action.shown.text, "53");
  assert.match(browser.action.shown.title, /53/);
  assert.ok(browser.alarms.kept.has("status"), "an alarm looks again");
  mock.timers.setTime(Date.now() + MOMENT);
  await refresh();
  assert.equal(browser.action.shown.text, "");
});

test("work that no worker does any more is told as such", async () => {
  await writeStatus({ state: "working", step: "reading" });
  await refresh();
  assert.equal((await readStatus())?.cause, "interrupted");
  assert.equal(browser.action.shown.text, "!");
});

test("work that goes on stays, and is looked after again", async () => {
  await navigator.locks.request("capture 7", async () => {
    await show({ state: "working", step: "reading" });
    browser.alarms.kept.clear();
    await refresh();
  });
  assert.equal((await readStatus())?.state, "working");
  assert.ok(browser.alarms.kept.has("status"));
});

test("while a page is read, what comes of sending leaves that in sight", async () => {
  await navigator.locks.request("capture 7", async () => {
    await show({ state: "working", step: "reading" });
    await showSending({ state: "done", result: result() });
    assert.equal((await readStatus())?.step, "reading");
  });
  await showSending({ state: "done", result: result() });
  assert.equal((await readStatus())?.state, "done", "nobody reads it any more");
});

test("a page whose reader has died is told, though another worker sends", async () => {
  await writeStatus({ state: "working", step: "reading" });
  await navigator.locks.request("delivery", refresh);
  assert.equal((await readStatus())?.cause, "interrupted");
});

test("what the member has seen leaves the button", async () => {
  await show({ state: "attention", cause: "page_closed" });
  assert.equal(browser.action.shown.text, "!");
  await seen([]);
  assert.equal(browser.action.shown.text, "");
  assert.equal((await readStatus())?.cause, "page_closed");
});

test("a storage that fails does not stop the work, and is said on the button", async () => {
  browser.storage.session.set = () => Promise.reject(new Error("no space left"));
  await show({ state: "done", result: result() });
  assert.equal(browser.action.shown.text, "!");
  assert.match(browser.action.shown.title, /storage does not work/);
});

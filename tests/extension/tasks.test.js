/** What the worker is asked to do, with everything real but the browser and the server. */

import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { lastCaptured, noteKept } from "../../extension/capture/kept.js";
import { SSI_ADDRESS } from "../../extension/capture/address.js";
import { pack } from "../../extension/capture/capture.js";
import { outbox } from "../../extension/outbox/store.js";
import { saveSettings } from "../../extension/server/settings.js";
import { readLatest } from "../../extension/status/latest.js";
import { isUnderWay, readStatus } from "../../extension/status/status.js";
import { capture, fulfil, keepAlarm, send } from "../../extension/tasks.js";
import { deleteDB } from "../../extension/vendor/idb/index.js";
import { browserFake } from "./browser-fake.js";
import { ADDRESS, pairingFake } from "./pairing-fake.js";
import { answer, problem, result, TOKEN } from "./sample.js";

const PARCEL = await pack(/** @type {any} */ ({ id: "a", captured_at: "2026-03-05T09:30:00+01:00" }));
const PAGE = { url: SSI_ADDRESS, html: "<html></html>", late: false };

/** @type {ReturnType<typeof browserFake>} */
let browser;
/** @type {string[]} the ids that have come */
let come;
/** @type {string[]} what was asked of the captures */
let queries;
/** @type {(id: string) => Response | Promise<Response>} */
let take;

beforeEach(async () => {
  browser = browserFake();
  browser.tabs.get = async (id) => ({ id, url: SSI_ADDRESS });
  browser.scripting.executeScript = async () => [{ result: PAGE }];
  await deleteDB("outbox");
  await saveSettings({ address: ADDRESS, token: TOKEN });
  [come, queries] = [[], []];
  take = (id) => answer(result(id), 201);
  const { ask } = pairingFake();
  globalThis.fetch = async (input, request) => {
    const { pathname, search } = new URL(String(input));
    if (pathname !== "/api/captures") return ask(input, request);
    const packed = new Blob([/** @type {ArrayBuffer} */ (request?.body)]).stream();
    const { id } = await new Response(packed.pipeThrough(new DecompressionStream("gzip"))).json();
    come.push(id);
    queries.push(search);
    return take(id);
  };
});

const waiting = async () => (await outbox.labels()).map(({ id, state }) => [id, state]);

/** @returns {Promise<void>} when the condition holds */
async function until(/** @type {() => unknown} */ condition) {
  while (!(await condition())) await new Promise((done) => setTimeout(done, 2));
}

test("a capture goes from the tab to the server, and what waited goes with it", async () => {
  await outbox.add(PARCEL);
  await fulfil({ do: "capture", tab: 7, at: Date.now() });
  assert.equal(come.length, 2);
  assert.deepEqual(await waiting(), []);
  assert.equal((await readStatus())?.state, "done");
  assert.equal((await readLatest())?.capture.id, come.find((id) => id !== "a"));
  assert.equal(browser.alarms.kept.has("deliver"), false);
});

test("a second click on the same tab joins the first", async () => {
  await Promise.all([capture(7, "click"), capture(7, "shortcut")]);
  assert.equal(come.length, 1);
});

test("whoever sends the new capture, its outcome is shown", async () => {
  await outbox.add(PARCEL);
  /** @type {PromiseWithResolvers<void>} */
  const slow = Promise.withResolvers();
  take = async (id) => {
    if (id === "a") await slow.promise;
    return answer(result(id), 201);
  };
  const before = send();
  await until(() => come.includes("a"));
  const clicked = fulfil({ do: "capture", tab: 7, at: Date.now() });
  await until(async () => (await outbox.labels()).length === 2);
  slow.resolve();
  await Promise.all([before, clicked]);
  assert.equal(new Set(come).size, 2);
  assert.equal(come.length, 2, "each once");
  assert.notEqual((await readStatus())?.result?.capture.id ?? "a", "a");
});

test("while a page is read, what waited goes out without a word", async () => {
  await outbox.add(PARCEL);
  /** @type {PromiseWithResolvers<void>} */
  const rendering = Promise.withResolvers();
  browser.scripting.executeScript = async () => {
    await rendering.promise;
    return [{ result: PAGE }];
  };
  const clicked = fulfil({ do: "capture", tab: 7, at: Date.now() });
  await until(async () => come.includes("a") && (await waiting()).length === 0);
  await send();
  assert.equal((await readStatus())?.step, "reading");
  rendering.resolve();
  await clicked;
  assert.equal((await readStatus())?.state, "done");
});

test("a page that is not kept does not count as the day's capture", async () => {
  take = (id) => answer(problem(422, "signed_out", { id, stored: false }), 422);
  await fulfil({ do: "capture", tab: 7, at: Date.now() });
  assert.equal(await lastCaptured(), 0);
  take = (id) => answer(problem(422, "unreadable", { id, stored: true }), 422);
  await fulfil({ do: "capture", tab: 7, at: Date.now() });
  assert.ok(Date.now() - (await lastCaptured()) < 60_000);
});

test("an alarm stands before a capture is kept, should the worker die right there", async () => {
  browser.storage.local.set = () => Promise.reject(new Error("dead")); // the step after
  await fulfil({ do: "capture", tab: 7, at: Date.now() });
  assert.equal((await waiting()).length, 1);
  assert.ok(browser.alarms.kept.has("deliver"));
});

test("what the member says is theirs is sent as such; an alarm stands by then", async () => {
  await outbox.add(PARCEL);
  await outbox.mark("a", { state: "held", problem: problem(409, "another_account") });
  globalThis.fetch = () => Promise.reject(new TypeError("Failed to fetch"));
  await fulfil({ do: "claim", id: "a" });
  assert.deepEqual(await waiting(), [["a", "waiting"]]);
  assert.ok(browser.alarms.kept.has("deliver"));
});

test("what the member deletes is gone, and does not count as a capture", async () => {
  await outbox.add(PARCEL);
  await noteKept(PARCEL.at);
  await fulfil({ do: "delete", id: "a" });
  assert.deepEqual(await waiting(), []);
  assert.equal(await lastCaptured(), 0);
  assert.equal((await readStatus())?.cause, "deleted");
});

test("one can be tried alone, also when it needs attention", async () => {
  await outbox.add(PARCEL);
  await outbox.mark("a", { state: "held", whose: "mine" });
  await fulfil({ do: "deliver", heldToo: false });
  assert.deepEqual(come, []);
  await fulfil({ do: "retry", id: "a" });
  assert.deepEqual(queries, ["?whose=mine"]);
});

test("an alarm that is gone after a restart of the browser is set again for what waits", async () => {
  await keepAlarm();
  assert.equal(browser.alarms.kept.has("deliver"), false);
  await outbox.add(PARCEL);
  await keepAlarm();
  assert.ok(browser.alarms.kept.has("deliver"));
});

test("the time is that of the click, however late the worker was started", async () => {
  await fulfil({ do: "capture", tab: 7, at: Date.parse("2026-03-05T08:30:00Z") });
  assert.equal(await lastCaptured(), Date.parse("2026-03-05T08:30:00Z"));
});

test("no work is said to go on once it has ended", async () => {
  await fulfil({ do: "capture", tab: 7, at: Date.now() });
  assert.equal(await isUnderWay((await readStatus()) ?? { state: "idle" }), false);
});

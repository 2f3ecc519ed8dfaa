import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { SSI_ADDRESS } from "../../extension/capture/address.js";
import { forgetKept, noteKept } from "../../extension/capture/kept.js";
import { captureOnVisit } from "../../extension/capture/visit.js";
import { browserFake } from "./browser-fake.js";

const NOW = new Date(2026, 2, 5, 9, 30).getTime();
const TAB = { id: 7, status: "complete", url: SSI_ADDRESS };
const LOADED = { status: "complete" };

/** @type {ReturnType<typeof browserFake>} */
let browser;
/** @type {[number, string][]} */
let captured;

beforeEach(async () => {
  browser = browserFake();
  captured = [];
  mock.timers.reset();
  mock.timers.enable({ apis: ["Date"], now: NOW });
  await chrome.storage.local.set({ preferences: { automatic: true, rhythm: 14 } });
});

const visit = (change = LOADED, tab = /** @type {any} */ (TAB)) =>
  captureOnVisit(change, tab, async (id, trigger) => void captured.push([id, trigger]));

test("opening the SSI page captures it", async () => {
  await visit();
  assert.deepEqual(captured, [[7, "visit"]]);
});

test("arriving there without a load counts too", async () => {
  await visit(/** @type {any} */ ({ url: SSI_ADDRESS }));
  assert.equal(captured.length, 1);
});

/** @type {[string, any, any][]} */
const OTHERS = [
  ["another page", LOADED, { ...TAB, url: "https://www.linkedin.com/feed/" }],
  ["another site with its path", LOADED, { ...TAB, url: "https://example.org/sales/ssi" }],
  ["an address that the browser does not tell", LOADED, { ...TAB, url: undefined }],
  ["a page that still loads", { status: "loading", url: SSI_ADDRESS }, { ...TAB, status: "loading" }],
  ["a change of the title", { title: "SSI" }, TAB],
];
for (const [name, change, tab] of OTHERS) {
  test(`${name} does not`, async () => {
    await visit(change, tab);
    assert.deepEqual(captured, []);
  });
}

test("nothing happens unless the member has switched it on", async () => {
  await chrome.storage.local.set({ preferences: { automatic: false } });
  await visit();
  assert.deepEqual(captured, []);
});

test("nor without the browser's permission", async () => {
  browser.permissions.contains = async () => false;
  await visit();
  assert.deepEqual(captured, []);
});

test("once a day, whatever the first capture came by", async () => {
  await noteKept(NOW - 3_600_000);
  await visit();
  assert.deepEqual(captured, []);
  mock.timers.setTime(NOW + 86_400_000);
  await visit();
  assert.equal(captured.length, 1);
});

test("another browser's capture of today counts", async () => {
  await chrome.storage.local.set({ latest: { capture: { captured_at: new Date(NOW).toISOString() } } });
  await visit();
  assert.deepEqual(captured, []);
});

test("a try that came to nothing does not use up the day, and is not repeated without end", async () => {
  await visit();
  await noteKept(NOW);
  await forgetKept(NOW);
  await visit();
  assert.equal(captured.length, 1, "not at once");
  for (let minute = 1; minute < 60; minute += 1) {
    mock.timers.setTime(NOW + minute * 60_000);
    await visit();
  }
  assert.equal(captured.length, 5);
  mock.timers.setTime(NOW + 86_400_000);
  await visit();
  assert.equal(captured.length, 6);
});

test("a clock that was set back does not stand against the next try", async () => {
  await visit();
  mock.timers.setTime(NOW - 3_600_000);
  await visit();
  assert.equal(captured.length, 2);
});

test("two tabs at once make one capture", async () => {
  const slowly = async (/** @type {number} */ id) => {
    await noteKept(NOW);
    captured.push([id, "visit"]);
  };
  await Promise.all([captureOnVisit(LOADED, TAB, slowly), captureOnVisit(LOADED, { ...TAB, id: 8 }, slowly)]);
  assert.equal(captured.length, 1);
});

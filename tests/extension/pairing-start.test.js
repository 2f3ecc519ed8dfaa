/** How a pairing begins: one code, one page, one alarm. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { readPairing } from "../../extension/pairing/kept.js";
import { startPairing } from "../../extension/pairing/start.js";
import { browserFake } from "./browser-fake.js";
import { ADDRESS, CODES, gone, pairingFake } from "./pairing-fake.js";
import { answer } from "./sample.js";

/** @type {ReturnType<typeof browserFake>} */
let browser;
/** @type {ReturnType<typeof pairingFake>} */
let server;
/** @type {string[]} */
let opened;
/** @type {[number, object][]} */
let moved;

beforeEach(() => {
  browser = browserFake();
  server = pairingFake();
  [opened, moved] = [[], []];
  browser.tabs.create = async ({ url }) => ({ id: 40 + opened.push(url) });
  browser.tabs.get = async (id) => ({ id, url: CODES.verification_uri });
  browser.tabs.update = async (id, to) => void moved.push([id, to]);
  mock.timers.enable({ apis: ["Date"], now: 1_000_000 });
});
afterEach(() => mock.timers.reset());

const start = () => startPairing(ADDRESS, server.ask);
/** @returns {Promise<any>} */
const kept = async () => readPairing();

test("connecting asks for a code, keeps it, sets the alarm and opens the page", async () => {
  await start();
  assert.deepEqual(opened, [CODES.verification_uri_complete]);
  assert.partialDeepStrictEqual(await kept(), { step: "waiting", address: ADDRESS, userCode: "BCDF-GHJK", tab: 41 });
  assert.ok(browser.alarms.kept.has("pairing"));
});

test("an alarm stands before the code is kept, should the worker die right there", async () => {
  browser.tabs.create = () => Promise.reject(new Error("dead"));
  const { set } = browser.storage.local;
  browser.storage.local.set = async (/** @type {object} */ items) => {
    assert.ok(browser.alarms.kept.has("pairing"));
    return set(items);
  };
  await assert.rejects(start());
  assert.partialDeepStrictEqual(await kept(), { step: "waiting", userCode: "BCDF-GHJK" });
});

test("connecting again shows the same page again, and asks for no other code", async () => {
  await start();
  const { id, userCode } = await kept();
  await start();
  assert.equal(opened.length, 1);
  assert.deepEqual(moved, [[41, { active: true }]]);
  browser.tabs.get = () => Promise.reject(new Error("No tab with id: 41."));
  await start();
  assert.equal(opened.length, 2, "the tab was closed");
  assert.partialDeepStrictEqual(await kept(), { id, userCode, tab: 42 });
  assert.equal(server.asked.filter(({ path }) => path === "/api/pairing").length, 1);
});

test("connecting to another server begins anew there", async () => {
  await start();
  const address = "http://localhost:8712";
  const page = `${address}/pair`;
  server.codes = () => answer({ ...CODES, verification_uri: page, verification_uri_complete: page });
  await startPairing(address, server.ask);
  assert.deepEqual(opened, [CODES.verification_uri_complete, page]);
  assert.partialDeepStrictEqual(await kept(), { step: "waiting", address });
});

test("two clicks at once are one", async () => {
  await Promise.all([start(), start()]);
  assert.equal(opened.length, 1);
});

test("after its time a new code is asked for", async () => {
  await start();
  const { id } = await kept();
  mock.timers.tick(600_000);
  await start();
  assert.notEqual((await kept()).id, id);
});

/** @type {(version: string, api: number) => Response} */
const hello = (version, api) => answer({ name: "ssi-history", version, api });

/** @type {[string, () => Response, object][]} */
const NOT_BEGUN = [
  ["nobody answers", gone, { reason: "unreachable" }],
  ["something else answers", () => new Response("<h1>It works!</h1>"), { reason: "stranger" }],
  ["the server is newer", () => hello("9.0", 2), { reason: "extension_old", version: "9.0" }],
  ["the server is older", () => hello("0.0", 0), { reason: "server_old", version: "0.0" }],
];
for (const [name, told, end] of NOT_BEGUN) {
  test(`${name}: said, and no page opens`, async () => {
    server.hello = told;
    await start();
    assert.partialDeepStrictEqual(await kept(), { step: "ended", address: ADDRESS, ...end });
    assert.deepEqual(opened, []);
  });
}

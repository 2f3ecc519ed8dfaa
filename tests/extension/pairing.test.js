import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { forgetPairing, readPairing } from "../../extension/pairing/kept.js";
import { continuePairing } from "../../extension/pairing/pairing.js";
import { startPairing } from "../../extension/pairing/start.js";
import { browserFake } from "./browser-fake.js";
import { ADDRESS, gone, granted, pairingFake } from "./pairing-fake.js";
import { answer, TOKEN } from "./sample.js";

/** @type {ReturnType<typeof browserFake>} */
let browser;
/** @type {ReturnType<typeof pairingFake>} */
let server;
/** @type {[number, object][]} */
let moved;
/** What stands in the outbox. */
let captures = 0;

beforeEach(() => {
  browser = browserFake();
  server = pairingFake();
  [moved, captures] = [[], 1];
  browser.tabs.create = async () => ({ id: 41 });
  browser.tabs.get = async (id) => ({ id, url: `${ADDRESS}/pair/connected` });
  browser.tabs.update = async (id, to) => void moved.push([id, to]);
  mock.timers.enable({ apis: ["Date"], now: 1_000_000 });
});
afterEach(() => mock.timers.reset());

const deliver = async () => void (captures = 0);
const step = () => continuePairing({ deliver, captures: async () => captures, ask: server.ask });
const start = () => startPairing(ADDRESS, server.ask);
const questions = () => server.asked.filter(({ path }) => path === "/api/pairing/token").length;
/** @returns {Promise<any>} */
const kept = async () => readPairing();

/** Lets seconds pass, with a look each second, as the worker does. */
async function pass(/** @type {number} */ seconds) {
  for (let second = 0; second < seconds; second += 1) {
    mock.timers.tick(1000);
    await step();
  }
}

test("the server is asked at its interval, never sooner", async () => {
  await start();
  await pass(1);
  assert.equal(questions(), 0);
  await pass(9);
  assert.equal(questions(), 5);
});

test("slow_down adds five seconds from then on", async () => {
  await start();
  server.token = () => answer({ error: "slow_down" }, 400);
  await pass(2);
  assert.equal(questions(), 1);
  server.token = pairingFake().token;
  await pass(6);
  assert.equal(questions(), 1);
  await pass(1);
  assert.equal(questions(), 2);
  await pass(7);
  assert.equal(questions(), 3);
});

test("while nobody answers the pauses double, up to a minute; an answer ends that", async () => {
  await start();
  server.token = gone;
  /** @type {number[]} */
  const moments = [];
  for (let second = 1; second <= 200; second += 1) {
    const before = questions();
    await pass(1);
    if (questions() > before) moments.push(second);
  }
  assert.deepEqual(moments, [2, 6, 14, 30, 62, 122, 182]);
  server.token = pairingFake().token;
  await pass(60);
  const { troubles, due } = await kept();
  assert.equal(troubles, 0);
  assert.ok(due - Date.now() <= 2000);
});

test("the token is saved, what waits is sent, and the page moves on to the figures", async () => {
  await start();
  server.token = granted;
  await pass(2);
  assert.deepEqual(browser.storage.local.kept.server, { address: ADDRESS, token: TOKEN });
  assert.equal(captures, 0);
  assert.deepEqual(moved, [[41, { url: `${ADDRESS}/` }]]);
  assert.equal(await kept(), undefined);
  assert.equal(browser.alarms.kept.has("pairing"), false);
});

test("a page that the member has left is left alone", async () => {
  await start();
  server.token = granted;
  browser.tabs.get = async (id) => ({ id, url: "https://elsewhere.example/pair" });
  await pass(2);
  assert.deepEqual(moved, []);
});

test("with nothing sent there are no figures to move on to", async () => {
  captures = 0;
  await start();
  server.token = granted;
  await pass(2);
  assert.equal(browser.storage.local.kept.server.token, TOKEN);
  assert.deepEqual(moved, []);
});

test("a token that the server does not know itself is not kept", async () => {
  await start();
  server.token = granted;
  server.hello = () => answer({ name: "ssi-history", version: "1.2.3", api: 1, proof: "0".repeat(64) });
  await pass(2);
  assert.equal(browser.storage.local.kept.server, undefined);
  assert.partialDeepStrictEqual(await kept(), { step: "ended", reason: "impostor" });
});

test("a token comes only once: a server that falls silent then is asked for its proof later", async () => {
  await start();
  server.token = granted;
  const { hello } = server;
  server.hello = gone;
  await pass(2);
  assert.equal(browser.storage.local.kept.server, undefined);
  server.hello = hello;
  await pass(10);
  assert.equal(browser.storage.local.kept.server.token, TOKEN);
  assert.equal(questions(), 1);
});

test("a server that stays silent after it gave the token is not asked for ever", async () => {
  await start();
  server.token = granted;
  server.hello = gone;
  await pass(700);
  assert.partialDeepStrictEqual(await kept(), { step: "ended", reason: "unreachable" });
  assert.equal(browser.storage.local.kept.server, undefined);
});

/** @type {[string, string][]} */
const ENDS = [
  ["access_denied", "denied"],
  ["expired_token", "expired"],
  ["invalid_grant", "failed"],
];
for (const [error, reason] of ENDS) {
  test(`${error} ends it: ${reason}, and nobody is asked any more`, async () => {
    await start();
    server.token = () => answer({ error }, 400);
    await pass(10);
    assert.partialDeepStrictEqual(await kept(), { step: "ended", reason, address: ADDRESS });
    assert.equal(questions(), 1);
    assert.equal(browser.alarms.kept.has("pairing"), false);
  });
}

test("a code that nobody allows ends by itself", async () => {
  await start();
  server.token = gone;
  await pass(601);
  assert.partialDeepStrictEqual(await kept(), { step: "ended", reason: "expired" });
});

test("what is cancelled stays so, even when the token is on its way", async () => {
  await start();
  server.token = () => {
    forgetPairing();
    return granted();
  };
  await pass(3);
  assert.equal(await kept(), undefined);
  assert.equal(browser.storage.local.kept.server, undefined);
  assert.equal(browser.alarms.kept.has("pairing"), false);
});

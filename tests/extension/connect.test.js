import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { beginPairing, forgetPairing } from "../../extension/pairing/kept.js";
import { saveSettings } from "../../extension/server/settings.js";
import { render } from "../../extension/popup/view.js";
import { browserFake } from "./browser-fake.js";
import { openOwnPage } from "./page-fake.js";
import { permissionsFake } from "./permissions-fake.js";
import { result, TOKEN } from "./sample.js";

/** @typedef {import("../../extension/status/status.js").Status} Status */

const ADDRESS = "http://127.0.0.1:8712";
const COUNTS = { waiting: 1, held: 0, refused: 0 };

/** @type {any} */
const browser = browserFake();
/** @type {ReturnType<typeof permissionsFake>} */
const permissions = (browser.permissions = permissionsFake());
/** @type {any[]} */
let wishes = [];

const element = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (document.querySelector(selector));
const state = () => document.body.dataset.state;
const settled = () => new Promise((done) => setTimeout(done, 5));

/** @type {(status: Status) => void} what the worker has written, as the popup comes to show it */
let tell;

/** @returns {import("../../extension/pairing/kept.js").Waiting} */
const waiting = (address = ADDRESS) => ({
  ...{ id: "1", address, step: "waiting", deviceCode: "x", userCode: "BCDF-GHJK", page: `${address}/pair` },
  ...{ expires: Date.now() + 500_000, interval: 2, due: 0, troubles: 0 },
});

before(async () => {
  openOwnPage("popup/popup.html");
  const { address, offerConnecting, renderCode, withConnecting } = await import("../../extension/popup/connect.js");
  /** @type {Status} */
  let written = { state: "unconfigured" };
  const draw = () => {
    render(withConnecting({ counts: COUNTS, ...written }), address());
    renderCode();
  };
  tell = (status) => {
    written = status;
    draw();
  };
  offerConnecting(draw);
});
after(forgetPairing);

beforeEach(async () => {
  browser.runtime.sendMessage = async (/** @type {any} */ wish) => void wishes.push(wish);
  permissions.agrees = true;
  await saveSettings({ address: ADDRESS, token: "" });
  await beginPairing(waiting());
  await forgetPairing();
  tell({ state: "unconfigured" });
  [wishes, permissions.asked] = [[], []];
});

test("without a server the popup offers to connect, on whatever page it is opened", async () => {
  for (const status of /** @type {Status[]} */ ([{ state: "unconfigured" }, { state: "elsewhere" }])) {
    tell(status);
    assert.equal(state(), "unconfigured");
    assert.equal(element("#connect").hidden, false);
    assert.ok(element("#connect").classList.contains("main"));
  }
});

test("Connect asks for access in the click itself, then for a code", async () => {
  const worker = Promise.withResolvers();
  browser.runtime.sendMessage = (/** @type {any} */ wish) => wishes.push(wish) && worker.promise;
  element("#connect").click();
  assert.deepEqual(permissions.asked, [{ origins: ["http://127.0.0.1/*"] }]);
  await settled();
  assert.deepEqual(wishes, [{ do: "pair", address: ADDRESS }]);
  assert.equal(state(), "connecting");
  assert.equal(element("#connecting").hidden, true, "there is no code yet");
  worker.reject(new Error("The message channel closed."));
  await settled();
  assert.equal(state(), "unconfigured", "the worker died on the way");
});

test("without access nobody is asked", async () => {
  permissions.agrees = false;
  element("#connect").click();
  await settled();
  assert.deepEqual(wishes, []);
  assert.equal(state(), "unconfigured");
});

test("while the member is to allow it the code stands there, with the time that is left", async () => {
  await beginPairing(waiting());
  assert.equal(state(), "connecting");
  assert.equal(element("#user-code").textContent, "BCDF-GHJK");
  assert.match(element("#time-left").textContent ?? "", /9 minutes/);
  element("#show-pairing-page").click();
  await settled();
  assert.deepEqual(wishes, [{ do: "pair", address: ADDRESS }]);
  element("#cancel-pairing").click();
  await settled();
  assert.equal(state(), "unconfigured");
  assert.equal(element("#connecting").hidden, true);
});

test("how it ended is told with the next step; whoever opens the popup next begins anew", async () => {
  await beginPairing({ id: "1", address: ADDRESS, step: "ended", reason: "unreachable" });
  await settled();
  assert.equal(state(), "unconfigured");
  assert.match(element("#status").textContent ?? "", /No server answers at http:\/\/127[\s\S]*ssi-history serve/);
  assert.equal(element("#connect").hidden, false);
  assert.equal(browser.storage.local.kept.pairing, undefined);
});

test("both versions are named when they do not fit together", async () => {
  await beginPairing({ id: "1", address: ADDRESS, step: "ended", reason: "extension_old", version: "9.1.0" });
  const { version } = browser.runtime.getManifest();
  const words = `server is version 9.1.0, this extension ${version}. Update the extension`;
  assert.ok(element("#status").textContent?.includes(words));
});

test("the server that is being connected is the one to try again", async () => {
  await beginPairing({ id: "1", address: "https://ssi.example.org", step: "ended", reason: "denied" });
  element("#connect").click();
  await settled();
  assert.deepEqual(wishes, [{ do: "pair", address: "https://ssi.example.org" }]);
});

test("with a server a pairing does not stand before what there is to tell", async () => {
  await saveSettings({ address: ADDRESS, token: TOKEN });
  await beginPairing(waiting("https://other.example"));
  tell({ state: "done", result: result() });
  assert.equal(state(), "done");
  tell({ state: "elsewhere" });
  assert.equal(state(), "elsewhere");
  tell({ state: "attention", cause: "token" });
  assert.equal(state(), "connecting");
  element("#show-pairing-page").click();
  await settled();
  assert.deepEqual(wishes, [{ do: "pair", address: "https://other.example" }], "the one that is being connected");
});

test("there may be no dashboard before there is a server", async () => {
  assert.equal(element("#open-dashboard").hidden, true);
  await saveSettings({ address: ADDRESS, token: TOKEN });
  tell({ state: "elsewhere" });
  assert.equal(element("#open-dashboard").hidden, false);
});

test("a browser that was revoked is told so, and can connect again", async () => {
  await saveSettings({ address: ADDRESS, token: TOKEN });
  tell({ state: "attention", cause: "token" });
  assert.equal(state(), "attention");
  assert.match(element("#status").textContent ?? "", /does not know this browser/);
  element("#connect").click();
  await settled();
  assert.deepEqual(wishes, [{ do: "pair", address: ADDRESS }]);
});

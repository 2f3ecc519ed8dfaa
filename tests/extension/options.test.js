import assert from "node:assert/strict";
import { before, beforeEach, test } from "node:test";
import { beginPairing, forgetPairing } from "../../extension/pairing/kept.js";
import { proofOf } from "../../extension/server/proof.js";
import { DEFAULT_ADDRESS, saveSettings } from "../../extension/server/settings.js";
import { browserFake } from "./browser-fake.js";
import { openOwnPage } from "./page-fake.js";
import { permissionsFake } from "./permissions-fake.js";
import { answer, result, TOKEN } from "./sample.js";

/** @type {any} */
const browser = browserFake();
/** @type {ReturnType<typeof permissionsFake>} */
const permissions = (browser.permissions = permissionsFake());
/** @type {any[]} */
let wishes = [];
/** @type {string[]} */
let called = [];

const field = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (document.querySelector(`#${id}`));
const status = () => /** @type {HTMLElement} */ (document.querySelector("#status"));

/**
 * @param {string} address
 * @param {string} token
 * @param {"save" | "test"} button
 */
async function type(address, token, button) {
  field("server").value = address;
  field("token").value = token;
  field(button).click();
  while (/Testing…$/.test(status().textContent ?? "") || status().textContent === "") await new Promise(setImmediate);
}

before(async () => {
  openOwnPage("options/options.html");
  await import("../../extension/options/options.js");
});

beforeEach(async () => {
  globalThis.fetch = async (url) => {
    called.push(String(url));
    throw new TypeError("Failed to fetch");
  };
  browser.runtime.sendMessage = async (/** @type {any} */ wish) => void wishes.push(wish);
  await saveSettings({ address: DEFAULT_ADDRESS, token: "" });
  await forgetPairing();
  status().textContent = "";
  [wishes, called, permissions.asked, permissions.agrees] = [[], [], [], true];
});

const saved = () => browser.storage.local.kept.server;
const settled = () => new Promise((done) => setTimeout(done, 5));

test("it begins with the server on this machine", () => {
  assert.equal(document.title, "SSI History · Settings");
  assert.match(document.querySelector("#server-hint")?.textContent ?? "", /http:\/\/127\.0\.0\.1:8712/);
});

/** @type {[string, string, RegExp, string][]} */
const MISTAKES = [
  ["nonsense with spaces", TOKEN, /not a server address/, "server"],
  ["127.0.0.1:8712", "", /Paste the token/, "token"],
  ["127.0.0.1:8712", "http://127.0.0.1:8712/sign-in/x", /a link, not a token/, "token"],
  ["127.0.0.1:8712", `Bearer ${TOKEN}`, /not a whole token/, "token"],
];
for (const [address, token, words, wrong] of MISTAKES) {
  test(`${words}: said, the field marked, nothing saved, nobody asked`, async () => {
    await type(address, token, "save");
    assert.match(status().textContent ?? "", words);
    assert.equal(field(wrong).getAttribute("aria-invalid"), "true");
    assert.equal(saved().token, "");
    assert.deepEqual([permissions.asked, called], [[], []]);
  });
}

test("a token that is wrong is unfolded, so that it can be mended", async () => {
  const folded = /** @type {HTMLDetailsElement} */ (document.querySelector("#by-hand"));
  folded.open = false;
  await type("127.0.0.1:8712", "nonsense", "test");
  assert.equal(folded.open, true);
});

test("what is saved is tidied, and tested at once", async () => {
  await type("  HTTP://127.0.0.1:8712/ ", ` ${TOKEN} `, "save");
  assert.deepEqual(saved(), { address: "http://127.0.0.1:8712", token: TOKEN });
  assert.match(status().textContent ?? "", /^Saved\. No server answers at http:\/\/127\.0\.0\.1:8712\./);
});

test("access to another server is asked for when it is saved", async () => {
  await type("https://ssi.example.org", TOKEN, "save");
  assert.deepEqual(permissions.asked, [{ origins: ["https://ssi.example.org/*"] }]);
  assert.equal(saved().address, "https://ssi.example.org");
});

test("without that access nothing is saved or sent", async () => {
  permissions.agrees = false;
  await type("https://refused.example.org", TOKEN, "save");
  assert.match(status().textContent ?? "", /Without your permission/);
  assert.equal(saved().token, "");
  assert.deepEqual(called, []);
});

test("a test saves nothing", async () => {
  await type("127.0.0.1:8712", TOKEN, "test");
  assert.match(status().textContent ?? "", /^No server answers/);
  assert.equal(saved().token, "");
});

test("a test learns what another browser has sent, and nothing from a server that is only tried", async () => {
  const { change, ...latest } = result();
  globalThis.fetch = async (asked) => {
    const { pathname, searchParams } = new URL(String(asked));
    if (pathname === "/api/summary") return answer({ latest, change });
    const proof = await proofOf(TOKEN, searchParams.get("nonce") ?? "");
    return answer({ name: "ssi-history", version: "1.2.3", api: 1, proof });
  };
  await type("127.0.0.1:8712", TOKEN, "test");
  assert.match(status().textContent ?? "", /^Connected to SSI History/);
  assert.equal(browser.storage.local.kept.latest, undefined);
  status().textContent = "";
  await type("127.0.0.1:8712", TOKEN, "save");
  assert.deepEqual(browser.storage.local.kept.latest, result());
});

test("without a token a test asks only who answers", async () => {
  await type("127.0.0.1:8712", "", "test");
  assert.match(status().textContent ?? "", /^No server answers/);
  assert.equal(called.length, 1);
});

test("Connect asks for access to that server, then for a code there; the popup will do the same", async () => {
  field("server").value = " SSI.example.org/pair ";
  field("connect").click();
  await settled();
  assert.deepEqual(permissions.asked, [{ origins: ["http://ssi.example.org/*"] }]);
  assert.deepEqual(wishes, [{ do: "pair", address: "http://ssi.example.org" }]);
  assert.deepEqual(saved(), { address: "http://ssi.example.org", token: "" });
});

test("Connect to another server leaves the connection that there is, until the other has allowed it", async () => {
  await saveSettings({ address: DEFAULT_ADDRESS, token: TOKEN });
  field("server").value = "https://ssi.example.org";
  field("connect").click();
  await settled();
  assert.equal(wishes.length, 1);
  assert.deepEqual(saved(), { address: DEFAULT_ADDRESS, token: TOKEN });
});

test("a worker that dies on the way leaves no question in the air", async () => {
  browser.runtime.sendMessage = () => Promise.reject(new Error("The message channel closed."));
  field("connect").click();
  await settled();
  assert.match(status().textContent ?? "", /The browser stopped the extension on the way/);
  assert.equal(status().dataset.outcome, "trouble");
});

test("Connect without that access asks nobody", async () => {
  permissions.agrees = false;
  field("server").value = "https://ssi.example.org";
  field("connect").click();
  await settled();
  assert.match(status().textContent ?? "", /Without your permission/);
  assert.deepEqual(wishes, []);
});

/** @type {import("../../extension/pairing/kept.js").Waiting} */
const WAITING = {
  ...{ id: "1", address: DEFAULT_ADDRESS, step: "waiting", deviceCode: "x", userCode: "BCDF-GHJK", page: "" },
  ...{ expires: Date.now() + 600_000, interval: 2, due: 0, troubles: 0 },
};

test("while the member is asked the code is shown, and can be cancelled", async () => {
  await beginPairing(WAITING);
  assert.match(status().textContent ?? "", /BCDF-GHJK/);
  assert.equal(field("cancel").hidden, false);
  field("cancel").click();
  await settled();
  assert.equal(browser.storage.local.kept.pairing, undefined);
  assert.equal(field("cancel").hidden, true);
  assert.match(status().textContent ?? "", /^Cancelled/);
});

test("how it ended is said, with the next step", async () => {
  const { id, address } = WAITING;
  await beginPairing({ id, address, step: "ended", reason: "server_old", version: "0.0.9" });
  assert.match(status().textContent ?? "", /too old.*server is version 0\.0\.9.*Update the server/);
  assert.equal(status().dataset.outcome, "trouble");
});

test("Disconnect forgets the token and keeps the address", async () => {
  await saveSettings({ address: "https://ssi.example.org", token: TOKEN });
  assert.match(document.querySelector("#standing")?.textContent ?? "", /connected to https:\/\/ssi\.example\.org/);
  field("disconnect").click();
  await settled();
  assert.deepEqual(saved(), { address: "https://ssi.example.org", token: "" });
  assert.equal(field("token").value, "");
  assert.equal(field("disconnect").hidden, true);
});

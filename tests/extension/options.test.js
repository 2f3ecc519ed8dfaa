import assert from "node:assert/strict";
import { before, beforeEach, test } from "node:test";
import { browserFake } from "./browser-fake.js";
import { openOwnPage } from "./page-fake.js";
import { TOKEN } from "./sample.js";

const browser = browserFake();
/** @type {any[]} */
let asked = [];
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
  globalThis.fetch = async (url) => {
    called.push(String(url));
    throw new TypeError("Failed to fetch");
  };
  browser.permissions.request = async (wanted) => {
    asked.push(wanted);
    return !wanted.origins[0].includes("refused");
  };
  await import("../../extension/options/options.js");
});

beforeEach(() => {
  status().textContent = "";
  asked = [];
  called = [];
  delete browser.storage.local.kept.server;
});

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
    assert.equal(browser.storage.local.kept.server, undefined);
    assert.deepEqual([asked, called], [[], []]);
  });
}

test("what is saved is tidied, and tested at once", async () => {
  await type("  HTTP://127.0.0.1:8712/ ", ` ${TOKEN} `, "save");
  assert.deepEqual(browser.storage.local.kept.server, { address: "http://127.0.0.1:8712", token: TOKEN });
  assert.match(status().textContent ?? "", /^Saved\. No server answers at http:\/\/127\.0\.0\.1:8712\./);
});

test("access to another server is asked for when it is saved", async () => {
  await type("https://ssi.example.org", TOKEN, "save");
  assert.deepEqual(asked, [{ origins: ["https://ssi.example.org/*"] }]);
  assert.equal(browser.storage.local.kept.server.address, "https://ssi.example.org");
});

test("without that access nothing is saved or sent", async () => {
  await type("https://refused.example.org", TOKEN, "save");
  assert.match(status().textContent ?? "", /Without your permission/);
  assert.equal(browser.storage.local.kept.server, undefined);
  assert.deepEqual(called, []);
});

test("a test saves nothing", async () => {
  await type("127.0.0.1:8712", TOKEN, "test");
  assert.match(status().textContent ?? "", /^No server answers/);
  assert.equal(browser.storage.local.kept.server, undefined);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { permissionFor, serverAddress } from "../../extension/server/address.js";
import { DEFAULT_ADDRESS, readSettings, saveSettings, watchSettings } from "../../extension/server/settings.js";
import { deviceOf, faultOf } from "../../extension/server/token.js";
import { browserFake } from "./browser-fake.js";
import { TOKEN } from "./sample.js";

/** @type {[string, string | null][]} */
const ADDRESSES = [
  ["  http://127.0.0.1:8712/ ", "http://127.0.0.1:8712"],
  ["127.0.0.1:8712", "http://127.0.0.1:8712"],
  ["localhost:8712", "http://localhost:8712"],
  ["HTTPS://SSI.Example.org", "https://ssi.example.org"],
  ["http://127.0.0.1:8712/sign-in/abc?x#y", "http://127.0.0.1:8712"],
  ["http://[::1]:8712", "http://[::1]:8712"],
  ["", null],
  ["http://", null],
  ["ftp://example.org", null],
  ["javascript:alert(1)", null],
  ["http://user:word@example.org", null],
  ["http://127.0.0.1:99999", null],
  ["two words", null],
];
for (const [typed, address] of ADDRESSES) {
  test(`server address ${JSON.stringify(typed)}: ${address}`, () => assert.equal(serverAddress(typed), address));
}

test("permission is asked for one host", () => {
  assert.equal(permissionFor("https://ssi.example.org:8443"), "https://ssi.example.org/*");
});

/** @type {[string, string | null][]} */
const TOKENS = [
  [TOKEN, null],
  ["", "token_empty"],
  ["http://127.0.0.1:8712/sign-in/abc", "token_is_link"],
  [`Bearer ${TOKEN}`, "token_form"],
  ["ssi_ab12cd_", "token_form"],
  ["ssi_AB_0123456789abcdefghij", "token_form"],
  [TOKEN.replace("_x", " x"), "token_form"],
];
for (const [token, fault] of TOKENS) {
  test(`token ${JSON.stringify(token)}: ${fault}`, () => assert.equal(faultOf(token), fault));
}

test("the device is what stands between the first and the second underscore", () => {
  assert.equal(deviceOf("ssi_ab12cd_a_b-c_0123456789abcdef"), "ab12cd");
  assert.equal(deviceOf("something"), null);
});

test("settings are kept in this browser, and whoever watches hears of it", async () => {
  const browser = browserFake();
  assert.deepEqual(await readSettings(), { address: DEFAULT_ADDRESS, token: "" });
  /** @type {object[]} */
  const heard = [];
  watchSettings((settings) => heard.push(settings));
  const settings = { address: "http://localhost:1", token: TOKEN };
  await saveSettings(settings);
  assert.deepEqual(await readSettings(), settings);
  assert.deepEqual(browser.storage.local.kept, { server: settings });
  assert.deepEqual(heard, [settings]);
});

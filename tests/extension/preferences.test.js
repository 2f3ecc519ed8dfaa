import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { heedRemovedPermissions, NOTIFICATIONS, VISITS } from "../../extension/preferences/permissions.js";
import {
  changePreferences,
  isRhythm,
  readPreferences,
  watchPreferences,
} from "../../extension/preferences/preferences.js";
import { giveBackAccess } from "../../extension/server/access.js";
import { saveSettings } from "../../extension/server/settings.js";
import { browserFake } from "./browser-fake.js";
import { permissionsFake } from "./permissions-fake.js";
import { TOKEN } from "./sample.js";

/** @type {any} */
let browser;
beforeEach(() => {
  browser = browserFake();
});

/** @param {...string} names */
const grant = (...names) => (browser.permissions = permissionsFake(...names));

test("nothing is captured by itself until that is chosen; two weeks are the rhythm", async () => {
  assert.deepEqual(await readPreferences(), { automatic: false, rhythm: 14 });
});

test("a choice is kept beside the others, also when two come at once, and whoever watches hears of it", async () => {
  /** @type {object[]} */
  const heard = [];
  watchPreferences((preferences) => heard.push(preferences));
  await Promise.all([changePreferences({ rhythm: 7 }), changePreferences({ automatic: true })]);
  assert.deepEqual(await readPreferences(), { automatic: true, rhythm: 7 });
  assert.deepEqual(heard.at(-1), { automatic: true, rhythm: 7 });
});

test("a rhythm is whole days, a year at most", () => {
  assert.deepEqual([1, 14, 365].filter(isRhythm), [1, 14, 365]);
  assert.deepEqual([0, -1, 366, 1.5, NaN, "14", null].filter(isRhythm), []);
});

test("who takes the access back in the browser's own settings has switched capturing off", async () => {
  grant(...VISITS.origins, ...NOTIFICATIONS.permissions);
  heedRemovedPermissions();
  await changePreferences({ automatic: true });
  await browser.permissions.remove(NOTIFICATIONS);
  await new Promise(setImmediate);
  assert.equal((await readPreferences()).automatic, true, "something else was taken back");
  await browser.permissions.remove(VISITS);
  await new Promise(setImmediate);
  assert.equal((await readPreferences()).automatic, false);
});

test("access to a server that was left goes back; what is needed stays", async () => {
  const always = ["http://127.0.0.1/*", "http://localhost/*", ...VISITS.origins];
  const { granted } = grant(...always, "https://old.example/*", "https://ssi.example/*");
  await saveSettings({ address: "https://ssi.example:8443", token: TOKEN });
  await giveBackAccess();
  assert.deepEqual([...granted], [...always, "https://ssi.example/*"]);
  await saveSettings({ address: "https://ssi.example:8443", token: "" });
  await giveBackAccess();
  assert.deepEqual([...granted], always);
});

test("access to the server that is asked for a code stays while it is asked", async () => {
  const { granted } = grant("https://new.example/*");
  const pairing = { id: "1", address: "https://new.example", step: "allowed" };
  await browser.storage.local.set({ pairing });
  await giveBackAccess();
  assert.deepEqual([...granted], ["https://new.example/*"]);
  await browser.storage.local.set({ pairing: { ...pairing, step: "ended" } });
  await giveBackAccess();
  assert.deepEqual([...granted], []);
});

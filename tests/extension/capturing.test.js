import assert from "node:assert/strict";
import { before, beforeEach, test } from "node:test";
import { NOTIFICATIONS, VISITS } from "../../extension/preferences/permissions.js";
import { changePreferences, readPreferences } from "../../extension/preferences/preferences.js";
import { browserFake } from "./browser-fake.js";
import { openOwnPage } from "./page-fake.js";
import { permissionsFake } from "./permissions-fake.js";

/** @type {any} */
const browser = browserFake();
/** @type {ReturnType<typeof permissionsFake>} */
const permissions = (browser.permissions = permissionsFake());

const field = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (document.querySelector(`#${id}`));
const said = () => document.querySelector("#choice-status")?.textContent ?? "";
const settled = () => new Promise((done) => setTimeout(done, 5));

before(async () => {
  openOwnPage("options/options.html");
  await import("../../extension/options/options.js");
});

beforeEach(async () => {
  permissions.agrees = true;
  await permissions.remove({ ...VISITS, ...NOTIFICATIONS });
  await changePreferences({ automatic: false, rhythm: 14 });
  await settled();
  permissions.asked = [];
});

/** @param {string} days */
async function typeRhythm(days) {
  field("rhythm").value = days;
  field("rhythm").dispatchEvent(new /** @type {any} */ (document.defaultView).Event("change"));
  await settled();
}

test("it begins with nothing switched on, and two weeks", () => {
  assert.deepEqual([field("automatic").checked, field("notify").checked], [false, false]);
  assert.equal(field("rhythm").value, "14");
});

test("capturing by itself asks for LinkedIn's page at the click, and gives it back when switched off", async () => {
  field("automatic").click();
  assert.deepEqual(permissions.asked, [VISITS], "asked in the click itself, or browsers refuse");
  await settled();
  assert.equal((await readPreferences()).automatic, true);
  assert.equal(field("automatic").checked, true);

  field("automatic").click();
  await settled();
  assert.equal((await readPreferences()).automatic, false);
  assert.equal(permissions.granted.size, 0);
});

test("without that access it stays off, and says so", async () => {
  permissions.agrees = false;
  field("automatic").click();
  await settled();
  assert.equal(field("automatic").checked, false);
  assert.equal((await readPreferences()).automatic, false);
  assert.match(said(), /Nothing was changed/);
});

test("a permission that is taken away elsewhere shows at once", async () => {
  field("automatic").click();
  field("notify").click();
  await settled();
  assert.deepEqual([field("automatic").checked, field("notify").checked], [true, true]);
  await permissions.remove({ ...VISITS, ...NOTIFICATIONS });
  await settled();
  assert.deepEqual([field("automatic").checked, field("notify").checked], [false, false]);
});

test("a reminder beside the button asks for notifications, and gives them back", async () => {
  field("notify").click();
  assert.deepEqual(permissions.asked, [NOTIFICATIONS]);
  await settled();
  field("notify").click();
  await settled();
  assert.equal(permissions.granted.size, 0);
});

test("a rhythm is kept when it is typed", async () => {
  await typeRhythm("30");
  assert.equal((await readPreferences()).rhythm, 30);
  assert.equal(field("rhythm").getAttribute("aria-invalid"), "false");
});

for (const days of ["", "0", "366", "1.5"]) {
  test(`"${days}" days are none: said, the field marked, nothing changed`, async () => {
    await typeRhythm(days);
    assert.match(said(), /from 1 to 365/);
    assert.equal(field("rhythm").getAttribute("aria-invalid"), "true");
    assert.equal((await readPreferences()).rhythm, 14);
  });
}

test("the shortcut is the browser's own, and there is a way to change it", async () => {
  assert.match(document.querySelector("#shortcut")?.textContent ?? "", /Alt\+Shift\+S/);
  /** @type {string[]} */
  const opened = [];
  browser.tabs.create = async (/** @type {{ url: string }} */ { url }) => void opened.push(url);
  field("change-shortcut").click();
  assert.deepEqual(opened, ["chrome://extensions/shortcuts"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { isCaptureEntry, makeMenu } from "../../extension/capture/menu.js";
import { browserFake } from "./browser-fake.js";

test("one entry, on the SSI page only, however often it is made", async () => {
  const browser = /** @type {any} */ (browserFake());
  /** @type {any[]} */
  const entries = [];
  browser.contextMenus = {
    removeAll: async () => void entries.splice(0),
    create: (/** @type {any} */ entry) => {
      assert.ok(entries.every(({ id }) => id !== entry.id), "an id can be used once");
      entries.push(entry);
    },
  };
  await makeMenu();
  await makeMenu();
  assert.equal(entries.length, 1);
  assert.equal(entries[0].title, "Keep this SSI page");
  assert.deepEqual(entries[0].documentUrlPatterns, ["https://www.linkedin.com/sales/ssi*"]);
  assert.ok(isCaptureEntry(/** @type {any} */ ({ menuItemId: entries[0].id })));
  assert.ok(!isCaptureEntry(/** @type {any} */ ({ menuItemId: "another" })));
});

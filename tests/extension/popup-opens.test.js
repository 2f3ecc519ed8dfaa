import assert from "node:assert/strict";
import { test } from "node:test";
import { writeStatus } from "../../extension/status/status.js";
import { browserFake } from "./browser-fake.js";
import { openOwnPage } from "./page-fake.js";
import { result } from "./sample.js";

test("an opened popup asks for one capture of its tab, watches, and opens what is wanted", async () => {
  const browser = browserFake();
  openOwnPage("popup/popup.html");
  /** @type {object[]} */
  const wishes = [];
  /** @type {(string | undefined)[]} */
  const states = [];
  browser.runtime.sendMessage = async (wish) => {
    wishes.push(wish);
    states.push(document.body.dataset.state);
    await writeStatus({ state: "done", result: result(), counts: { waiting: 0, held: 0 } });
    states.push(document.body.dataset.state);
  };
  /** @type {string[]} */
  const opened = [];
  browser.tabs.create = async ({ url }) => void opened.push(url);

  await import("../../extension/popup/popup.js");
  assert.deepEqual(wishes, [{ do: "capture", tab: 7 }]);
  assert.deepEqual(states, ["working", "done"]);

  for (const id of ["open-dashboard", "open-ssi"]) /** @type {HTMLElement} */ (document.querySelector(`#${id}`)).click();
  assert.deepEqual(opened, ["http://127.0.0.1:8712/", "https://www.linkedin.com/sales/ssi"]);
});

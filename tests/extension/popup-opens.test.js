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
    if (wish.do !== "capture") return;
    states.push(document.body.dataset.state);
    const counts = { waiting: 0, held: 0, refused: 0 };
    await writeStatus({ state: "done", result: result("older"), counts, click: wish.at - 5_000, at: Date.now() });
    states.push(document.body.dataset.state);
    await writeStatus({ state: "done", result: result(), counts, click: wish.at, at: Date.now() });
    states.push(document.body.dataset.state);
  };
  /** @type {string[]} */
  const opened = [];
  browser.tabs.create = async ({ url }) => void opened.push(url);

  const before = Date.now();
  await import("../../extension/popup/popup.js");
  const { at, ...asked } = /** @type {any} */ (wishes[0]);
  assert.deepEqual(asked, { do: "capture", tab: 7 });
  assert.ok(before <= at && at <= Date.now(), "the time of the click goes along");
  assert.deepEqual(states, ["working", "working", "done"], "what tells of an earlier click is none of its affair");

  const click = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.querySelector(`#${id}`)).click();
  click("open-dashboard");
  click("open-ssi");
  assert.deepEqual(opened, ["http://127.0.0.1:8712/", "https://www.linkedin.com/sales/ssi"]);

  let agrees = false;
  browser.permissions.request = async () => agrees;
  const tried = async () => {
    click("retry");
    await new Promise((done) => setTimeout(done, 5));
    return wishes.some((wish) => /** @type {any} */ (wish).do === "deliver");
  };
  assert.equal(await tried(), false, "without access to the server there is no use in trying");
  agrees = true;
  assert.equal(await tried(), true);
});

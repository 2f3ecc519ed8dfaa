import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { noteKept } from "../../extension/capture/kept.js";
import { fillWords } from "../../extension/look/words.js";
import { renderDue } from "../../extension/popup/due.js";
import { showRest } from "../../extension/popup/rest.js";
import { render } from "../../extension/popup/view.js";
import { DAY } from "../../extension/reminder/due.js";
import { learnResult } from "../../extension/status/latest.js";
import { browserFake } from "./browser-fake.js";
import { openOwnPage } from "./page-fake.js";
import { result } from "./sample.js";

/** @typedef {import("../../extension/status/status.js").Status} Status */

beforeEach(() => {
  browserFake();
  openOwnPage("popup/popup.html");
  fillWords();
});

const element = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (document.querySelector(selector));
const text = (/** @type {string} */ selector) => element(selector).textContent ?? "";

/** @param {Status["state"]} state */
async function show(state) {
  const status = /** @type {Status} */ ({ state, counts: { waiting: 0, held: 0, refused: 0 }, seen: true });
  render(status, "http://127.0.0.1:8712");
  await showRest(status, async () => {});
}

test("on another page the popup says that a capture is due, and leads to the SSI page", async () => {
  await noteKept(Date.now() - 20 * DAY);
  await show("elsewhere");
  assert.equal(element("#due").hidden, false);
  assert.equal(text("#due h2"), "Time for your next SSI capture");
  assert.match(text("#due .detail"), /^It has been due since \d+ \w+ \d{4}\.$/);
  assert.deepEqual([element("#open-ssi").hidden, element("#open-ssi").className], [false, "main"]);
});

test("before its day it stands in small print only", async () => {
  const captured_at = new Date(Date.now() - 3 * DAY).toISOString();
  await learnResult({ ...result(), capture: { id: "recent", captured_at } });
  await show("elsewhere");
  assert.equal(element("#due").hidden, true);
  assert.match(text("#when"), /The next is due on/);
});

test("what is said once is not said again in small print", async () => {
  await learnResult(result());
  await show("elsewhere");
  assert.equal(element("#due").hidden, false);
  assert.doesNotMatch(text("#when"), /due/);
});

/** @type {[Status["state"], boolean][]} */
const STATES = [
  ["elsewhere", true],
  ["unconfigured", true],
  ["refused", true],
  ["working", false],
  ["connecting", false],
];
for (const [state, told] of STATES) {
  test(`${state}: ${told ? "it is said" : "it does not get in the way"}`, () => {
    renderDue(state, Date.now());
    assert.equal(element("#due").hidden, !told);
    renderDue(state, null);
    assert.equal(element("#due").hidden, true, "nobody is reminded of a first capture");
  });
}

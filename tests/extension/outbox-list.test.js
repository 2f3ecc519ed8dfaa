import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { renderOutbox } from "../../extension/popup/outbox-list.js";
import { renderWhose } from "../../extension/popup/whose.js";
import { browserFake } from "./browser-fake.js";
import { item } from "./outbox-fake.js";
import { openOwnPage } from "./page-fake.js";
import { problem } from "./sample.js";

/** @type {object[]} */
let wishes;
const ask = async (/** @type {object} */ wish) => void wishes.push(wish);
const AT = Date.parse("2026-03-05T09:30:00");
const element = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (document.querySelector(selector));

beforeEach(() => {
  browserFake();
  openOwnPage("popup/popup.html");
  wishes = [];
});

test("each capture has its time, its reason, its tries and the next one", () => {
  renderOutbox([item("a", { at: AT, cause: "unreachable", tries: 3 })], AT + 3_600_000, ask);
  const li = element("#outbox li[data-id=a]");
  assert.equal(li.querySelector(".moment")?.textContent, "5 Mar 2026, 09:30");
  assert.equal(li.querySelector(".why")?.textContent, "The server can't be reached.");
  assert.equal(li.querySelector(".tries")?.textContent, "Tried 3 times. Next try: 5 Mar 2026, 10:30.");
  assert.equal(element("#also").textContent, "1 capture waits to be sent.");
  assert.equal(element("#outbox").hasAttribute("open"), false);
});

test("what needs attention is shown at once, in the server's words", () => {
  renderOutbox([item("b", { state: "held", problem: problem(413, "too_large") })], undefined, ask);
  assert.equal(element("#outbox").hasAttribute("open"), true);
  assert.equal(element("#outbox .why").textContent, "Title of too_large. Detail of too_large.");
});

test("every cause has its reason", () => {
  const causes = [
    ...["unconfigured", "unreachable", "slow", "busy", "failed", "damaged"],
    ...["token", "stranger", "impostor", "server_old", "extension_old"],
  ];
  for (const cause of [undefined, ...causes]) {
    renderOutbox([item("c", { cause })], undefined, ask);
    assert.notEqual(element("#outbox .why").textContent, "", cause);
  }
});

test("what was refused has left: it is explained, and there is nothing to do about it", () => {
  renderOutbox([item("d", { state: "refused", problem: problem(422, "signed_out") })], undefined, ask);
  assert.match(element("#outbox .why").textContent ?? "", /Title of signed_out/);
  assert.equal(element("#outbox li .buttons").hidden, true);
});

test("trying again asks for this one; deleting asks once more", () => {
  renderOutbox([item("e")], undefined, ask);
  element("#outbox .retry").click();
  assert.deepEqual(wishes, [{ do: "retry", id: "e" }]);
  element("#outbox .delete").click();
  assert.equal(element("#outbox .sure").hidden, false);
  element("#outbox .keep").click();
  assert.equal(element("#outbox .sure").hidden, true);
  assert.equal(wishes.length, 1);
  element("#outbox .delete").click();
  element("#outbox .confirm").click();
  assert.deepEqual(wishes[1], { do: "delete", id: "e" });
});

test("an empty outbox is not shown", () => {
  renderOutbox([], undefined, ask);
  assert.equal(element("#outbox").hidden, true);
});

test("another account is asked about, and only then", () => {
  renderWhose([item("f", { at: AT, state: "held", problem: problem(409, "another_account") })], ask);
  assert.equal(element("#whose").hidden, false);
  assert.match(element("#whose p").textContent ?? "", /page of 5 Mar 2026, 09:30/);
  element("#whose-mine").click();
  element("#whose-not-mine").click();
  assert.deepEqual(wishes, [{ do: "claim", id: "f" }, { do: "delete", id: "f" }]);
  renderWhose([item("g", { state: "held", problem: problem(409, "conflict") })], ask);
  assert.equal(element("#whose").hidden, true);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { badgeFor } from "../../extension/status/badge.js";
import { result } from "./sample.js";

const NONE = { waiting: 0, held: 0 };

/** @type {[string, import("../../extension/status/status.js").Status, string][]} */
const BADGES = [
  ["working", { state: "working", counts: NONE }, "…"],
  ["done", { state: "done", result: result(), counts: NONE }, "53"],
  ["waiting", { state: "waiting", counts: { waiting: 3, held: 0 } }, "3"],
  ["done while others wait", { state: "done", result: result(), counts: { waiting: 2, held: 0 } }, "2"],
  ["refused", { state: "refused", counts: NONE }, "!"],
  ["attention", { state: "attention", counts: { waiting: 1, held: 0 } }, "!"],
  ["done while one is held", { state: "done", result: result(), counts: { waiting: 0, held: 1 } }, "!"],
  ["elsewhere", { state: "elsewhere", counts: NONE }, ""],
];
for (const [name, status, text] of BADGES) test(`${name}: "${text}"`, () => assert.equal(badgeFor(status).text, text));

test("a total that the page does not show is no 0", () => {
  const unknown = result();
  unknown.reading.total = null;
  assert.equal(badgeFor({ state: "done", result: unknown, counts: NONE }).text, "");
});

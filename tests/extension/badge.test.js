import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { MOMENT, badgeFor } from "../../extension/status/badge.js";
import { browserFake } from "./browser-fake.js";
import { problem, result } from "./sample.js";

/** @typedef {import("../../extension/status/badge.js").Standing} Standing */

beforeEach(() => void browserFake());

const NOW = Date.parse("2026-03-05T09:30:00Z");
const NONE = { waiting: 0, held: 0, refused: 0 };
const ONE_WAITS = { ...NONE, waiting: 1 };
const done = /** @type {Standing} */ ({ state: "done", result: result() });
const unreadable = problem(422, "unreadable");

/** What stands on the button, and what it says when it is pointed at. @type {[string, Standing, string, RegExp][]} */
const BADGES = [
  ["nothing to tell", { state: "idle" }, "", /Keep this SSI page/],
  ["reading", { state: "working", step: "reading" }, "…", /Waiting for your scores/],
  ["sending", { state: "working", step: "sending" }, "…", /Sending to your server/],
  ["working while one is held", { state: "working", step: "reading", counts: { ...NONE, held: 1 } }, "…", /scores/],
  ["done", done, "53", /index is 53/],
  ["waiting", { state: "waiting", cause: "busy", counts: { ...NONE, waiting: 3 } }, "3", /3 captures wait/],
  ["done while others wait", { ...done, counts: { ...NONE, waiting: 2 } }, "2", /2 captures wait/],
  ["done while one is held", { ...done, counts: { ...NONE, held: 1 } }, "!", /1 capture needs attention/],
  ["refused", { state: "refused", problem: unreadable, counts: { ...NONE, refused: 1 } }, "!", /Title of unreadable/],
  ["refused, and seen", { state: "refused", problem: unreadable }, "", /Keep this/],
  ["refused earlier", { ...done, counts: { ...NONE, refused: 2 } }, "!", /2 pages were not taken/],
  ["attention", { state: "attention", cause: "token", counts: ONE_WAITS }, "!", /does not know this browser/],
  ["attention, still in the way", { state: "attention", cause: "token", seen: true, counts: ONE_WAITS }, "!", /know/],
  ["attention, and seen", { state: "attention", cause: "page_closed", seen: true }, "", /Keep this/],
  ["elsewhere, by the toolbar button", { state: "elsewhere", trigger: "click" }, "", /Keep this/],
  ["elsewhere, by the keyboard", { state: "elsewhere", trigger: "shortcut" }, "?", /not your SSI page/],
  ["elsewhere, by a visit", { state: "elsewhere", trigger: "visit" }, "", /Keep this/],
  ["not connected, one waits", { state: "unconfigured", counts: ONE_WAITS }, "1", /1 capture waits/],
  ["due", { state: "idle", due: true }, "•", /next capture is due/],
  ["due while one waits", { state: "idle", due: true, counts: ONE_WAITS }, "1", /1 capture waits/],
];
for (const [name, standing, text, title] of BADGES) {
  test(`${name}: "${text}"`, () => {
    const badge = badgeFor({ counts: NONE, ...standing, at: NOW }, NOW);
    assert.equal(badge.text, text);
    assert.match(badge.title, title);
  });
}

test("the total stands for a moment only", () => {
  const standing = { ...done, counts: NONE, at: NOW };
  assert.equal(badgeFor(standing, NOW + MOMENT - 1).text, "53");
  assert.equal(badgeFor(standing, NOW + MOMENT).text, "");
});

test("a total that the page does not show is no 0", () => {
  const unknown = result();
  unknown.reading.total = null;
  assert.equal(badgeFor({ state: "done", result: unknown, counts: NONE }).text, "✓");
});

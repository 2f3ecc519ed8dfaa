import assert from "node:assert/strict";
import { test } from "node:test";
import { judge } from "../../extension/server/answers.js";
import { answer, problem, result } from "./sample.js";

const ID = "11111111-1111-4111-8111-111111111111";
const OTHER = "22222222-2222-4222-8222-222222222222";
const html = (/** @type {number} */ status) => new Response("<h1>Log in to the router</h1>", { status });

/** @type {[string, Response, string][]} */
const CASES = [
  ["201 with our id", answer(result(ID), 201), "delivered"],
  ["200 on replay", answer(result(ID), 200), "delivered"],
  ["201 with another id", answer(result(OTHER), 201), "again: stranger"],
  ["200 with a page", html(200), "again: stranger"],
  ["200 with nothing", new Response(null), "again: stranger"],
  ["422 with a code", answer(problem(422, "signed_out", { id: ID }), 422), "refused"],
  ["422 for another capture", answer(problem(422, "signed_out", { id: OTHER }), 422), "again: stranger"],
  ["422 of a proxy, with a code", answer(problem(422, "denied", { type: "about:blank" }), 422), "again: stranger"],
  ["422 without a code", answer({ status: 422 }, 422), "again: stranger"],
  ["400 of ours", answer(problem(400, "invalid_request"), 400), "held"],
  ["409 of ours", answer(problem(409, "conflict"), 409), "held"],
  ["410 of ours", answer(problem(410, "deleted"), 410), "held"],
  ["413 of ours", answer(problem(413, "too_large"), 413), "held"],
  ["413 of a proxy", html(413), "again: stranger"],
  ["401 of ours", answer(problem(401, "unauthorized"), 401), "again: token"],
  ["401 of a proxy", html(401), "again: stranger"],
  ["403 of ours", answer(problem(403, "forbidden"), 403), "again: failed"],
  ["404 of somebody", html(404), "again: stranger"],
  ["429", html(429), "again: busy"],
  ["500", html(500), "again: failed"],
  ["503", answer(problem(503, "busy"), 503), "again: busy"],
];
for (const [name, response, expected] of CASES) {
  test(`${name}: ${expected}`, async () => {
    const verdict = await judge(ID, response);
    assert.equal(verdict.kind === "again" ? `again: ${verdict.cause}` : verdict.kind, expected);
  });
}

test("a refusal carries the server's words", async () => {
  const words = problem(422, "unreadable", { id: ID, stored: true });
  assert.deepEqual(await judge(ID, answer(words, 422)), { kind: "refused", problem: words });
});

const NOW = new Date("2026-03-05T08:30:00Z");
/** @type {[string, number | undefined][]} */
const PAUSES = [
  ["120", 120],
  ["Thu, 05 Mar 2026 08:31:00 GMT", 60],
  ["Thu, 05 Mar 2026 08:00:00 GMT", 0],
  ["99999999", 86_400],
  ["soon", undefined],
];
for (const [header, seconds] of PAUSES) {
  test(`Retry-After: ${header}`, async () => {
    const verdict = await judge(ID, answer(problem(429, "slow_down"), 429, { "Retry-After": header }), NOW);
    assert.ok(verdict.kind === "again");
    assert.equal(verdict.pause, seconds);
  });
}

test("a day's limit keeps the capture until the day ends, with the server's words", async () => {
  const words = problem(429, "daily_limit");
  const verdict = await judge(ID, answer(words, 429, { "Retry-After": "43200" }), NOW);
  assert.deepEqual(verdict, { kind: "again", cause: "busy", forAll: true, pause: 43_200, problem: words });
});

test("what only one capture meets with does not stop the others", async () => {
  const failed = await judge(ID, html(500));
  const stranger = await judge(ID, html(200));
  assert.ok(failed.kind === "again" && stranger.kind === "again");
  assert.equal(failed.forAll, false);
  assert.equal(stranger.forAll, true);
});

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { fillWords } from "../../extension/look/words.js";
import { render } from "../../extension/popup/view.js";
import { browserFake } from "./browser-fake.js";
import { openOwnPage } from "./page-fake.js";
import { compared, problem, result } from "./sample.js";

/** @typedef {import("../../extension/status/status.js").Status} Status */

beforeEach(() => {
  browserFake();
  openOwnPage("popup/popup.html");
  fillWords();
});

const element = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (document.querySelector(selector));
const text = (/** @type {string} */ selector) => element(selector).textContent;
const PILLARS = ["brand", "people", "insights", "relationships"];
const pillars = () => Object.fromEntries(PILLARS.map((name) => [name, text(`[data-pillar=${name}] .value`)]));
const show = (/** @type {Status} */ status) =>
  render({ counts: { waiting: 0, held: 0, refused: 0 }, ...status }, "http://127.0.0.1:8712");
const chips = () => Array.from(document.querySelectorAll("#changes li"), (item) => [item.textContent, item.className]);

test("figures stand as the page shows them", () => {
  show({ state: "done", result: result() });
  assert.equal(document.body.dataset.state, "done");
  assert.equal(text("#total"), "53");
  assert.equal(text("#exact"), "Exactly 52.648");
  assert.deepEqual(pillars(), { brand: "20.998", people: "6.4", insights: "10.25", relationships: "15" });
  assert.deepEqual([text("#industry-rank"), text("#network-rank")], ["Top 9%", "Top 11%"]);
  assert.deepEqual([text("#industry-average"), text("#network-average")], ["34", "36"]);
  assert.equal(text("#industry-name"), "Software Development");
  assert.match(text("#status") ?? "", /Captured 5 Mar 2026/);
});

test("the weakest pillar is marked, and only while all four are known", () => {
  const weakest = () =>
    Array.from(document.querySelectorAll("#pillars .weakest"), (row) => row.getAttribute("data-pillar"));
  const answer = result();
  show({ state: "done", result: answer });
  assert.deepEqual(weakest(), ["people"]);
  answer.reading.pillars.brand = null;
  show({ state: "done", result: answer });
  assert.deepEqual(weakest(), []);
});

test("a missing figure is said, and never shown as 0", () => {
  const answer = result();
  answer.reading = {
    ...answer.reading,
    total: null,
    score: null,
    pillars: { brand: null, people: 0, insights: 10.25, relationships: 15 },
    industry: { name: null, average: null, rank: null, pillars: null },
  };
  show({ state: "done", result: answer });
  const missing = "not shown on the page";
  assert.equal(text("#total"), missing);
  assert.equal(text("#exact"), "");
  assert.deepEqual(pillars(), { brand: missing, people: "0", insights: "10.25", relationships: "15" });
  assert.deepEqual([text("#industry-rank"), text("#industry-average")], [missing, missing]);
  assert.equal(element("[data-pillar=brand] .bar").hidden, true);
  assert.equal(element("[data-pillar=people] .bar").hidden, false);
});

test("doubts stand in words, and the figure they are about is in doubt", () => {
  const answer = result();
  answer.reading.verdict = "suspect";
  answer.reading.industry.rank = null;
  answer.reading.doubts = [{ figure: "industry.rank", detail: "The rank stands as 9 and as 12." }];
  show({ state: "done", result: answer });
  assert.equal(element("#doubts").hidden, false);
  assert.equal(text("#doubts ul"), "The rank stands as 9 and as 12.");
  assert.equal(text("#industry-rank"), "in doubt");
  assert.match(text("#changes") ?? "", /No changes are worked out/);
  show({ state: "done", result: result() });
  assert.equal(element("#doubts").hidden, true);
});

test("changes: more points and a smaller rank are better", () => {
  show({ state: "done", result: compared() });
  assert.equal(text("#changes h2"), "Since 20 Feb 2026 (13 days)");
  assert.deepEqual(chips(), [
    ["Total +2", "better"],
    ["Establish your professional brand +0.1", "better"],
    ["Find the right people -0.25", "worse"],
    ["Industry rank 1 better", "better"],
    ["Network rank 3 worse", "worse"],
    ["Network average +1", ""],
  ]);
});

test("two captures within a day are told apart by their time", () => {
  const pillars = { brand: 0, people: 0, insights: 0, relationships: 0 };
  const change = { since: "2026-03-05T08:00:00+01:00", days: 0, total: 0, score: 0, pillars, industry: null, network: null };
  show({ state: "done", result: compared(change) });
  assert.match(text("#changes h2") ?? "", /^Since 5 Mar 2026, \d\d:\d\d$/);
  assert.deepEqual(chips(), [["No figure shown has changed.", ""]]);
});

test("without a base nothing is said about what came before: it may have been in doubt, or this one late", () => {
  show({ state: "done", result: result() });
  assert.match(text("#changes") ?? "", /Nothing to compare with yet/);
  assert.doesNotMatch(text("#changes") ?? "", /first capture/);
});

test("a stranger may have got a capture before it gave itself away", () => {
  show({ state: "attention", cause: "stranger", counts: { waiting: 1, held: 0, refused: 0 } });
  assert.match(text("#status") ?? "", /not SSI History[\s\S]*Your captures are kept/);
  assert.doesNotMatch(text("#status") ?? "", /Nothing was/);
});

test("captures that wait are counted, with the cause and a button", () => {
  show({ state: "waiting", cause: "unreachable", counts: { waiting: 2, held: 0, refused: 0 } });
  assert.match(text("#status") ?? "", /2 captures wait[\s\S]*http:\/\/127\.0\.0\.1:8712 can't be reached/);
  assert.equal(element("#retry").hidden, false);
  assert.equal(element("#result").hidden, true);
  show({ state: "waiting", cause: "unreachable", counts: { waiting: 1, held: 0, refused: 0 } });
  assert.match(text("#status") ?? "", /1 capture waits/);
});

test("a refusal is told in the server's words", () => {
  show({ state: "refused", problem: problem(422, "unreadable", { stored: true }) });
  assert.match(text("#status") ?? "", /Title of unreadable[\s\S]*Detail of unreadable\. The page is kept on/);
  show({ state: "refused", problem: problem(422, "signed_out", { stored: false }) });
  assert.doesNotMatch(text("#status") ?? "", /kept/);
});

/** @type {[Status, string][]} */
const NEXT = [
  [{ state: "done", result: result() }, "open-dashboard"],
  [{ state: "elsewhere" }, "open-ssi"],
  [{ state: "unconfigured" }, "connect"],
  [{ state: "attention", cause: "token" }, "connect"],
  [{ state: "attention", cause: "impostor" }, "open-options"],
  [{ state: "attention", cause: "stranger" }, "open-options"],
  [{ state: "attention", cause: "page_closed" }, "again"],
  [{ state: "refused", problem: problem(422, "not_rendered") }, "again"],
  [{ state: "waiting", cause: "busy", counts: { waiting: 1, held: 0, refused: 0 } }, "retry"],
];
for (const [status, id] of NEXT) {
  test(`${status.state} ${status.cause ?? ""}: the next step is ${id}`, () => {
    show(status);
    assert.deepEqual(Array.from(document.querySelectorAll("button.main"), (button) => button.id), [id]);
    assert.equal(element(`#${id}`).hidden, false);
    assert.notEqual(text("#status .title"), "");
  });
}

test("capturing again is offered only on the SSI page", () => {
  show({ state: "elsewhere" });
  show({ state: "attention", cause: "interrupted" });
  assert.equal(element("#again").hidden, true);
  assert.equal(element("#open-ssi").className, "main");
});

test("what industry and network reach stands on the bars, and in words for ears", () => {
  const answer = result();
  answer.reading.industry.pillars = { brand: 11.78, people: 5.38, insights: null, relationships: 15.16 };
  show({ state: "done", result: answer });
  assert.equal(text("[data-pillar=brand] .others"), "Industry average: 11.78");
  assert.equal(element("[data-pillar=brand] .bar .industry").style.getPropertyValue("--at"), "47.12%");
  assert.equal(element("[data-pillar=insights] .bar .industry").hidden, true);
  assert.equal(text("[data-pillar=insights] .others"), "");
  assert.deepEqual([element("#legend .industry").hidden, element("#legend .network").hidden], [false, true]);
});

test("thirty days stand beside the previous capture where they tell more", () => {
  const answer = result();
  const change = { days: 13, total: 2, score: 1, pillars: answer.reading.pillars, industry: null, network: null };
  answer.change = {
    previous: { ...change, since: "2026-02-20T09:00:00Z" },
    30: { ...change, days: 33, since: "2026-01-31T09:00:00Z" },
  };
  show({ state: "done", result: answer });
  assert.equal(text("#changes-month h2"), "Since 31 Jan 2026 (33 days)");
  answer.change[30] = answer.change.previous;
  show({ state: "done", result: answer });
  assert.equal(element("#changes-month").hidden, true);
});

test("while scores are waited for, the time is told; sending has no measure", () => {
  show({ state: "working", step: "reading", at: Date.now() - 4_200 });
  const bar = element("#progress progress");
  assert.deepEqual([bar.getAttribute("value"), bar.getAttribute("max")], ["4", "15"]);
  assert.equal(text("#progress p"), "4 seconds of at most 15 seconds; three are usual.");
  show({ state: "working", step: "sending", late: true });
  assert.equal(bar.hasAttribute("value"), false);
  assert.equal(text("#status .title"), "Your scores did not appear");
  show({ state: "done", result: result() });
  assert.equal(element("#progress").hidden, true);
});

test("markup in the server's words stays text", () => {
  show({ state: "refused", problem: { ...problem(422, "x"), title: "<img src=x onerror=alert(1)>" } });
  assert.equal(document.querySelector("#status img"), null);
});

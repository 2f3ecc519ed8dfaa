/** The figures of one capture, as the server has read them. What the page does not show is said, never shown as 0. */

import { one } from "../look/dom.js";
import { date, dateAndTime, days, number, word } from "../look/words.js";
import { differences } from "./changes.js";

/** @typedef {import("../server/contract.js").Result} Result */
/** @typedef {import("../server/contract.js").Reading} Reading */
/** @typedef {import("../server/contract.js").Pillar} Pillar */

/** @type {Pillar[]} */
const PILLARS = ["brand", "people", "insights", "relationships"];

/** How a change is coloured. @type {Map<boolean | null, string>} */
const SENSE = new Map([
  [true, "better"],
  [false, "worse"],
]);

/** What a pillar can reach. */
const MOST = 25;

/** @param {Result} result */
export function renderResult({ reading, change }) {
  renderTotal(reading);
  renderPillars(reading);
  renderGroup("industry", reading);
  renderGroup("network", reading);
  renderDoubts(reading);
  renderChanges(reading, change.previous);
}

/**
 * @param {Element} element
 * @param {number | null} value
 * @param {string} figure as `doubts` names it
 * @param {Reading} reading
 * @param {(text: string) => string} [dressed] words around the number
 */
function put(element, value, figure, reading, dressed = (text) => text) {
  const doubted = reading.doubts.some((doubt) => doubt.figure === figure);
  element.textContent = value === null ? word(doubted ? "inDoubt" : "notShown") : dressed(number(value));
  element.classList.toggle("absent", value === null);
}

/** @param {Reading} reading */
function renderTotal(reading) {
  const { total, score } = reading;
  put(one("#total", HTMLElement), total, "total", reading);
  one(".reached", SVGElement).setAttribute("stroke-dasharray", `${total ?? 0} 100`);
  one("#exact", HTMLElement).textContent = score === null ? "" : word("exactScore", number(score));
}

/** @param {Reading} reading */
function renderPillars(reading) {
  const known = PILLARS.map((pillar) => reading.pillars[pillar]).filter((value) => value !== null);
  const lowest = known.length === PILLARS.length ? Math.min(...known) : null;
  for (const pillar of PILLARS) {
    const value = reading.pillars[pillar];
    const row = one(`#pillars [data-pillar=${pillar}]`, HTMLLIElement);
    row.replaceChildren(one("#pillar", HTMLTemplateElement).content.cloneNode(true));
    row.classList.toggle("weakest", lowest !== null && value === lowest);
    const label = one(".label", HTMLElement, row);
    label.textContent = word(pillar);
    label.dataset.mark = word("weakest");
    put(one(".value", HTMLElement, row), value, `pillars.${pillar}`, reading);
    const bar = one(".bar", HTMLElement, row);
    bar.hidden = value === null;
    bar.style.setProperty("--reached", `${((value ?? 0) / MOST) * 100}%`);
  }
}

/**
 * @param {"industry" | "network"} kind
 * @param {Reading} reading
 */
function renderGroup(kind, reading) {
  const { name, average, rank } = reading[kind];
  const heading = one(`#${kind}-name`, HTMLElement);
  heading.textContent = name ?? "";
  heading.title = name ?? "";
  put(one(`#${kind}-average`, HTMLElement), average, `${kind}.average`, reading);
  put(one(`#${kind}-rank`, HTMLElement), rank, `${kind}.rank`, reading, (text) => word("topPercent", text));
}

/** @param {Reading} reading */
function renderDoubts({ verdict, doubts }) {
  const section = one("#doubts", HTMLElement);
  section.hidden = verdict === "consistent";
  one("ul", HTMLElement, section).replaceChildren(...doubts.map(({ detail }) => listItem(detail)));
}

/**
 * @param {Reading} reading
 * @param {import("../server/contract.js").Change | null} previous
 */
function renderChanges({ verdict }, previous) {
  const heading = one("#changes h2", HTMLElement);
  const list = one("#changes ul", HTMLElement);
  if (!previous) {
    heading.textContent = "";
    list.replaceChildren(listItem(word(verdict === "consistent" ? "changesNoBase" : "changesSuspect")));
    return;
  }
  heading.textContent = since(previous);
  const items = differences(previous).map(({ text, better }) => listItem(text, SENSE.get(better)));
  list.replaceChildren(...(items.length ? items : [listItem(word("changesNone"))]));
}

/** @param {import("../server/contract.js").Change} previous */
function since({ since, days: apart }) {
  if (apart === 0) return word("changesSinceMoment", dateAndTime(since));
  return word("changesSince", date(since), days(apart));
}

/**
 * @param {string} text
 * @param {string} [className]
 */
function listItem(text, className = "") {
  const item = document.createElement("li");
  item.textContent = text;
  item.className = className;
  return item;
}

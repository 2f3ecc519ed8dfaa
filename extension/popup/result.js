/** The figures of one capture, as the server has read them. */

import { one } from "../look/dom.js";
import { date, dateAndTime, days, number, word } from "../look/words.js";
import { differences } from "./changes.js";
import { put } from "./figure.js";
import { renderPillars } from "./pillars.js";

/** @typedef {import("../server/contract.js").Change} Change */
/** @typedef {import("../server/contract.js").Reading} Reading */
/** @typedef {import("../server/contract.js").Result} Result */

/** How a change is coloured. @type {Map<boolean | null, string>} */
const SENSE = new Map([
  [true, "better"],
  [false, "worse"],
]);

/** @param {Result} result */
export function renderResult({ reading, change }) {
  renderTotal(reading);
  renderPillars(reading);
  renderGroup("industry", reading);
  renderGroup("network", reading);
  renderDoubts(reading);
  renderChanges(reading, change.previous);
  renderMonth(change);
}

/** @param {Reading} reading */
function renderTotal(reading) {
  const { total, score } = reading;
  put(one("#total", HTMLElement), total, "total", reading);
  one(".reached", SVGElement).setAttribute("stroke-dasharray", `${total ?? 0} 100`);
  one("#exact", HTMLElement).textContent = score === null ? "" : word("exactScore", number(score));
}

/**
 * @param {"industry" | "network"} kind
 * @param {Reading} reading
 */
function renderGroup(kind, reading) {
  const { name, average, rank } = reading[kind];
  one(`#${kind}-name`, HTMLElement).textContent = name ?? "";
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
 * @param {Change | null} previous
 */
function renderChanges({ verdict }, previous) {
  if (previous) return renderChange("#changes", previous);
  one("#changes h2", HTMLElement).textContent = "";
  const why = word(verdict === "consistent" ? "changesNoBase" : "changesSuspect");
  one("#changes ul", HTMLElement).replaceChildren(listItem(why));
}

/** Thirty days, where they tell more than the previous capture does. @param {Result["change"]} change */
function renderMonth({ previous, 30: month }) {
  const tells = Boolean(month) && month?.since !== previous?.since;
  one("#changes-month", HTMLElement).hidden = !tells;
  if (month && tells) renderChange("#changes-month", month);
}

/**
 * @param {string} section
 * @param {Change} change
 */
function renderChange(section, change) {
  one(`${section} h2`, HTMLElement).textContent = since(change);
  const items = differences(change).map(({ text, better }) => listItem(text, SENSE.get(better)));
  one(`${section} ul`, HTMLElement).replaceChildren(...(items.length ? items : [listItem(word("changesNone"))]));
}

/** @param {Change} change */
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

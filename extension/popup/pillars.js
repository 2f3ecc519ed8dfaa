/** The four pillars as bars, beside what industry and network reach on average. */

import { one } from "../look/dom.js";
import { number, word } from "../look/words.js";
import { put } from "./figure.js";

/** @typedef {import("../server/contract.js").Reading} Reading */
/** @typedef {import("../server/contract.js").Pillar} Pillar */

/** @type {Pillar[]} */
const PILLARS = ["brand", "people", "insights", "relationships"];

/** @type {["industry", "network"]} */
const GROUPS = ["industry", "network"];

/** What a pillar can reach. */
const MOST = 25;

/** @param {number} value */
const share = (value) => `${(value / MOST) * 100}%`;

/** @param {Reading} reading */
export function renderPillars(reading) {
  const lowest = weakest(reading);
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
    bar.style.setProperty("--reached", share(value ?? 0));
    renderOthers(row, pillar, reading);
  }
  for (const group of GROUPS) one(`#legend .${group}`, HTMLElement).hidden = !reading[group].pillars;
}

/**
 * Marks on the bar for those who see it, words for those who do not.
 * @param {HTMLElement} row
 * @param {Pillar} pillar
 * @param {Reading} reading
 */
function renderOthers(row, pillar, reading) {
  const words = [];
  for (const group of GROUPS) {
    const value = reading[group].pillars?.[pillar] ?? null;
    const mark = one(`.bar .${group}`, HTMLElement, row);
    mark.hidden = value === null;
    if (value === null) continue;
    mark.style.setProperty("--at", share(value));
    words.push(`${word(`${group}Average`)}: ${number(value)}`);
  }
  one(".others", HTMLElement, row).textContent = words.join(", ");
}

/**
 * @param {Reading} reading
 * @returns {number | null} the fewest points; null while a pillar is unknown
 */
function weakest({ pillars }) {
  const known = PILLARS.map((pillar) => pillars[pillar]).filter((value) => value !== null);
  return known.length === PILLARS.length ? Math.min(...known) : null;
}

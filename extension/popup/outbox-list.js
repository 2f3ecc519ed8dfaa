/** What stands in the outbox: since when, why, and what the member can do about it. */

import { one } from "../look/dom.js";
import { counted, dateAndTime, fillWords, word } from "../look/words.js";
import { countsOf } from "../outbox/store.js";
import { sentences } from "../status/wording.js";

/** @typedef {import("../outbox/store.js").Label} Label */
/** @typedef {import("../tasks.js").Wish} Wish */
/** @typedef {(wish: Wish) => Promise<void>} Ask */

/** What the list was last made of: it is not made anew under the member's hands while nothing has changed. */
let shown = "";

/**
 * @param {Label[]} labels
 * @param {number | undefined} nextTry milliseconds
 * @param {Ask} ask
 */
export function renderOutbox(labels, nextTry, ask) {
  const made = JSON.stringify([labels, nextTry]);
  if (made === shown) return;
  shown = made;
  const { waiting, held, refused } = countsOf(labels);
  const box = one("#outbox", HTMLElement);
  box.hidden = labels.length === 0;
  if (held + refused) box.setAttribute("open", "");
  one("#also", HTMLElement).textContent = sentences(
    waiting > 0 && counted("alsoWaiting", waiting),
    held > 0 && counted("alsoHeld", held),
    refused > 0 && counted("alsoRefused", refused),
  );
  one("ul", HTMLElement, box).replaceChildren(...labels.map((label) => itemOf(label, nextTry, ask)));
}

/**
 * @param {Label} label
 * @param {number | undefined} nextTry
 * @param {Ask} ask
 */
function itemOf(label, nextTry, ask) {
  const item = document.createElement("li");
  item.append(one("#item", HTMLTemplateElement).content.cloneNode(true));
  fillWords(item);
  item.dataset.id = label.id;
  item.dataset.state = label.state;
  one(".moment", HTMLElement, item).textContent = dateAndTime(label.at);
  one(".why", HTMLElement, item).textContent = why(label);
  one(".tries", HTMLElement, item).textContent = tries(label, nextTry);
  one(".buttons", HTMLElement, item).hidden = label.state === "refused";
  listen(item, label.id, ask);
  return item;
}

/** @param {Label} label */
function why({ problem, cause }) {
  if (problem) return sentences(`${problem.title}.`, problem.detail);
  return word(`why_${cause ?? "untried"}`) || word(`attention_${cause}_title`);
}

/**
 * @param {Label} label
 * @param {number | undefined} nextTry of all whose time the server has not set
 */
function tries({ state, tries, asked, next }, nextTry) {
  if (state === "refused") return "";
  const when = asked ? next : nextTry;
  return sentences(
    tries > 0 && counted("tries", tries),
    state === "waiting" && when !== undefined && word("nextTry", dateAndTime(when)),
  );
}

/**
 * Deleting asks once more, in the same place.
 * @param {HTMLElement} item
 * @param {string} id
 * @param {Ask} ask
 */
function listen(item, id, ask) {
  const buttons = one(".buttons", HTMLElement, item);
  const sure = one(".sure", HTMLElement, item);
  /** @param {string} selector @param {() => unknown} clicked */
  const on = (selector, clicked) => one(selector, HTMLButtonElement, item).addEventListener("click", clicked);
  /** @param {boolean} asked */
  const askOnceMore = (asked) => {
    sure.hidden = !asked;
    buttons.hidden = asked;
    one(asked ? ".keep" : ".delete", HTMLButtonElement, item).focus();
  };
  on(".retry", () => ask({ do: "retry", id }));
  on(".delete", () => askOnceMore(true));
  on(".keep", () => askOnceMore(false));
  on(".confirm", () => ask({ do: "delete", id }));
}

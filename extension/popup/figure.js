/** One figure on the page. What LinkedIn's page does not show is said, never shown as 0. */

import { number, word } from "../look/words.js";

/**
 * @param {Element} element
 * @param {number | null} value
 * @param {string} figure as `doubts` names it
 * @param {import("../server/contract.js").Reading} reading
 * @param {(text: string) => string} [dressed] words around the number
 */
export function put(element, value, figure, reading, dressed = (text) => text) {
  const doubted = reading.doubts.some((doubt) => doubt.figure === figure);
  element.textContent = value === null ? word(doubted ? "inDoubt" : "notShown") : dressed(number(value));
  element.classList.toggle("absent", value === null);
}

/** The line of a section that says what came of the member's last action. */

import { one } from "../look/dom.js";

/**
 * @param {string} line selector of the line
 * @param {HTMLInputElement[]} fields of its section
 */
export function speaker(line, ...fields) {
  /**
   * @param {string} text
   * @param {{ trouble?: boolean, field?: HTMLInputElement }} [where] `field`: the one that is to be mended
   */
  return function say(text, { trouble = false, field } = {}) {
    const said = one(line, HTMLElement);
    said.textContent = text;
    said.dataset.outcome = trouble ? "trouble" : "well";
    for (const input of fields) input.setAttribute("aria-invalid", String(input === field));
    field?.focus();
  };
}

/** The sentence that the next capture is due; the button to the SSI page stands beneath it. */

import { one } from "../look/dom.js";
import { date, word } from "../look/words.js";

/** @typedef {import("../status/status.js").Status} Status */

/** What goes on may be that very capture, or wants all attention. @type {Set<Status["state"]>} */
const BUSY = new Set(["working", "connecting"]);

/**
 * @param {Status["state"]} state
 * @param {number | null} due when the next capture is due, in milliseconds; null where nobody knows
 */
export function renderDue(state, due) {
  const section = one("#due", HTMLElement);
  const told = due !== null && due <= Date.now() && !BUSY.has(state);
  section.hidden = !told;
  if (told) one(".detail", HTMLElement, section).textContent = word("due_since", date(due));
}

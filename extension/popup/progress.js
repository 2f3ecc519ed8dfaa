/** How long the member has been waiting for the page's scores, and for how long at most. */

import { PATIENCE } from "../capture/page-reader.js";
import { one } from "../look/dom.js";
import { seconds, word } from "../look/words.js";

const LONGEST = PATIENCE.longest / 1000;

/** @type {ReturnType<typeof setInterval> | undefined} */
let clock;

/** @param {import("../status/status.js").Status} status */
export function renderProgress({ state, step, at = Date.now() }) {
  clearInterval(clock);
  one("#progress", HTMLElement).hidden = state !== "working";
  if (state !== "working") return;
  const bar = one("#progress progress", HTMLElement);
  const words = one("#progress p", HTMLElement);
  bar.removeAttribute("value"); // sending takes as long as it takes
  words.textContent = "";
  if (step !== "reading") return;

  const tick = () => {
    const elapsed = Math.min(Math.trunc((Date.now() - at) / 1000), LONGEST);
    bar.setAttribute("max", String(LONGEST));
    bar.setAttribute("value", String(elapsed));
    words.textContent = word("progress_reading", seconds(elapsed), seconds(LONGEST));
  };
  tick();
  clock = setInterval(tick, 250);
}

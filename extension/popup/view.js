/** A status as the popup shows it: in words, with the buttons that help. */

import { one } from "../look/dom.js";
import { counted, date, dateAndTime, word } from "../look/words.js";
import { detailOf, sentences, titleOf } from "../status/wording.js";
import { renderProgress } from "./progress.js";
import { renderResult } from "./result.js";

/** @typedef {import("../status/status.js").Status} Status */

/**
 * @param {Status} status
 * @param {string} address the server's
 */
export function render(status, address) {
  const { state, counts } = status;
  document.body.dataset.state = state;
  one("#status .title", HTMLElement).textContent = titleOf(status, address);
  one("#status .detail", HTMLElement).textContent = detailOf(status, address);
  renderProgress(status);

  if (state === "elsewhere") one("#open-ssi", HTMLElement).hidden = false; // for good: the tab stays the same
  if (status.result || !isElsewhere()) renderFigures(state, status.result);
  const helps = nextStep(status);
  const next = helps === "again" && isElsewhere() ? "open-ssi" : helps;
  one("#connect", HTMLElement).hidden = next !== "connect";
  one("#again", HTMLElement).hidden = next !== "again";
  one("#open-dashboard", HTMLElement).hidden = ["unconfigured", "connecting"].includes(state); // there may be none
  showRetry(counts, state);
  showNextStep(next);
}

/** @returns {boolean} whether the member looks at another page than the SSI page */
export const isElsewhere = () => !one("#open-ssi", HTMLElement).hidden;

/**
 * @param {Status["state"]} state
 * @param {import("../server/contract.js").Result} [result] the figures to show, if any
 * @param {number | null} [due] when the next capture is due, in milliseconds; null where nobody knows
 */
export function renderFigures(state, result, due = null) {
  one("#result", HTMLElement).hidden = !result;
  if (!result) return;
  renderResult(result);
  one("#when", HTMLElement).textContent = sentences(
    state !== "done" && `${word("capturedAt", dateAndTime(result.capture.captured_at))}.`,
    due !== null && due > Date.now() && word("nextDue", date(due)),
  );
}

/** The button that helps most, by cause of attention; "again" where none is named. @type {Record<string, string>} */
const MENDED_BY = {
  token: "connect",
  impostor: "open-options",
  stranger: "open-options",
  server_old: "open-dashboard",
  extension_old: "open-dashboard",
  held: "open-dashboard",
  damaged: "open-dashboard",
};

/**
 * @param {Status} status
 * @returns {string} the id of the button that helps most
 */
function nextStep({ state, cause = "" }) {
  switch (state) {
    case "elsewhere":
      return "open-ssi";
    case "waiting":
      return "retry";
    case "unconfigured":
      return "connect";
    case "connecting":
      return "show-pairing-page";
    case "refused":
      return "again";
    case "attention":
      return MENDED_BY[cause] ?? "again";
    default:
      return "open-dashboard";
  }
}

/**
 * @param {Status["counts"]} counts
 * @param {Status["state"]} state
 */
function showRetry(counts, state) {
  const sendable = counts ? counts.waiting + counts.held : 0;
  const retry = one("#retry", HTMLElement);
  retry.textContent = counted("retryAll", sendable);
  retry.hidden = sendable === 0 || ["working", "unconfigured", "connecting"].includes(state);
}

/** @param {string} id */
function showNextStep(id) {
  for (const button of document.querySelectorAll("button")) button.classList.toggle("main", button.id === id);
  const options = one("#open-options", HTMLElement);
  const place = one(id === options.id ? "footer" : "header", HTMLElement);
  if (options.parentElement !== place) place.append(options);
}

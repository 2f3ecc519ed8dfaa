/** A status as the popup shows it: in words, with the buttons that help. */

import { one } from "../look/dom.js";
import { counted, dateAndTime, word } from "../look/words.js";
import { renderResult } from "./result.js";

/** @typedef {import("../status/status.js").Status} Status */

/**
 * @param {Status} status
 * @param {string} address the server's
 */
export function render(status, address) {
  const { state, result, counts } = status;
  document.body.dataset.state = state;
  const { title, detail } = wording(status, address);
  one("#status .title", HTMLElement).textContent = title;
  one("#status .detail", HTMLElement).textContent = detail;

  if (result) renderResult(result);
  one("#result", HTMLElement).hidden = !result;
  showAlso(status);

  const sendable = Boolean(counts && counts.waiting + counts.held);
  one("#retry", HTMLElement).hidden = !sendable || state === "working" || state === "unconfigured";
  if (state === "elsewhere") one("#open-ssi", HTMLElement).hidden = false; // for good: the tab stays the same
  showNextStep(nextStep(status));
}

/** Causes that are mended in the settings. */
const SETTINGS = new Set(["token", "impostor", "stranger"]);

/**
 * @param {Status} status
 * @returns {string} the button that helps most
 */
function nextStep({ state, cause = "" }) {
  if (state === "elsewhere") return "open-ssi";
  if (state === "waiting") return "retry";
  if (state === "unconfigured" || SETTINGS.has(cause)) return "open-options";
  return "open-dashboard";
}

/** @param {string} id */
function showNextStep(id) {
  for (const button of document.querySelectorAll("button")) button.classList.toggle("main", button.id === id);
  const options = one("#open-options", HTMLElement);
  const place = one(id === options.id ? "footer" : "header", HTMLElement);
  if (options.parentElement !== place) place.append(options);
}

/**
 * @param {Status} status
 * @param {string} address
 * @returns {{ title: string, detail: string }} the server's own words where it has some
 */
function wording({ state, step, cause, because, signIn, problem, result, counts }, address) {
  switch (state) {
    case "done":
      return { title: word("capturedAt", dateAndTime(result?.capture.captured_at ?? "")), detail: "" };
    case "refused":
      return {
        title: problem?.title ?? "",
        detail: sentences(problem?.detail, problem?.stored && word("refused_stored")),
      };
    case "waiting":
      return {
        title: counted("waiting_title", counts?.waiting ?? 1),
        detail: sentences(word(`waiting_${cause}_detail`, address), problem?.detail),
      };
    case "attention":
      return {
        title: problem?.title ?? word(`attention_${cause}_title`),
        detail: sentences(problem?.detail, word(`attention_${cause}_detail`, because ?? "")),
      };
    default: {
      const key = [state, step, signIn && "signIn"].filter(Boolean).join("_");
      return { title: word(`${key}_title`), detail: word(`${key}_detail`) };
    }
  }
}

/** @param {...(string | false | undefined)} parts */
const sentences = (...parts) => parts.filter(Boolean).join(" ");

/**
 * Other captures that stand in the outbox beside the one that the status is about.
 * @param {Status} status
 */
function showAlso({ state, cause, counts }) {
  const { waiting = 0, held = 0 } = counts ?? {};
  const others = sentences(
    waiting > 0 && state !== "waiting" && counted("alsoWaiting", waiting),
    held > 0 && cause !== "held" && counted("alsoHeld", held),
  );
  const also = one("#also", HTMLElement);
  also.textContent = others;
  also.hidden = state === "working" || !others;
}

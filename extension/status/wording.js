/** A status in words: the server's own where it has some. */

import { counted, dateAndTime, word } from "../look/words.js";

/** @typedef {import("./status.js").Status} Status */

/**
 * @param {Status} status
 * @param {string} [address] the server's
 */
export function titleOf(status, address = "") {
  const { state, problem, result, counts } = status;
  if (state === "done") return word("capturedAt", dateAndTime(result?.capture.captured_at ?? ""));
  if (state === "waiting") return counted("waiting_title", counts?.waiting || 1);
  return problem?.title ?? word(`${keyOf(status)}_title`, ...insets(status, address));
}

/**
 * @param {Status} status
 * @param {string} address the server's
 */
export function detailOf(status, address) {
  const { state, problem } = status;
  if (state === "done") return "";
  if (state === "refused") return sentences(problem?.detail, problem?.stored && word("refused_stored"));
  const words = word(`${keyOf(status)}_detail`, ...insets(status, address));
  return state === "waiting" ? sentences(words, problem?.detail) : sentences(problem?.detail, words);
}

/** @param {Status} status @returns {string} what the names of its words begin with */
const keyOf = ({ state, step, late, cause, signIn }) =>
  [state, step, late && "late", cause, signIn && "signIn"].filter(Boolean).join("_");

/** @param {Status} status @param {string} address @returns {string[]} what its words may name */
const insets = ({ because, version }, address) => [
  address,
  because ?? version ?? "",
  chrome.runtime.getManifest().version,
];

/** @param {...(string | false | undefined)} parts */
export const sentences = (...parts) => parts.filter(Boolean).join(" ");

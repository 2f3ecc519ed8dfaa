/** What is kept and sent of one click. */

import { bare } from "./address.js";
import { localTime } from "./local-time.js";

/** @typedef {import("./page-reader.js").Page} Page */
/**
 * How the member asked for it: the toolbar button, the keyboard, the page's menu, or by opening the page.
 * @typedef {"click" | "shortcut" | "menu" | "visit"} Trigger
 */
/**
 * The body of `POST /api/captures`.
 * @typedef {{ id: string, captured_at: string, url: string, html: string, trigger: Trigger, client: string }} Capture
 */
/**
 * A capture as it is kept: `at` is the click in milliseconds, `body` the capture as gzipped JSON.
 * @typedef {{ id: string, at: number, body: ArrayBuffer }} Parcel
 */

/**
 * @param {Page} page
 * @param {Trigger} trigger
 * @param {Date} clicked
 * @returns {Capture}
 */
export function makeCapture(page, trigger, clicked) {
  return {
    id: crypto.randomUUID(),
    captured_at: localTime(clicked),
    url: bare(page.url),
    html: sendable(page.html),
    trigger,
    client: client(),
  };
}

/**
 * @param {Capture} capture
 * @returns {Promise<Parcel>}
 */
export async function pack(capture) {
  const text = new Blob([JSON.stringify(capture)]).stream();
  const body = await new Response(text.pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
  return { id: capture.id, at: Date.parse(capture.captured_at), body };
}

/**
 * A page's scripts can leave half characters and NUL in its texts, which are no valid text to the server.
 * @param {string} text
 */
function sendable(text) {
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}

/** @returns {string} such as "extension/0.1.0 chromium" */
function client() {
  const browser = chrome.runtime.getURL("").startsWith("moz-extension:") ? "firefox" : "chromium";
  return `extension/${chrome.runtime.getManifest().version} ${browser}`;
}

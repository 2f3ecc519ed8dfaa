/** The few characters on the toolbar button, and what it says when it is pointed at: all of it from one table. */

import { counted, number, word } from "../look/words.js";
import { titleOf } from "./wording.js";

/** @typedef {import("./status.js").Status} Status */
/** @typedef {Status & { due?: boolean }} Standing `due`: the wanted rhythm has passed since the last capture */
/** @typedef {{ name: string, text: string, colour: string, title: string }} Badge */

const COLOURS = { quiet: "#0f766e", waiting: "#b45309", attention: "#b91c1c" };

/** Milliseconds for which an outcome stands on the button. */
export const MOMENT = 8_000;

/** Who asked this way has no popup before them. @type {Set<import("../capture/capture.js").Trigger | undefined>} */
const WITHOUT_POPUP = new Set(["shortcut", "menu"]);

/**
 * In the order of their weight: the first that applies is shown.
 * @typedef {object} Signal
 * @property {string} name
 * @property {(standing: Standing, age: number) => unknown} applies `age`: of the status, in milliseconds
 * @property {(standing: Standing) => string} text
 * @property {keyof typeof COLOURS} colour
 * @property {(standing: Standing) => string} says
 */
/** @type {Signal[]} */
const SIGNALS = [
  {
    name: "working",
    applies: ({ state }) => state === "working",
    text: () => "…",
    colour: "quiet",
    says: (standing) => titleOf(standing),
  },
  {
    name: "attention",
    applies: ({ state, seen, counts }) => state === "attention" && (!seen || counts?.waiting || counts?.held),
    text: () => "!",
    colour: "attention",
    says: (standing) => titleOf(standing),
  },
  {
    name: "held",
    applies: ({ counts }) => counts?.held,
    text: () => "!",
    colour: "attention",
    says: ({ counts }) => counted("alsoHeld", counts?.held ?? 0),
  },
  {
    name: "refused",
    applies: ({ counts }) => counts?.refused,
    text: () => "!",
    colour: "attention",
    says: (standing) =>
      standing.state === "refused" ? titleOf(standing) : counted("alsoRefused", standing.counts?.refused ?? 0),
  },
  {
    name: "elsewhere",
    applies: ({ state, trigger }, age) => state === "elsewhere" && WITHOUT_POPUP.has(trigger) && age < MOMENT,
    text: () => "?",
    colour: "waiting",
    says: (standing) => titleOf(standing),
  },
  {
    name: "waiting",
    applies: ({ counts }) => counts?.waiting,
    text: ({ counts }) => String(counts?.waiting),
    colour: "waiting",
    says: ({ counts }) => counted("waiting_title", counts?.waiting ?? 0),
  },
  {
    name: "done",
    applies: ({ state }, age) => state === "done" && age < MOMENT,
    text: ({ result }) => String(result?.reading.total ?? "✓"),
    colour: "quiet",
    says: ({ result }) => {
      const total = result?.reading.total ?? null;
      return total === null ? word("tip_kept") : word("tip_done", number(total));
    },
  },
  {
    name: "due",
    applies: ({ due }) => due,
    text: () => "•",
    colour: "waiting",
    says: () => word("tip_due"),
  },
  {
    name: "quiet",
    applies: () => true,
    text: () => "",
    colour: "quiet",
    says: () => word("action"),
  },
];

/**
 * @param {Standing} standing
 * @param {number} [now]
 * @returns {Badge}
 */
export function badgeFor(standing, now = Date.now()) {
  const age = now - (standing.at ?? now);
  const signal = /** @type {Signal} */ (SIGNALS.find(({ applies }) => applies(standing, age)));
  const { name, text, colour, says } = signal;
  return { name, text: text(standing), colour: COLOURS[colour], title: `${word("name")}: ${says(standing)}` };
}

/** @param {Standing} standing */
export async function showBadge(standing) {
  const { text, colour, title } = badgeFor(standing);
  await chrome.action.setBadgeBackgroundColor({ color: colour });
  await chrome.action.setBadgeTextColor({ color: "#ffffff" });
  await chrome.action.setBadgeText({ text });
  await chrome.action.setTitle({ title });
}

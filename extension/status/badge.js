/** The few characters on the toolbar button. */

/** @typedef {import("./status.js").Status} Status */

const COLOURS = { quiet: "#0f766e", waiting: "#b45309", attention: "#b91c1c" };

/**
 * @param {Status} status
 * @returns {{ text: string, colour: string }} what needs attention comes first, then what goes on, then what waits
 */
export function badgeFor({ state, result, counts }) {
  if (state === "attention" || state === "refused" || counts?.held) return { text: "!", colour: COLOURS.attention };
  if (state === "working") return { text: "…", colour: COLOURS.quiet };
  if (counts?.waiting) return { text: String(counts.waiting), colour: COLOURS.waiting };
  return { text: String(result?.reading.total ?? ""), colour: COLOURS.quiet };
}

/** @param {Status} status */
export async function showBadge(status) {
  const { text, colour } = badgeFor(status);
  await chrome.action.setBadgeBackgroundColor({ color: colour });
  await chrome.action.setBadgeTextColor({ color: "#ffffff" });
  await chrome.action.setBadgeText({ text });
}

/** The page's colours and type, for what is drawn rather than laid out. */

/** @typedef {{ink: string, quiet: string, grid: string, veil: string, card: string, font: string, fontSize: number}} Theme */

const dark = matchMedia("(prefers-color-scheme: dark)");

/** @returns {Theme} as the style sheet has it now */
export function currentTheme() {
  const look = getComputedStyle(document.documentElement);
  const type = getComputedStyle(document.body);
  return {
    ink: look.getPropertyValue("--ink"),
    quiet: look.getPropertyValue("--quiet"),
    grid: look.getPropertyValue("--line"),
    veil: look.getPropertyValue("--veil"),
    card: look.getPropertyValue("--card"),
    font: type.fontFamily.replaceAll('"', "'"), // Pictures write it into an attribute.
    fontSize: 0.75 * parseFloat(type.fontSize),
  };
}

/** @param {() => void} redraw called whenever the theme has changed */
export function onThemeChange(redraw) {
  dark.addEventListener("change", redraw);
}

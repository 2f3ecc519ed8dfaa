/** What a chart shows, as its keys in the page declare it: the words, the look, and what is switched on. */

/**
 * @typedef {object} Line
 * @property {string} figure its name, and that of its column in the data
 * @property {string} label
 * @property {string} symbol a symbol of the chart library
 * @property {number | null} level the value of a line that is level, such as a goal
 * @property {boolean} on
 * @property {string} color
 * @property {number} width in pixels
 * @property {number[] | "solid"} dashes in pixels
 */

/**
 * @param {HTMLElement} stage
 * @returns {Line[]} in the order of the keys, in the colours of the theme that is on now
 */
export function linesOf(stage) {
  return [...stage.querySelectorAll("[data-figure]")].map((key) => {
    const look = getComputedStyle(key.querySelector(".sample"));
    return {
      figure: key.dataset.figure,
      label: key.textContent.trim(),
      symbol: key.dataset.symbol,
      level: key.dataset.level === undefined ? null : Number(key.dataset.level),
      on: isOn(key),
      color: look.color,
      width: parseFloat(look.strokeWidth),
      dashes: look.strokeDasharray === "none" ? "solid" : look.strokeDasharray.split(",").map(parseFloat),
    };
  });
}

/** @param {Element | null} key whether it is switched on; one that is not there is off */
export function isOn(key) {
  return key?.getAttribute("aria-pressed") === "true";
}

/** The lines of a chart, as its keys in the page declare them. */

/**
 * @typedef {object} Line
 * @property {string} figure where its value stands in a row of the history, such as "industry.average"
 * @property {string} label
 * @property {string} symbol a symbol of the chart library
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
      color: look.color,
      width: parseFloat(look.strokeWidth),
      dashes: look.strokeDasharray === "none" ? "solid" : look.strokeDasharray.split(",").map(parseFloat),
    };
  });
}

/** A chart over time as the chart library wants it told. */

import { dateAxis, figureAxis, noteAxis } from "./axes.js";
import { isOn, linesOf } from "./lines.js";
import { isIndustry, NOTES, seriesOf } from "./series.js";
import { tooltip } from "./tooltip.js";

const WORTH_ZOOMING = 14;

/**
 * @param {HTMLElement} stage
 * @param {object} data what the page tells of the range
 * @param {import("./theme.js").Theme} theme
 * @returns {object}
 */
export function optionOf(stage, data, theme) {
  const lines = linesOf(stage);
  const stacked = isOn(stage.querySelector("[data-stack]"));
  const notes = stage.querySelector("[data-notes]");
  const isBroken = data.breaks.length && lines.some(isIndustry);
  const zoomed = data.days.length > WORTH_ZOOMING;
  return {
    useUTC: true,
    ...shared(stage, theme),
    grid: { left: 8, right: 20, top: isBroken ? 40 : 20, bottom: zoomed ? 48 : 8, outerBoundsMode: "same" },
    legend: { show: false, selected: selected(lines, notes) },
    tooltip: tooltip(theme, lines, data.words),
    xAxis: dateAxis(theme, data),
    yAxis: [figureAxis(stacked ? "stack" : stage.dataset.axis, theme, data.words), noteAxis()],
    dataZoom: zoomed ? [slider(theme), wheel()] : [],
    series: seriesOf(lines, data, theme, {
      stacked,
      notes: Boolean(notes),
      inverse: stage.dataset.axis === "rank",
      room: stage.clientWidth / 2 - 32,
    }),
  };
}

/** What every chart of the page has. */
export function shared(stage, theme) {
  return {
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    animationDuration: 300,
    aria: { enabled: true, label: { description: stage.querySelector(".plot").dataset.description } },
    textStyle: { fontFamily: theme.font },
  };
}

/** @returns {Record<string, boolean>} by the name of the series, whether it is drawn */
export function selected(lines, notes) {
  return Object.fromEntries([...lines.map(({ figure, on }) => [figure, on]), [NOTES, isOn(notes)]]);
}

function slider(theme) {
  return {
    type: "slider",
    height: 22,
    bottom: 8,
    showDetail: false,
    brushSelect: false,
    filterMode: "none",
    borderColor: theme.grid,
    fillerColor: theme.veil,
    handleStyle: { color: theme.card, borderColor: theme.quiet },
    moveHandleStyle: { color: theme.quiet },
    showDataShadow: false, // It would begin with the first figure, not with the range.
  };
}

/** The wheel scrolls the page unless a key is held, and so does a finger. */
function wheel() {
  return {
    type: "inside",
    filterMode: "none",
    zoomOnMouseWheel: "ctrl",
    moveOnMouseWheel: false,
    moveOnMouseMove: "shift",
    preventDefaultMouseMove: false,
  };
}

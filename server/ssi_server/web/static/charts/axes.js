/** The axes of the charts: the captures' own dates, and one scale for each kind of figure. */

import { moment } from "./points.js";
import { axisDate } from "./words.js";

const DAY = 24 * 60 * 60 * 1000;
const BELOW_FIGURES = 14; // Half of the lowest figure's label hangs below the axis, beside its first date.

/**
 * The scale of each kind of figure. Scores leave out what lies far from all of them, as their changes are small;
 * a rank of 1 is the best there is, and stands on top.
 */
const SCALES = {
  score: {
    min: ({ min }) => (isFinite(min) ? Math.max(0, Math.floor(min / 10 - 0.2) * 10) : 0),
    max: ({ max }) => (isFinite(max) ? Math.min(100, Math.ceil(max / 10 + 0.2) * 10) : 100),
  },
  pillar: { min: 0, max: 25, interval: 5 },
  stack: { min: 0, max: 100, interval: 20 },
  rank: { min: 1, max: ({ max }) => (isFinite(max) ? Math.ceil(max / 20) * 20 : 100), inverse: true },
};

/** @returns {object} the axis of one kind of figure: "score", "pillar", "stack" or "rank"; a rank needs the words for "0%" */
export function figureAxis(kind, theme, words) {
  return {
    type: "value",
    ...SCALES[kind],
    axisLabel: { ...labels(theme), formatter: kind === "rank" ? words.percent.replace("0", "{value}") : "{value}" },
    splitLine: { lineStyle: { color: theme.grid } },
  };
}

/** @returns {object} the axis on which the notes stand, above everything */
export function noteAxis() {
  return { type: "value", min: 0, max: 1, show: false };
}

/** @returns {object} the axis of the range's days; `position` keeps it below where the figures' axis is turned round */
export function dateAxis(theme, { since, until }) {
  return {
    type: "time",
    min: moment(since) - (since === until ? DAY / 2 : 0),
    max: moment(until) + (since === until ? DAY / 2 : 0),
    position: "bottom",
    minInterval: DAY,
    axisLine: { onZero: false, lineStyle: { color: theme.quiet } },
    axisTick: { lineStyle: { color: theme.quiet } },
    axisLabel: { ...labels(theme), margin: BELOW_FIGURES, hideOverlap: true, formatter: axisDate },
  };
}

function labels(theme) {
  return { color: theme.quiet, fontFamily: theme.font, fontSize: theme.fontSize };
}

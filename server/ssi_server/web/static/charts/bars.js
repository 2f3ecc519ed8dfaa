/** The four pillars as groups of bars: of the member and others, or of the member on two dates. */

import { figureAxis } from "./axes.js";
import { linesOf } from "./lines.js";
import { selected, shared } from "./option.js";
import { inDigits } from "./words.js";

const NARROW = 400;

/**
 * @param {HTMLElement} stage
 * @param {{pillars: string[], bars: {name: string, values: (number | null)[]}[]}} compared
 * @param {import("./theme.js").Theme} theme
 * @returns {object}
 */
export function barsOf(stage, { pillars, bars }, theme) {
  const keys = linesOf(stage);
  const isNarrow = stage.clientWidth < NARROW;
  const words = { color: theme.quiet, fontFamily: theme.font, fontSize: theme.fontSize };
  return {
    ...shared(stage, theme),
    grid: { left: 8, right: 8, top: 20, bottom: 8, outerBoundsMode: "same" },
    legend: { show: false, selected: selected(keys, null) },
    xAxis: {
      type: "category",
      data: pillars,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: theme.quiet } },
      axisLabel: { ...words, interval: 0, rotate: isNarrow ? 25 : 0 },
    },
    yAxis: figureAxis("pillar", theme),
    series: bars.map(({ name, values }, i) => ({
      type: "bar",
      name,
      data: values,
      barMaxWidth: 36,
      itemStyle: { color: keys[i].color },
      emphasis: { disabled: true },
      label: { ...words, show: !isNarrow, position: "top", formatter: ({ value }) => inDigits(Math.round(value * 10) / 10) },
    })),
  };
}

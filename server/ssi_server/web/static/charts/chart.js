/** One chart: its lines over time, redrawn with the theme, as wide as its place, lines switched by its keys. */

import "../vendor/echarts/echarts.common.min.js";
import { dateAxis, figureAxis } from "./axes.js";
import { linesOf } from "./lines.js";
import { pointsOf } from "./points.js";
import { currentTheme, onThemeChange } from "./theme.js";
import { tooltip } from "./tooltip.js";

const { echarts } = globalThis;
const TOGETHER = "over-time";
const WORTH_ZOOMING = 14;

/**
 * @param {HTMLElement} stage holds the keys and the plot; hidden until it is drawn
 * @param {object[]} series rows of the history, oldest first
 */
export function drawChart(stage, series) {
  stage.hidden = false;
  const plot = stage.querySelector(".plot");
  const chart = echarts.init(plot, null, { renderer: "svg" });
  const draw = () => chart.setOption(optionOf(stage, plot, series));
  draw();
  onThemeChange(draw);
  new ResizeObserver(() => chart.resize()).observe(plot);
  chart.group = TOGETHER;
  echarts.connect(TOGETHER);
  for (const key of stage.querySelectorAll("[data-figure]")) {
    key.addEventListener("click", () => switchLine(chart, key));
  }
}

function optionOf(stage, plot, series) {
  const theme = currentTheme();
  return {
    useUTC: true,
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    animationDuration: 300,
    aria: { enabled: true, label: { description: plot.dataset.description } },
    textStyle: { fontFamily: theme.font },
    grid: { left: 8, right: 16, top: 16, bottom: series.length > WORTH_ZOOMING ? 48 : 8, outerBoundsMode: "same" },
    legend: { show: false },
    tooltip: tooltip(theme),
    xAxis: dateAxis(theme),
    yAxis: figureAxis(stage.dataset.axis, theme),
    dataZoom: series.length > WORTH_ZOOMING ? [slider(theme)] : [],
    series: linesOf(stage).map((line) => lineSeries(line, series)),
  };
}

function lineSeries(line, series) {
  return {
    type: "line",
    name: line.label,
    data: pointsOf(series, line.figure),
    connectNulls: false,
    symbol: line.symbol,
    symbolSize: 7,
    color: line.color,
    lineStyle: { color: line.color, width: line.width, type: line.dashes },
    emphasis: { disabled: true },
  };
}

function slider(theme) {
  return {
    type: "slider",
    height: 22,
    bottom: 8,
    showDetail: false,
    brushSelect: false,
    borderColor: theme.grid,
    fillerColor: theme.veil,
    handleStyle: { color: theme.card, borderColor: theme.quiet },
    moveHandleStyle: { color: theme.quiet },
    dataBackground: { lineStyle: { color: theme.quiet }, areaStyle: { color: theme.grid } },
    selectedDataBackground: { lineStyle: { color: theme.quiet }, areaStyle: { color: theme.quiet } },
  };
}

function switchLine(chart, key) {
  const shown = key.getAttribute("aria-pressed") === "true";
  key.setAttribute("aria-pressed", String(!shown));
  chart.dispatchAction({ type: shown ? "legendUnSelect" : "legendSelect", name: key.textContent.trim() });
}

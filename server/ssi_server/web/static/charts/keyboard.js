/** A chart without a mouse: from date to date, nearer and farther. */

import { linesOf } from "./lines.js";
import { moment } from "./points.js";
import { textOf } from "./tooltip.js";

const NEARER = 0.5;
const NEAREST = 2;

/**
 * @param {HTMLElement} stage
 * @param {object} chart the library's
 * @param {object} data what the page tells of the range
 */
export function obeyKeys(stage, chart, data) {
  const last = data.days.length - 1;
  let at = last + 1;
  const go = (place) => {
    at = Math.min(Math.max(place, 0), last);
    point(chart, data.days[at]);
    stage.querySelector(".told").textContent = told(stage, data, at);
  };
  const orders = {
    ArrowLeft: () => go(at - 1),
    ArrowRight: () => go(at + 1),
    Home: () => go(0),
    End: () => go(last),
    Escape: () => chart.dispatchAction({ type: "hideTip" }),
    "+": () => zoom(chart, NEARER, data, at),
    "-": () => zoom(chart, 1 / NEARER, data, at),
    0: () => chart.dispatchAction({ type: "dataZoom", start: 0, end: 100 }),
  };
  stage.querySelector(".plot").addEventListener("keydown", (event) => {
    const order = event.ctrlKey || event.metaKey || event.altKey || last < 0 ? null : orders[event.key];
    if (!order) return;
    event.preventDefault();
    order();
  });
}

/** Shows what stands beside the pointer, as if it were at that day. */
function point(chart, day) {
  const x = chart.convertToPixel({ xAxisIndex: 0 }, moment(day));
  chart.dispatchAction({ type: "showTip", x, y: chart.getHeight() / 2 });
}

function told(stage, data, at) {
  const lines = linesOf(stage).filter(({ on, level }) => on && level === null);
  const points = lines.map(({ figure }) => ({
    seriesName: figure,
    value: [moment(data.days[at]), data.figures[figure][at]],
  }));
  const noted = data.notes.filter(({ day }) => day === data.days[at]);
  const day = { value: [moment(data.days[at])] };
  return textOf([...points, ...noted.map(({ text }) => ({ ...day, data: { text } }))], lines, data.words);
}

/** Shows half or twice as much, around the date that was pointed to, else around the middle. */
function zoom(chart, factor, data, at) {
  const shown = chart.getOption().dataZoom?.[0];
  if (!shown) return;
  const width = Math.min(Math.max((shown.end - shown.start) * factor, NEAREST), 100);
  const day = data.days[at];
  const middle =
    day === undefined ? (shown.start + shown.end) / 2 : (100 * (day - data.since)) / (data.until - data.since);
  const start = Math.min(Math.max(middle - width / 2, 0), 100 - width);
  chart.dispatchAction({ type: "dataZoom", start, end: start + width });
}

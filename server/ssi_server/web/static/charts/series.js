/** The lines, levels and marks of one chart over time, in the chart library's terms. */

import { flat, knownTogether, moment, partedBy, pointsOf, standingApart } from "./points.js";

/** @typedef {import("./lines.js").Line} Line */

export const NOTES = "notes";
const HOLLOW = "doubtful";
const NOTE_SIZE = [12, 9];

/** @returns {object[]} everything that is drawn; what belongs to one line bears its name, so that a key switches all of it */
export function seriesOf(lines, data, theme, { stacked, notes, inverse, room }) {
  const drawn = lines.filter((line) => line.level === null);
  const levels = stacked ? [] : lines.filter((line) => line.level !== null);
  const columns = drawn.map((line) => data.figures[line.figure]);
  const values = stacked ? knownTogether(columns) : columns;
  return [
    ...drawn.flatMap((line, i) => lineSeries(line, data, values[i], stacked ? layer(line, i) : null)),
    ...(stacked ? [] : drawn.flatMap((line) => hollowSeries(line, data, theme))),
    ...levels.map((line) => levelSeries(line, data)),
    ...(drawn.some(isIndustry) ? breakSeries(data, theme, { inverse, room }) : []),
    ...(notes ? [noteSeries(data, theme)] : []),
  ];
}

/** Whether a line speaks of the industry, and so breaks where the industry becomes another. */
export const isIndustry = (line) => line.figure.startsWith("industry.");

/** One line; where only some of its points need a symbol, another without a stroke that has just these. */
function lineSeries(line, data, values, layer) {
  const breaks = isIndustry(line) ? data.breaks.map(({ day }) => day) : [];
  const points = pointsOf(data.days, values, partedBy(data.longest, breaks));
  const apart = standingApart(points);
  const isSparse = apart.every(Boolean);
  const stroke = { ...strokeOf(line), ...layer, data: flat(points), showSymbol: isSparse };
  return isSparse ? [stroke] : [stroke, pointSeries(line, points.filter((_, i) => apart[i]), layer)];
}

function pointSeries(line, points, layer) {
  return {
    ...strokeOf(line),
    ...(layer && { stack: `${layer.stack} points` }),
    data: flat(points),
    lineStyle: { width: 0 },
    silent: true,
    tooltip: { show: false },
  };
}

function strokeOf(line) {
  return {
    type: "line",
    name: line.figure,
    color: line.color,
    lineStyle: { color: line.color, width: line.width, type: line.dashes },
    symbol: line.symbol,
    symbolSize: 7,
    emphasis: { disabled: true },
  };
}

/** The lowest layer is the first; each is told from the next by its line as well as by its colour. */
function layer(line, place) {
  return { stack: "all", areaStyle: { color: line.color, opacity: place % 2 ? 0.3 : 0.45 } };
}

function hollowSeries(line, data, theme) {
  const values = data.doubtful.figures[line.figure];
  if (!values?.some((value) => value !== null)) return [];
  return [
    {
      type: "scatter",
      id: `${line.figure} ${HOLLOW}`,
      name: line.figure,
      symbol: line.symbol,
      symbolSize: 9,
      itemStyle: { color: theme.card, borderColor: line.color, borderWidth: 2 },
      emphasis: { disabled: true },
      data: data.doubtful.days.map((day, i) => ({ value: [moment(day), values[i]], isDoubtful: true })),
    },
  ];
}

/** A level takes part in the scale of its axis, but has nothing to say of any single day. */
function levelSeries(line, data) {
  const ends = [data.since, data.until].map((day) => [moment(day), line.level]);
  return { ...strokeOf(line), data: ends, symbol: "none", silent: true, tooltip: { show: false } };
}

/** Where the industry became another: a mark from top to bottom, its words above the plot and its notes. */
function breakSeries(data, theme, { inverse, room }) {
  if (!data.breaks.length) return [];
  const middle = (data.since + data.until) / 2;
  const marks = data.breaks.map(({ day, name }) => ({
    xAxis: moment(day),
    label: { formatter: `${data.words.industry} ${name}`, align: day > middle ? "right" : "left" },
  }));
  const label = {
    position: inverse ? "start" : "end",
    distance: NOTE_SIZE[1] / 2 + 8,
    color: theme.quiet,
    fontFamily: theme.font,
    fontSize: theme.fontSize,
    width: room,
    overflow: "truncate",
  };
  const lineStyle = { color: theme.quiet, type: [2, 2], width: 1 };
  const markLine = { silent: true, symbol: "none", animation: false, label, lineStyle, data: marks };
  return [{ type: "line", id: "breaks", data: [], tooltip: { show: false }, markLine }];
}

function noteSeries(data, theme) {
  return {
    type: "scatter",
    name: NOTES,
    yAxisIndex: 1,
    symbol: "triangle",
    symbolRotate: 180,
    symbolSize: NOTE_SIZE,
    itemStyle: { color: theme.ink },
    emphasis: { disabled: true },
    data: data.notes.map(({ day, text }) => ({ value: [moment(day), 1], text })),
  };
}

/** Figures by day as the points of one line, with gaps where nobody knows what lies between. */

const DAY = 24 * 60 * 60 * 1000;
const MOST_SYMBOLS = 40;

/** @typedef {[number, number | null]} Point UTC milliseconds of the day, and the figure; null is a gap in the line */

/** @param {number} day counted from 1970-01-01 */
export const moment = (day) => day * DAY;

/**
 * The points of a line. A figure that is missing is a gap, and so is what `parted` tells.
 *
 * @param {number[]} days in order, each once
 * @param {(number | null)[]} values
 * @param {(before: number, after: number) => boolean} parted whether no line joins two days that follow each other
 * @returns {Point[]}
 */
export function pointsOf(days, values, parted) {
  return days.flatMap((day, i) => {
    const point = [moment(day), values[i]];
    return i > 0 && parted(days[i - 1], day) ? [[moment(days[i - 1]) + DAY / 2, null], point] : [point];
  });
}

/**
 * Whether a line joins two days: they lie no more than `longest` days apart, and no break comes in between.
 *
 * @param {number} longest
 * @param {number[]} breaks the first days on which something else is measured
 */
export function partedBy(longest, breaks) {
  return (before, after) => after - before > longest || breaks.some((day) => before < day && day <= after);
}

/**
 * Which points need a symbol: all of a few, and of many those that no line joins on one side or on both.
 *
 * @param {Point[]} points
 * @returns {boolean[]}
 */
export function standingApart(points) {
  const isKnown = (i) => (points[i]?.[1] ?? null) !== null;
  const areFew = points.filter((_, i) => isKnown(i)).length <= MOST_SYMBOLS;
  return points.map((_, i) => areFew || !isKnown(i - 1) || !isKnown(i + 1));
}

/**
 * The same points as the chart library reads fastest: it copies a list of lists item by item, but not this.
 *
 * @param {Point[]} points
 * @returns {Float64Array} moment and figure in turn; a figure that is missing is not a number
 */
export function flat(points) {
  const numbers = new Float64Array(2 * points.length);
  points.forEach(([at, value], i) => numbers.set([at, value ?? NaN], 2 * i));
  return numbers;
}

/**
 * Values of which all must be known, as the layers of a stack must: where one is missing, all are.
 *
 * @param {(number | null)[][]} columns
 * @returns {(number | null)[][]}
 */
export function knownTogether(columns) {
  const isWhole = columns[0].map((_, i) => columns.every((values) => values[i] !== null));
  return columns.map((values) => values.map((value, i) => (isWhole[i] ? value : null)));
}

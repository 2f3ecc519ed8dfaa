/** The history's rows as points of one line. */

const SYMBOLS_ACROSS = 40;

/**
 * @param {object[]} series rows of the history, oldest first
 * @param {string} figure where it stands in a row, such as "industry.average"
 * @returns {{value: [number, number | null], symbol?: "none"}[]} points in UTC milliseconds of the row's own date. A
 *   missing figure is null, and a gap in the line. A point loses its symbol where its neighbours crowd it on both
 *   sides, so that the ends of a long time without captures can still be told.
 */
export function pointsOf(series, figure) {
  const days = series.map((row) => Date.parse(row.date));
  const values = series.map((row) => figureOf(row, figure));
  const near = (days.at(-1) - days[0]) / SYMBOLS_ACROSS;
  const isNear = (i, j) => (values[j] ?? null) !== null && Math.abs(days[i] - days[j]) < near;
  return series.map((_, i) => {
    const point = { value: [days[i], values[i]] };
    return isNear(i, i - 1) && isNear(i, i + 1) ? { ...point, symbol: "none" } : point;
  });
}

function figureOf(row, figure) {
  return figure.split(".").reduce((part, key) => part?.[key], row) ?? null;
}

/** A moment as the member's clock shows it. */

/** @param {number} number */
const two = (number) => String(Math.trunc(number)).padStart(2, "0");

/**
 * @param {Date} moment
 * @param {number} [minutesEast] the offset from UTC; the browser's own by default
 * @returns {string} ISO 8601 with the offset, such as 2026-03-05T09:30:00+01:00
 */
export function localTime(moment, minutesEast = -moment.getTimezoneOffset()) {
  const local = new Date(moment.getTime() + minutesEast * 60_000).toISOString().slice(0, 19);
  const east = Math.abs(minutesEast);
  return `${local}${minutesEast < 0 ? "-" : "+"}${two(east / 60)}:${two(east % 60)}`;
}

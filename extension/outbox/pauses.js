/** How long to wait before the next try. */

const SHORTEST = 30;
const LONGEST = 3600;

/**
 * @param {number} tries that have failed, at least 1
 * @param {number} [chance] from 0 to 1
 * @returns {number} seconds: half a minute, doubled with each failure up to an hour, and up to half as much again, so
 *   that the browsers of a team do not all return at the same moment. Browsers ring no alarm earlier than after 30 s.
 */
export function pauseAfter(tries, chance = Math.random()) {
  return Math.min(SHORTEST * 2 ** (tries - 1), LONGEST) * (1 + chance / 2);
}

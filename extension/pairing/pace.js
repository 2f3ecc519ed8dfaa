/** The pace of a pairing: one step at a time, and how long until the next question to the server (RFC 8628, 3.5). */

/** Seconds between two questions where the server names none. */
export const INTERVAL = 5;

/** Seconds more from then on when the server asks to slow down. */
export const SLOWER = 5;

/** Seconds between two questions to a server that does not answer, at most. */
const LONGEST = 60;

/** @param {number} seconds @returns {number} that moment, in milliseconds */
export const dueIn = (seconds) => Date.now() + seconds * 1000;

/**
 * @param {number} interval in seconds
 * @param {number} troubles questions in a row that were not answered
 * @returns {number} seconds: the interval, doubled with each
 */
export const pauseAfter = (interval, troubles) => Math.min(interval * 2 ** troubles, LONGEST);

/**
 * @template T
 * @param {() => Promise<T>} step
 * @returns {Promise<T>}
 */
export const oneAtATime = async (step) => await navigator.locks.request("pairing-step", step);

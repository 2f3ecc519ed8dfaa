/** A worker that the browser stops at the wrong moment may leave a question without an answer, and without an error. */

import { isAnyoneAtWork } from "../status/status.js";

/**
 * @param {number} [looks] how many in a row must find nobody at work; a worker that has to be started takes a while
 * @param {number} [pause] milliseconds between two of them
 * @returns {Promise<void>} when nobody will answer any more
 */
export async function abandoned(looks = 6, pause = 500) {
  for (let idle = 0; idle < looks; idle = (await isAnyoneAtWork()) ? 0 : idle + 1) {
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Going on with a pairing for as long as the worker lives; the alarm begins anew should the browser stop it. */

import { alarm } from "./alarm.js";
import { continuePairing } from "./pairing.js";

/** Milliseconds. Short, so that a pairing begun meanwhile is taken up and one that is cancelled is let go. */
const LOOK = 1000;

/**
 * A second pursuit waits for the first, and finds nothing left to do.
 * @param {import("./pairing.js").Collaborators} collaborators
 */
export async function pursuePairing(collaborators) {
  await navigator.locks.request("pairing-pursuit", async () => {
    while (!(await continuePairing(collaborators))) {
      await alarm.ensure(); // a call to the browser, which lets a worker live that makes one now and then
      await new Promise((done) => setTimeout(done, LOOK));
    }
  });
}

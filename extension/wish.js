/** Asking the worker for something. */

/**
 * @param {import("./tasks.js").Wish} wanted
 * @returns {Promise<void>} when it is done, or the worker has died on the way; what it has written tells which
 */
export async function wish(wanted) {
  try {
    await chrome.runtime.sendMessage(wanted);
  } catch {
    // The port to a worker that dies is closed: nothing to tell here, see above.
  }
}

/** What every request to the server has in common: no cookie, no detour, and no waiting for ever. */

/**
 * @param {number} patience milliseconds until the answer must be there
 * @returns {RequestInit}
 */
export function plain(patience) {
  return { credentials: "omit", cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(patience) };
}

/**
 * @param {unknown} error of a request that had no answer
 * @returns {"slow" | "unreachable"} something took the request and kept silent, or nothing is there
 */
export function silence(error) {
  return error instanceof DOMException && error.name === "TimeoutError" ? "slow" : "unreachable";
}

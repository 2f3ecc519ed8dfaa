/**
 * What an answer of the server means for the capture that was sent. Only an answer that is certainly the server's own
 * lets a capture leave or be held: one with the capture's id, or a problem document of our own type. A proxy, whose
 * problem documents may have codes as well, a router's log-in page or another program on the port never makes a capture
 * disappear.
 */

/** @typedef {import("./contract.js").Problem} Problem */
/** @typedef {import("./contract.js").Result} Result */
/** @typedef {"unconfigured" | import("./hello.js").Obstacle | "busy" | "failed"} Cause */
/**
 * `forAll`: the next capture would meet with the same; `pause`: seconds that the server asked for; `version`: the
 * server's, where it told one.
 * @typedef {{ kind: "again", cause: Cause, forAll: boolean, pause?: number, problem?: Problem,
 *   version?: string }} Again
 */
/**
 * @typedef {{ kind: "delivered", result: Result }
 *   | { kind: "refused", problem: Problem }
 *   | { kind: "held", problem: Problem }
 *   | Again} Answer
 */

/** Invalid, told apart from an earlier one, deleted on the server, too large: the same capture will never be taken. */
const HELD = new Set([400, 409, 410, 413]);

/**
 * @param {string} id of the capture that was sent
 * @param {Response} response
 * @param {Date} [now]
 * @returns {Promise<Answer>}
 */
export async function judge(id, response, now = new Date()) {
  const body = await json(response);
  if (response.ok && body?.capture?.id === id) return { kind: "delivered", result: body };

  const problem = problemIn(body, response.status, id);
  if (problem && response.status === 422) return { kind: "refused", problem };
  if (problem && HELD.has(response.status)) return { kind: "held", problem };
  if (problem && response.status === 401) return again("token");

  const pause = retryAfter(response.headers.get("Retry-After"), now);
  if (response.status === 429 || response.status === 503) return { ...again("busy"), pause, problem };
  if (problem || response.status >= 500) return { ...again("failed", false), pause, problem };
  return again("stranger");
}

/**
 * @param {Cause} cause
 * @param {boolean} [forAll]
 * @returns {Again}
 */
export function again(cause, forAll = true) {
  return { kind: "again", cause, forAll };
}

/**
 * @param {Response} response
 * @returns {Promise<any>} the body's JSON; null when it is none
 */
export async function json(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

/**
 * @param {any} body
 * @param {number} status
 * @param {string} id
 * @returns {Problem | undefined}
 */
function problemIn(body, status, id) {
  const ours =
    typeof body?.code === "string" &&
    body.type === `urn:ssi-history:problem:${body.code}` &&
    typeof body.title === "string" &&
    body.status === status;
  return ours && (body.id ?? id) === id ? body : undefined;
}

/**
 * @param {string | null} header seconds or a date
 * @param {Date} now
 * @returns {number | undefined} seconds, a day at most
 */
function retryAfter(header, now) {
  if (!header) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now.getTime()) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 86_400) : undefined;
}

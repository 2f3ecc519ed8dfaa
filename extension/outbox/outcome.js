/** What came of sending one capture, and what the member is told of it. */

/** @typedef {import("../status/status.js").Status} Status */
/**
 * The server's answer, or `damaged`: the browser cannot read any more what it has kept.
 * @typedef {import("../server/answers.js").Answer | { kind: "damaged" }} Outcome
 */

/** Causes that the member can do something about; the others pass by themselves. */
const NEEDS_MEMBER = new Set(["token", "stranger", "impostor", "server_old", "extension_old"]);

/**
 * @param {Outcome} [outcome] of the capture that was tried last; none where there was nothing to try
 * @returns {Status}
 */
export function statusAfter(outcome) {
  switch (outcome?.kind) {
    case "delivered":
      return { state: "done", result: outcome.result };
    case "refused":
      return { state: "refused", problem: outcome.problem };
    case "held":
      return { state: "attention", cause: "held", problem: outcome.problem };
    case "damaged":
      return { state: "attention", cause: "damaged" };
    case "again": {
      const { cause, problem, version } = outcome;
      if (cause === "unconfigured") return { state: "unconfigured" };
      return { state: NEEDS_MEMBER.has(cause) ? "attention" : "waiting", cause, problem, version };
    }
    default:
      return { state: "idle" };
  }
}

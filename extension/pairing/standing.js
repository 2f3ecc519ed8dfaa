/** A pairing as a status, for the pages that show one. */

/** @typedef {import("../status/status.js").Status} Status */

/**
 * @param {import("./kept.js").Pairing} pairing
 * @returns {Status} `connecting` while it goes on; `unconfigured`, with the cause, when it has ended without a token
 */
export function standingOf(pairing) {
  switch (pairing.step) {
    case "waiting":
      return { state: "connecting" };
    case "allowed":
    case "connected":
      return { state: "connecting", cause: "allowed" };
    case "ended":
      return { state: "unconfigured", cause: pairing.reason, because: pairing.because, version: pairing.version };
  }
}

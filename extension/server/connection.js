/** The connection test of the options page: the first thing that stands in the way, by name. */

import { connect } from "./client.js";
import { greet } from "./hello.js";

/** @typedef {import("./settings.js").Settings} Settings */

/**
 * @param {Settings} settings
 * @param {typeof fetch} [ask]
 * @returns {Promise<{ outcome: "well" | "failed" | import("./hello.js").Obstacle, version?: string }>}
 */
export async function testConnection(settings, ask = fetch) {
  const { obstacle, version } = await greet(settings, ask);
  if (obstacle) return { outcome: obstacle, version };
  try {
    const { ok, status } = await connect(settings, ask).summary();
    if (status === 401) return { outcome: "token", version };
    return { outcome: ok ? "well" : "failed", version };
  } catch {
    return { outcome: "unreachable", version };
  }
}

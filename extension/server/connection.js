/** The connection test of the options page: the first thing that stands in the way, by name. */

import { connect } from "./client.js";
import { greet, meet } from "./hello.js";
import { silence } from "./request.js";

/** @typedef {import("./settings.js").Settings} Settings */

/**
 * @param {Settings} settings
 * @param {typeof fetch} [ask]
 * @returns {Promise<{ outcome: "well" | "unpaired" | "failed" | import("./hello.js").Obstacle, version?: string }>}
 *   `unpaired`: SSI History is there, and all that is missing is a token
 */
export async function testConnection(settings, ask = fetch) {
  const { obstacle, version } = await (settings.token ? greet(settings, ask) : meet(settings.address, ask));
  if (obstacle) return { outcome: obstacle, version };
  if (!settings.token) return { outcome: "unpaired", version };
  try {
    const { ok, status } = await connect(settings, ask).summary();
    if (status === 401) return { outcome: "token", version };
    return { outcome: ok ? "well" : "failed", version };
  } catch (error) {
    return { outcome: silence(error), version };
  }
}

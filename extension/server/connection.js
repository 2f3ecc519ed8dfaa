/** The connection test of the options page: the first thing that stands in the way, by name. */

import { json } from "./answers.js";
import { connect } from "./client.js";
import { greet, meet } from "./hello.js";
import { silence } from "./request.js";

/** @typedef {import("./contract.js").Result} Result */
/** @typedef {import("./settings.js").Settings} Settings */

/**
 * @param {Settings} settings
 * @param {typeof fetch} [ask]
 * @returns {Promise<{ outcome: "well" | "unpaired" | "failed" | import("./hello.js").Obstacle, version?: string,
 *   newest?: Result }>}
 *   `unpaired`: SSI History is there, and all that is missing is a token; `newest`: what the server knows by then,
 *   from whichever browser
 */
export async function testConnection(settings, ask = fetch) {
  const { obstacle, version } = await (settings.token ? greet(settings, ask) : meet(settings.address, ask));
  if (obstacle) return { outcome: obstacle, version };
  if (!settings.token) return { outcome: "unpaired", version };
  try {
    const response = await connect(settings, ask).summary();
    if (response.status === 401) return { outcome: "token", version };
    if (!response.ok) return { outcome: "failed", version };
    return { outcome: "well", version, newest: newestOf(await json(response)) };
  } catch (error) {
    return { outcome: silence(error), version };
  }
}

/**
 * @param {import("./contract.js").Summary | null} summary
 * @returns {Result | undefined} undefined before the first capture
 */
function newestOf(summary) {
  return summary?.latest && summary.change ? { ...summary.latest, change: summary.change } : undefined;
}

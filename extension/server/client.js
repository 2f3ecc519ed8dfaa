/** The calls that this extension makes, and the only place where the token leaves it. */

import { again, judge } from "./answers.js";
import { greet } from "./hello.js";

/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {ReturnType<typeof connect>} Client */

/** Milliseconds. Browsers stop an extension's worker when a request takes longer than half a minute. */
const PATIENCE = 25_000;

/**
 * @param {Settings} settings
 * @param {typeof fetch} [ask]
 */
export function connect(settings, ask = fetch) {
  /**
   * @param {string} path
   * @param {RequestInit} [request]
   */
  const call = (path, request) =>
    ask(settings.address + path, {
      ...request,
      headers: { ...request?.headers, Authorization: `Bearer ${settings.token}` },
      credentials: "omit",
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });

  return {
    /** @returns {Promise<Answer | null>} null when the server is the one that gave the token; comes before `send` */
    async greet() {
      if (!settings.token) return again("unconfigured");
      const { obstacle } = await greet(settings, ask);
      return obstacle ? again(obstacle) : null;
    },

    /**
     * @param {import("../capture/capture.js").Parcel} parcel
     * @returns {Promise<Answer>}
     */
    async send({ id, body }) {
      const headers = { "Content-Type": "application/json", "Content-Encoding": "gzip" };
      let response;
      try {
        response = await call("/api/captures", { method: "POST", headers, body });
      } catch {
        return again("unreachable");
      }
      return judge(id, response);
    },

    /** @returns {Promise<Response>} the answer of `GET /api/summary`: 401 when the token is unknown or revoked */
    summary: () => call("/api/summary"),
  };
}

/** The calls that this extension makes, and the only place where the token leaves it. */

import { word } from "../look/words.js";
import { again, judge } from "./answers.js";
import { greet } from "./hello.js";
import { plain, silence } from "./request.js";

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
      ...plain(PATIENCE),
      ...request,
      headers: {
        ...request?.headers,
        "Accept-Language": word("language"), // The server's words stand among ours.
        Authorization: `Bearer ${settings.token}`,
      },
    });

  return {
    /** @returns {Promise<Answer | null>} null when the server is the one that gave the token; comes before `send` */
    async greet() {
      if (!settings.token) return again("unconfigured");
      const { obstacle, version } = await greet(settings, ask);
      return obstacle ? { ...again(obstacle), version } : null;
    },

    /**
     * @param {import("../capture/capture.js").Parcel} parcel
     * @param {"mine"} [whose] the member's answer, where the server has asked whose page this is
     * @returns {Promise<Answer>}
     */
    async send({ id, body }, whose) {
      const headers = { "Content-Type": "application/json", "Content-Encoding": "gzip" };
      let response;
      try {
        const path = whose ? `/api/captures?whose=${whose}` : "/api/captures";
        response = await call(path, { method: "POST", headers, body });
      } catch (error) {
        return again(silence(error));
      }
      return judge(id, response);
    },

    /** @returns {Promise<Response>} the answer of `GET /api/summary`: 401 when the token is unknown or revoked */
    summary: () => call("/api/summary"),
  };
}

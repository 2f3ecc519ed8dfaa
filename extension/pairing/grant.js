/**
 * The two requests of the device authorization grant (RFC 8628) and what their answers mean. Nothing in an answer is
 * used before its form is right: what answers may be something else than the server.
 */

import { json } from "../server/answers.js";
import { plain, silence } from "../server/request.js";
import { deviceOf } from "../server/token.js";
import { INTERVAL } from "./pace.js";

/**
 * `page`: where the member allows the code; `expires` and `interval` in seconds.
 * @typedef {{ deviceCode: string, userCode: string, page: string, expires: number, interval: number }} Codes
 */
/**
 * Why there is no token. `because`: the server's own words.
 * @typedef {"denied" | "expired" | "busy" | "failed" | import("../server/hello.js").Barrier} Reason
 * @typedef {{ reason: Reason, because?: string }} Failure
 */

const CLIENT = "ssi-history-extension";
const GRANT = "urn:ietf:params:oauth:grant-type:device_code";
const PATIENCE = 10_000;

/**
 * @param {string} address
 * @param {string} name under which this browser will stand among the member's devices
 * @param {typeof fetch} ask
 * @returns {Promise<Codes | Failure>}
 */
export async function askForCodes(address, name, ask) {
  const fields = { client_id: CLIENT, scope: "capture", device_name: name.slice(0, 100) };
  const answer = await post(`${address}/api/pairing`, fields, ask);
  if ("reason" in answer) return answer;
  const { status, body } = answer;
  if (status === 429 || status === 503) return { reason: "busy" };
  if (status !== 200) return errorIn(body) ? { reason: "failed", because: wordsOf(body) } : { reason: "stranger" };
  return codesIn(body, address) ?? { reason: "stranger" };
}

/**
 * @param {string} address
 * @param {string} deviceCode
 * @param {typeof fetch} ask
 * @returns {Promise<{ token: string } | { wait: "pending" | "slow_down" | "trouble" } | Failure>} `trouble`: no answer
 *   that is the server's own, which may pass
 */
export async function askForToken(address, deviceCode, ask) {
  const fields = { grant_type: GRANT, device_code: deviceCode, client_id: CLIENT };
  const answer = await post(`${address}/api/pairing/token`, fields, ask);
  if ("reason" in answer) return { wait: "trouble" };
  const { status, body } = answer;
  if (status === 200 && isText(body?.access_token, 1000) && /^bearer$/i.test(body.token_type)) {
    return deviceOf(body.access_token) ? { token: body.access_token } : { reason: "stranger" };
  }
  if (status !== 400 || !errorIn(body)) return { wait: "trouble" };
  switch (body.error) {
    case "authorization_pending":
      return { wait: "pending" };
    case "slow_down":
      return { wait: "slow_down" };
    case "access_denied":
      return { reason: "denied" };
    case "expired_token":
      return { reason: "expired" };
    default:
      return { reason: "failed", because: wordsOf(body) };
  }
}

/**
 * @param {string} url
 * @param {Record<string, string>} fields
 * @param {typeof fetch} ask
 * @returns {Promise<{ status: number, body: any } | Failure>}
 */
async function post(url, fields, ask) {
  try {
    const response = await ask(url, { ...plain(PATIENCE), method: "POST", body: new URLSearchParams(fields) });
    return { status: response.status, body: await json(response) };
  } catch (error) {
    return { reason: silence(error) };
  }
}

/**
 * @param {any} body
 * @param {string} address
 * @returns {Codes | undefined} undefined when this is no answer of the server at that address
 */
function codesIn(body, address) {
  const { device_code, user_code, verification_uri, expires_in, interval = INTERVAL } = body ?? {};
  const page = body?.verification_uri_complete ?? verification_uri;
  const wellFormed =
    isText(device_code, 1000) &&
    isText(user_code, 40) &&
    [verification_uri, page].every((uri) => isText(uri, 1000) && URL.parse(uri)?.origin === address) &&
    isSpan(expires_in) &&
    isSpan(interval);
  return wellFormed ? { deviceCode: device_code, userCode: user_code, page, expires: expires_in, interval } : undefined;
}

/** @type {(value: unknown, longest: number) => value is string} */
const isText = (value, longest) => typeof value === "string" && value.trim() !== "" && value.length <= longest;

/** @type {(value: unknown) => boolean} whether these are seconds of a dialogue: a day at most */
const isSpan = (value) => typeof value === "number" && value > 0 && value <= 86_400;

/** @type {(body: any) => boolean} whether this is an error as RFC 6749 writes it */
const errorIn = (body) => isText(body?.error, 100);

/** @type {(body: any) => string} */
const wordsOf = ({ error, error_description }) => (isText(error_description, 500) ? error_description : error);

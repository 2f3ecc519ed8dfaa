/** Is this the server that gave us the token? Asked before a page or the token goes out. */

import { json } from "./answers.js";
import { API } from "./contract.js";
import { nonce, proofOf } from "./proof.js";
import { deviceOf } from "./token.js";

/** @typedef {import("./settings.js").Settings} Settings */
/**
 * `unreachable`: nobody answers; `stranger`: not SSI History; `version`: another version of the interface; `token`: it
 * does not know the token's device; `impostor`: it does not know the token.
 * @typedef {"unreachable" | "stranger" | "version" | "token" | "impostor"} Obstacle
 */
/** @typedef {{ version?: string, obstacle?: Obstacle }} Greeting the server's version, where it told one */

const NAME = "ssi-history";
const PATIENCE = 10_000;

/**
 * @param {Settings} settings
 * @param {typeof fetch} ask
 * @returns {Promise<Greeting>}
 */
export async function greet({ address, token }, ask) {
  const question = nonce();
  const query = new URLSearchParams({ device: deviceOf(token) ?? "", nonce: question });
  let response;
  try {
    response = await ask(`${address}/api/hello?${query}`, {
      credentials: "omit",
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    return { obstacle: "unreachable" };
  }
  const hello = await json(response);
  if (hello?.name !== NAME) return { obstacle: "stranger" };
  const { version, api, proof } = hello;
  if (api !== API) return { obstacle: "version", version };
  if (!proof) return { obstacle: "token", version };
  return proof === (await proofOf(token, question)) ? { version } : { obstacle: "impostor", version };
}

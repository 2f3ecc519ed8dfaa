/** Who answers at this address? And is it the server that gave us the token? Asked before a page or token goes out. */

import { json } from "./answers.js";
import { API } from "./contract.js";
import { nonce, proofOf } from "./proof.js";
import { plain, silence } from "./request.js";
import { deviceOf } from "./token.js";

/** @typedef {import("./settings.js").Settings} Settings */
/**
 * Why nobody at this address can be spoken to. `unreachable`: nobody answers; `slow`: not in time; `stranger`: not SSI
 * History; `server_old`, `extension_old`: versions that do not fit together, and the one that is to be updated.
 * @typedef {"unreachable" | "slow" | "stranger" | "server_old" | "extension_old"} Barrier
 */
/** @typedef {Barrier | "token" | "impostor"} Obstacle `token`: the device is unknown; `impostor`: so is the token */
/** @typedef {{ version?: string, obstacle?: Obstacle }} Greeting the server's version, where it told one */

const NAME = "ssi-history";
const PATIENCE = 10_000;

/**
 * @param {string} address
 * @param {typeof fetch} ask
 * @param {Record<string, string>} [question] the device and the nonce to prove its token with
 * @returns {Promise<{ version?: string, obstacle?: Barrier, proof?: string | null }>}
 */
export async function meet(address, ask, question = {}) {
  let response;
  try {
    response = await ask(`${address}/api/hello?${new URLSearchParams(question)}`, plain(PATIENCE));
  } catch (error) {
    return { obstacle: silence(error) };
  }
  const hello = await json(response);
  if (hello?.name !== NAME) return { obstacle: "stranger" };
  const { version, api, proof } = hello;
  if (api === API) return { version, proof };
  return { version, obstacle: api > API ? "extension_old" : "server_old" };
}

/**
 * @param {Settings} settings
 * @param {typeof fetch} ask
 * @returns {Promise<Greeting>}
 */
export async function greet({ address, token }, ask) {
  const question = nonce();
  const { proof, ...greeting } = await meet(address, ask, { device: deviceOf(token) ?? "", nonce: question });
  if (greeting.obstacle) return greeting;
  if (!proof) return { ...greeting, obstacle: "token" };
  return proof === (await proofOf(token, question)) ? greeting : { ...greeting, obstacle: "impostor" };
}

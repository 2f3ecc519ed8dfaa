/** What is typed about the server, tidied; what is wrong with it is said at once. */

import { one } from "../look/dom.js";
import { word } from "../look/words.js";
import { serverAddress } from "../server/address.js";
import { faultOf } from "../server/token.js";
import { speaker } from "./said.js";

export const server = one("#server", HTMLInputElement);
export const token = one("#token", HTMLInputElement);
export const say = speaker("#status", server, token);

/** @returns {string | null} null after saying what is wrong with it */
export function typedAddress() {
  const address = serverAddress(server.value);
  if (!address) return complain("address_malformed", server);
  server.value = address;
  return address;
}

/** @returns {string | null} null after saying what is wrong with it */
export function typedToken() {
  token.value = token.value.trim();
  const fault = faultOf(token.value);
  return fault ? complain(fault, token) : token.value;
}

/**
 * @param {string} key
 * @param {HTMLInputElement} field
 */
function complain(key, field) {
  const folded = field.closest("details");
  if (folded) folded.open = true; // what cannot be seen cannot be mended
  say(word(key), { trouble: true, field });
  return null;
}

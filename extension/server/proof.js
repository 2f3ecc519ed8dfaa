/** How the server shows that it knows a token without sending it: both sides know the token's SHA-256. */

/** @param {Uint8Array | ArrayBuffer} bytes */
const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** @returns {string} 32 random bytes in hexadecimal: one question to a server */
export function nonce() {
  return hex(crypto.getRandomValues(new Uint8Array(32)));
}

/**
 * @param {string} token
 * @param {string} question the nonce
 * @returns {Promise<string>} HMAC-SHA256 of the nonce under the token's SHA-256, in lower-case hexadecimal
 */
export async function proofOf(token, question) {
  const text = new TextEncoder();
  const digest = await crypto.subtle.digest("SHA-256", text.encode(token));
  const key = await crypto.subtle.importKey("raw", digest, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return hex(await crypto.subtle.sign("HMAC", key, text.encode(question)));
}

/** The token of this browser: `ssi_<device>_<secret>`, the secret in url-safe base64. */

const FORM = /^ssi_([a-z0-9]+)_[A-Za-z0-9_-]{16,}$/;

/**
 * @param {string} token
 * @returns {string | null} the id of the device that the server gave it to; null when this cannot be a token
 */
export function deviceOf(token) {
  return FORM.exec(token)?.[1] ?? null;
}

/**
 * @param {string} token trimmed
 * @returns {"token_empty" | "token_is_link" | "token_form" | null} what is obviously wrong with it
 */
export function faultOf(token) {
  if (token === "") return "token_empty";
  if (/^https?:/i.test(token)) return "token_is_link";
  return deviceOf(token) ? null : "token_form";
}

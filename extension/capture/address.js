/** Which addresses are the SSI page. Everything else is left alone. */

export const SSI_ADDRESS = "https://www.linkedin.com/sales/ssi";

const SSI_PATH = /^\/sales\/ssi\/?$/;
const SIGN_IN_PATH = /^\/(login|uas\/login|authwall|checkpoint)(\/|$)/;

/**
 * @param {string | undefined} text
 * @returns {URL | null} the address, when it is a page of LinkedIn itself: https, its own host, the usual port
 */
function onLinkedIn(text) {
  const url = URL.parse(text ?? "");
  const ours = url?.protocol === "https:" && (url.host === "linkedin.com" || url.host.endsWith(".linkedin.com"));
  return ours ? url : null;
}

/**
 * @param {string | undefined} text a tab's address; undefined where the browser does not tell it
 * @returns {boolean} whether the SSI page stands there; query and fragment do not matter
 */
export function isSsiPage(text) {
  return SSI_PATH.test(onLinkedIn(text)?.pathname ?? "");
}

/**
 * @param {string | undefined} text
 * @returns {boolean} whether LinkedIn asks there for a sign-in or a check, where it sends signed-out visitors
 */
export function isSignIn(text) {
  return SIGN_IN_PATH.test(onLinkedIn(text)?.pathname ?? "");
}

/**
 * @param {string} text an address
 * @returns {string} the same without query and fragment, which may hold what is nobody's business
 */
export function bare(text) {
  const { origin, pathname } = new URL(text);
  return origin + pathname;
}

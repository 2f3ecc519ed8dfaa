/** The server's address, as people type or paste it. */

/**
 * @param {string} text such as " 127.0.0.1:8712/ " or a link to one of the dashboard's pages
 * @returns {string | null} scheme, host and port only; null when it is no address of a web server
 */
export function serverAddress(text) {
  const trimmed = text.trim();
  const url = URL.parse(/^[a-z]+:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`);
  return url && ["http:", "https:"].includes(url.protocol) && !url.username ? url.origin : null;
}

/**
 * @param {string} address as `serverAddress` gives it
 * @returns {string} the match pattern to ask the browser's permission for; such patterns name no port
 */
export function permissionFor(address) {
  const { protocol, hostname } = new URL(address);
  return `${protocol}//${hostname}/*`;
}

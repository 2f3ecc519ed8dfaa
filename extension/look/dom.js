/** Finding elements that the page's own HTML is known to have. */

/**
 * @template {Element} T
 * @param {string} selector
 * @param {{ new (): T }} kind
 * @param {ParentNode} [within]
 * @returns {T}
 * @throws {TypeError} when the page has no such element
 */
export function one(selector, kind, within = document) {
  const element = within.querySelector(selector);
  if (element instanceof kind) return element;
  throw new TypeError(`${selector} is missing from this page`);
}

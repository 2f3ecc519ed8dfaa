/** A page in happy-dom, put where the extension's own code looks for it. */

import { readFileSync } from "node:fs";
import { Window } from "happy-dom";

const KINDS = [
  ...["HTMLElement", "HTMLLIElement", "HTMLTemplateElement", "SVGElement"],
  ...["HTMLButtonElement", "HTMLFieldSetElement", "HTMLInputElement", "HTMLFormElement"],
];

/**
 * @param {string} html
 * @param {string} [url]
 * @returns {Document}
 */
export function openPage(html, url = "https://www.linkedin.com/sales/ssi") {
  const window = /** @type {any} */ (new Window({ url }));
  window.document.write(html);
  const names = ["document", "location", ...KINDS];
  for (const name of names) Object.defineProperty(globalThis, name, { value: window[name], configurable: true });
  globalThis.close = () => {};
  globalThis.addEventListener = window.addEventListener.bind(window);
  return window.document;
}

/** @param {string} path of one of the extension's own pages, without its script */
export function openOwnPage(path) {
  const html = readFileSync(new URL(`../../extension/${path}`, import.meta.url), "utf8");
  return openPage(html.replace(/<script.*<\/script>|<link.*>/g, ""), `https://extension.example/${path}`);
}

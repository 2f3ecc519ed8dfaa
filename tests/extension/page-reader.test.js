import assert from "node:assert/strict";
import { test } from "node:test";
import { readPage } from "../../extension/capture/page-reader.js";
import { openPage } from "./page-fake.js";

const PATIENCE = { longest: 1_000, step: 20, quiet: 3, vague: 12 };
const BAR = '<progress id="a" max="25" value="13.118002">13.118 out of 25</progress>';

const page = (/** @type {string} */ main) =>
  openPage(`<html lang="pl"><head><title>SSI</title></head><body><main id="content-main">${main}</main></body></html>`);
const main = () => /** @type {Element} */ (document.querySelector("main"));

/** @param {Partial<typeof PATIENCE>} [other] @returns {Promise<boolean>} whether patience came to its end */
async function waitedToTheEnd(other) {
  const start = performance.now();
  await readPage({ ...PATIENCE, ...other });
  return performance.now() - start >= PATIENCE.longest;
}

test("scores that stand still are taken at once", async () => {
  page(BAR);
  assert.equal(await waitedToTheEnd({ vague: Infinity }), false);
  assert.equal((await readPage(PATIENCE)).url, "https://www.linkedin.com/sales/ssi");
});

test("scores that arrive late are waited for", async () => {
  page("");
  setTimeout(() => (main().innerHTML = BAR), 150);
  const { html } = await readPage(PATIENCE);
  assert.match(html, /value="13.118002"/);
});

test("scores that still change are not taken", async () => {
  page('<progress max="25" value="0"></progress>');
  let value = 0;
  const animation = setInterval(() => {
    document.querySelector("progress")?.setAttribute("value", String(++value));
    if (value === 20) clearInterval(animation);
  }, 10);
  const { html } = await readPage(PATIENCE);
  assert.match(html, /value="20"/);
});

test("scores are not taken while the rest of the page still arrives", async () => {
  page(BAR);
  Object.defineProperty(document, "readyState", { value: "loading" });
  assert.equal(await waitedToTheEnd(), true);
  assert.equal((await readPage({ ...PATIENCE, longest: 0 })).late, true);
});

test("a page of unknown making is taken when its digits stand still for longer", async () => {
  page("<p>Wynik: 53</p>");
  assert.equal(await waitedToTheEnd(), false);
  assert.equal(await waitedToTheEnd({ vague: Infinity }), true);
});

test("a page that never shows a score is handed over as it is when patience ends", async () => {
  page("<p>…</p>");
  assert.equal(await waitedToTheEnd(), true);
  const { html } = await readPage({ ...PATIENCE, longest: 0 });
  assert.match(html, /<main id="content-main"><p>…<\/p><\/main>/);
});

test("a sign-in form is handed over at once: no score will come behind it", async () => {
  page('<p>Welcome back</p><form class="login__form"></form>');
  const { html } = await readPage({ ...PATIENCE, longest: Infinity });
  assert.match(html, /login__form/);
});

test("scripts, styles, drawings and what was typed stay behind; data and forms do not", async () => {
  page(`<style>a{}</style><script>alert(1)</script><noscript>n</noscript><svg><path d="M1 1"></path></svg>
    <code>{"activeSeat":false}</code><form class="login__form"><input id="username" value="secret"></form>
    <textarea>draft</textarea>${BAR}`);
  const { html } = await readPage(PATIENCE);
  assert.doesNotMatch(html, /<style|<script|<noscript|M1 1|secret|draft/);
  assert.match(html, /<code>\{"activeSeat":false\}<\/code>/);
  assert.match(html, /<form class="login__form"><input id="username"/);
  assert.match(html, /^<!DOCTYPE html>\n<html lang="pl">/);
  assert.match(html, /<\/html>$/);
});

test("the page itself is left as it was", async () => {
  page(`<script>1</script><input value="kept">${BAR}`);
  const before = document.documentElement.outerHTML;
  await readPage(PATIENCE);
  assert.equal(document.documentElement.outerHTML, before);
});

test("it stands alone, since it is sent into the page as text", async () => {
  page(BAR);
  const alone = new Function(`return ${readPage}`)();
  assert.match((await alone(PATIENCE)).html, /13.118002/);
});

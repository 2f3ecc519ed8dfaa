/**
 * The one function that runs inside the SSI page. It is sent there as text, so it may use nothing from outside of
 * itself. It decides only *when* the page can be taken, never what a figure means.
 */

/** @typedef {{ longest: number, step: number, quiet: number, vague: number }} Patience */
/** @typedef {{ url: string, html: string, late: boolean }} Page `late`: patience ended before scores stood still */

/**
 * `longest`: milliseconds after which waiting ends; the page's scores arrive about three seconds after it has loaded.
 * `step`: milliseconds from one look to the next. `quiet`: how many looks in a row must find the same scores; looks,
 * not time, since a page that is busy with rendering lets time pass without changing. `vague`: the same where nothing
 * but some digits is recognised, which the empty frame of a page may show as well.
 * @type {Patience}
 */
export const PATIENCE = { longest: 15_000, step: 50, quiet: 5, vague: 80 };

/**
 * @param {Patience} patience
 * @returns {Promise<Page>} the page once its scores stand still, or as it is when patience ends or LinkedIn asks for a
 *   sign-in; without scripts, styles, drawings and what was typed into fields
 */
export async function readPage(patience) {
  const SCORES = "progress[value], .ssi-score__value, .ssi-rank, table td";
  const GATE = "form.login__form, #captcha-internal, #captcha-challenge"; // no score will come behind these

  /** What the main content shows by way of numbers, in words of no language. */
  function look() {
    const main = document.querySelector("#content-main, main, [role=main]");
    const scores = [...(main?.querySelectorAll(SCORES) ?? [])]
      .map((element) => `${element.getAttribute("value") ?? ""} ${element.textContent}`)
      .filter((text) => /\d/.test(text));
    const digits = main?.textContent?.match(/\d+/g) ?? [];
    return { shown: [...scores, ...digits].join(" "), quiet: scores.length ? patience.quiet : patience.vague };
  }

  /** @returns {Promise<boolean>} false when patience ended before */
  async function settled() {
    const start = performance.now();
    let seen = look();
    let same = 0;
    while (performance.now() - start < patience.longest && !document.querySelector(GATE)) {
      if (document.readyState !== "loading" && seen.shown && same >= seen.quiet) return true;
      await new Promise((resolve) => setTimeout(resolve, patience.step));
      const now = look();
      same = now.shown === seen.shown ? same + 1 : 0;
      seen = now;
    }
    return Boolean(document.querySelector(GATE));
  }

  function take() {
    // A copy in a document without a window: copying into the page itself would load its images a second time.
    const copy = document.implementation.createHTMLDocument("").importNode(document.documentElement, true);
    for (const element of copy.querySelectorAll("script, style, noscript, link[rel~=stylesheet]")) element.remove();
    for (const element of copy.querySelectorAll("textarea")) element.textContent = "";
    for (const element of copy.querySelectorAll("input[value]")) element.removeAttribute("value");
    for (const element of copy.querySelectorAll("path[d]")) element.removeAttribute("d");
    return `<!DOCTYPE html>\n${copy.outerHTML}`;
  }

  const late = !(await settled());
  return { url: location.href, html: take(), late };
}

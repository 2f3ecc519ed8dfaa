/** Words, numbers and dates in the member's language. */

/**
 * @param {string} key of _locales/…/messages.json
 * @param {...(string | number)} insets
 * @returns {string} empty where there is no such message
 */
export function word(key, ...insets) {
  return chrome.i18n.getMessage(key, insets.map(String));
}

/**
 * @param {string} key the messages' common beginning, such as `waiting_title` of `waiting_title_one`
 * @param {number} count
 */
export function counted(key, count) {
  const form = new Intl.PluralRules(language()).select(count);
  return word(`${key}_${form}`, number(count)) || word(`${key}_other`, number(count));
}

/**
 * Fills what the page's HTML leaves open: texts by `data-i18n`, labels by `data-i18n-label`.
 * @param {ParentNode} [within]
 */
export function fillWords(within = document) {
  document.documentElement.lang = word("language");
  for (const element of within.querySelectorAll("[data-i18n]")) {
    element.textContent = word(element.getAttribute("data-i18n") ?? "");
  }
  for (const element of within.querySelectorAll("[data-i18n-label]")) {
    element.setAttribute("aria-label", word(element.getAttribute("data-i18n-label") ?? ""));
  }
}

/** @returns {string} the browser's language where the words are in it (en-GB beside en), else the words' own */
function language() {
  const words = word("language");
  const browser = chrome.i18n.getUILanguage();
  return browser.split("-")[0] === words.split("-")[0] ? browser : words;
}

/** @param {number} value a figure, up to three decimals as on the page: 13.118, 3.68, 20 */
export function number(value) {
  return new Intl.NumberFormat(language(), { maximumFractionDigits: 3 }).format(value);
}

/** @param {number} value a difference: +1.32, -2 */
export function signed(value) {
  return new Intl.NumberFormat(language(), { maximumFractionDigits: 3, signDisplay: "exceptZero" }).format(value);
}

/** @param {number} count such as "13 days" */
export function days(count) {
  return new Intl.NumberFormat(language(), { style: "unit", unit: "day", unitDisplay: "long" }).format(count);
}

/** @param {number} count such as "3 seconds" */
export function seconds(count) {
  return new Intl.NumberFormat(language(), { style: "unit", unit: "second", unitDisplay: "long" }).format(count);
}

/** @param {number} count such as "9 minutes" */
export function minutes(count) {
  return new Intl.NumberFormat(language(), { style: "unit", unit: "minute", unitDisplay: "long" }).format(count);
}

/** @param {string | number} moment ISO 8601, or milliseconds */
export function date(moment) {
  return new Intl.DateTimeFormat(language(), { dateStyle: "medium" }).format(new Date(moment));
}

/** @param {string | number} moment ISO 8601, or milliseconds */
export function dateAndTime(moment) {
  return new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeStyle: "short" }).format(new Date(moment));
}

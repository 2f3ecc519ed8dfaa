/** Days and numbers in the page's language. Points stand at UTC midnight of the capture's own date, so days are written in UTC. */

const inWords = (parts) => new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: "UTC", ...parts });

const whole = inWords({ day: "numeric", month: "short", year: "numeric" });
const dayAndMonth = inWords({ day: "numeric", month: "short" });
const month = inWords({ month: "short" });
const year = inWords({ year: "numeric" });

/** @param {number} day UTC milliseconds */
export function wholeDate(day) {
  return whole.format(day);
}

/** As little of the date as an axis needs: a year at its first day, a month at its first, else day and month. */
export function axisDate(day) {
  const date = new Date(day);
  if (date.getUTCDate() > 1) return dayAndMonth.format(date);
  return (date.getUTCMonth() > 0 ? month : year).format(date);
}

const digits = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 3 });

/** @param {number} value with at most three decimals */
export function inDigits(value) {
  return digits.format(value);
}

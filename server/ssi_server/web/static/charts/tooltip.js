/** What stands beside the pointer: the day, each line's figure on it, and what was noted. */

import { inDigits, wholeDate } from "./words.js";

const LONGEST = 60;

/** Drawn as part of the picture: the library's default writes style attributes, which the page's policy forbids. */
export function tooltip(theme, lines, words) {
  return {
    trigger: "axis",
    renderMode: "richText",
    confine: true,
    backgroundColor: theme.card,
    borderColor: theme.quiet,
    textStyle: { color: theme.ink, fontFamily: theme.font, fontSize: theme.fontSize },
    axisPointer: { lineStyle: { color: theme.quiet } },
    formatter: (points) => textOf(points, lines, words, true),
  };
}

/**
 * @param {object[]} points of one day, as the chart library names them
 * @param {import("./lines.js").Line[]} lines
 * @param {Record<string, string>} words
 * @param {boolean} marked whether each line begins with the mark of its colour
 */
export function textOf(points, lines, words, marked = false) {
  const labels = new Map(lines.map(({ figure, label }) => [figure, label]));
  const told = points.map(({ marker, seriesName, value, data }) => {
    if (data?.text) return wrapped(data.text);
    const doubt = data?.isDoubtful ? ` (${words.doubtful})` : "";
    const figure = Number.isFinite(value[1]) ? inDigits(value[1]) : words.unknown;
    return `${marked ? marker : ""}${labels.get(seriesName)}  ${figure}${doubt}`;
  });
  return [wholeDate(points[0].value[0]), ...told].join("\n");
}

function wrapped(text) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    if (lines.at(-1).length + word.length > LONGEST) lines.push("");
    lines.push(`${lines.pop()} ${word}`.trim());
  }
  return lines.map((line, i) => (i ? `   ${line}` : `▾ ${line}`)).join("\n");
}

/** What stands beside the pointer: the day, and each line's figure on it. */

import { wholeDate } from "./dates.js";

/** Drawn as part of the picture: the library's default writes style attributes, which the page's policy forbids. */
export function tooltip(theme) {
  return {
    trigger: "axis",
    renderMode: "richText",
    confine: true,
    backgroundColor: theme.card,
    borderColor: theme.quiet,
    textStyle: { color: theme.ink, fontFamily: theme.font, fontSize: theme.fontSize },
    axisPointer: { lineStyle: { color: theme.quiet } },
    formatter: (points) => [wholeDate(points[0].value[0]), ...points.map(lineOfText)].join("\n"),
  };
}

function lineOfText({ marker, seriesName, value }) {
  return `${marker}${seriesName}  ${value[1] ?? "–"}`;
}

/** Draws the page's charts from the figures in it. Without it the tables hold the same figures. */

import { barsOf } from "./bars.js";
import { drawChart } from "./chart.js";
import { obeyKeys } from "./keyboard.js";
import { optionOf } from "./option.js";

const TOGETHER = "over-time";
const data = JSON.parse(document.getElementById("series").textContent);

for (const stage of document.querySelectorAll(".stage")) {
  if (stage.dataset.axis === "compare") {
    drawChart(stage, (place, theme) => barsOf(place, data.compared, theme));
  } else {
    const chart = drawChart(stage, (place, theme) => optionOf(place, data, theme));
    chart.group = TOGETHER;
    obeyKeys(stage, chart, data);
  }
}
globalThis.echarts.connect(TOGETHER);

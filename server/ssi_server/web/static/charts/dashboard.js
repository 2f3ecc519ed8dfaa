/** Draws the dashboard's charts from the series in the page. Without it the tables hold the same figures. */

import { drawChart } from "./chart.js";

const series = JSON.parse(document.getElementById("series").textContent);
for (const stage of document.querySelectorAll(".stage")) drawChart(stage, series);

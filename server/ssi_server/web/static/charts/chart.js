/** One chart in its place: drawn anew with the theme, as wide as the place, switched by its keys. */

import "../vendor/echarts/echarts.common.min.js";
import { isOn } from "./lines.js";
import { saveAs } from "./save.js";
import { NOTES } from "./series.js";
import { currentTheme, onThemeChange } from "./theme.js";

const { echarts } = globalThis;
const ON_PAPER = 680;

/**
 * @param {HTMLElement} stage holds the keys, the plot and the tools; hidden until it is drawn
 * @param {(stage: HTMLElement, theme: import("./theme.js").Theme) => object} optionOf what is drawn, as things stand
 * @returns {object} the library's chart
 */
export function drawChart(stage, optionOf) {
  stage.hidden = false;
  const canvas = stage.querySelector(".canvas");
  const chart = echarts.init(canvas, null, { renderer: "svg" });
  const option = () => optionOf(stage, currentTheme());
  const draw = () => chart.setOption(option(), { replaceMerge: ["series"] });
  draw();
  onThemeChange(draw);
  new ResizeObserver(() => chart.resize()).observe(canvas);
  addEventListener("beforeprint", () => chart.resize({ width: Math.min(ON_PAPER, canvas.clientWidth) }));
  addEventListener("afterprint", () => chart.resize({ width: "auto" }));
  for (const key of stage.querySelectorAll(".keys button")) {
    key.addEventListener("click", () => switchLine(chart, key));
  }
  stage.querySelector("[data-stack]")?.addEventListener("click", ({ currentTarget }) => {
    press(currentTarget);
    draw();
  });
  for (const button of stage.querySelectorAll("[data-save]")) {
    button.addEventListener("click", () => saveAs(button.dataset.save, stage, option(), chart));
  }
  return chart;
}

function switchLine(chart, key) {
  press(key);
  const name = key.dataset.figure ?? NOTES;
  chart.dispatchAction({ type: isOn(key) ? "legendSelect" : "legendUnSelect", name });
}

function press(key) {
  key.setAttribute("aria-pressed", String(!isOn(key)));
}

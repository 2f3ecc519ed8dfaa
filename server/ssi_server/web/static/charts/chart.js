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
  new ResizeObserver(() => fit(chart, canvas)).observe(canvas);
  canvas.addEventListener("wheel", leaveToPage, { capture: true, passive: true });
  addEventListener("beforeprint", () => fitPaper(chart, canvas));
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

/** An observer speaks up as soon as it observes, when the chart fits already: to draw it once more takes as long again. */
function fit(chart, { clientWidth, clientHeight }) {
  if (chart.getWidth() !== clientWidth || chart.getHeight() !== clientHeight) chart.resize();
}

/** What is printed is the picture as it stands when this returns: the library would draw at the next frame. */
function fitPaper(chart, { clientWidth }) {
  chart.resize({ width: Math.min(ON_PAPER, clientWidth) });
  chart.getZr().flush();
}

/** The library keeps every turn of the wheel from the page, even one that it does not zoom by. */
function leaveToPage(event) {
  if (!event.ctrlKey) event.stopPropagation();
}

function switchLine(chart, key) {
  press(key);
  const name = key.dataset.figure ?? NOTES;
  chart.dispatchAction({ type: isOn(key) ? "legendSelect" : "legendUnSelect", name });
}

function press(key) {
  key.setAttribute("aria-pressed", String(!isOn(key)));
}

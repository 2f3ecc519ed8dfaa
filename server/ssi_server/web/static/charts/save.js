/** A chart as a file: with its title and the names of its lines, which stand outside of it on the page. */

import { linesOf } from "./lines.js";
import { currentTheme } from "./theme.js";

const WIDTH = 1200;
const HEIGHT = 640;
const SHARP = 2;

/**
 * Saves what the chart shows now, its zoom included.
 *
 * @param {"png" | "svg"} format
 * @param {HTMLElement} stage
 * @param {object} option as the chart on the page is drawn
 * @param {object} shown the chart on the page
 */
export async function saveAs(format, stage, option, shown) {
  const zoom = shown.getOption().dataZoom?.[0];
  const picture = pictureOf(option, stage, zoom ? { start: zoom.start, end: zoom.end } : null);
  const blob = format === "svg" ? svgOf(picture) : await pngOf(picture);
  offer(blob, `${stage.dataset.file}.${format}`);
}

function pictureOf(option, stage, zoom) {
  const theme = currentTheme();
  const text = { color: theme.ink, fontFamily: theme.font };
  const lines = linesOf(stage).filter(({ on }) => on);
  const labels = new Map(lines.map(({ figure, label }) => [figure, label]));
  return {
    ...option,
    animation: false,
    backgroundColor: theme.card,
    title: { text: stage.dataset.title, left: 24, top: 20, textStyle: { ...text, fontSize: 22 } },
    legend: {
      ...option.legend,
      show: true,
      left: 24,
      right: 24,
      top: 60,
      textStyle: { ...text, fontSize: 14 },
      itemWidth: 34,
      data: lines.map(({ figure, symbol }) => ({ name: figure, itemStyle: { opacity: symbol === "none" ? 0 : 1 } })),
      formatter: (figure) => labels.get(figure),
    },
    grid: { left: 24, right: 32, top: 130, bottom: 24, outerBoundsMode: "same" },
    dataZoom: zoom ? [{ type: "inside", filterMode: "none", ...zoom }] : [],
  };
}

function svgOf(option) {
  const chart = globalThis.echarts.init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height: HEIGHT });
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return new Blob([svg], { type: "image/svg+xml" });
}

async function pngOf(option) {
  const place = document.createElement("div");
  const chart = globalThis.echarts.init(place, null, {
    renderer: "canvas",
    width: WIDTH,
    height: HEIGHT,
    devicePixelRatio: SHARP,
  });
  chart.setOption(option);
  const canvas = chart.renderToCanvas({ pixelRatio: SHARP, backgroundColor: option.backgroundColor });
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  chart.dispose();
  return blob;
}

function offer(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000); // Browsers begin to read it after the click.
}

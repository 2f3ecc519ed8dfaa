import assert from "node:assert/strict";
import { test } from "node:test";
import { counted, fillWords } from "../../extension/look/words.js";
import { render } from "../../extension/popup/view.js";
import { browserFake } from "./browser-fake.js";
import { openOwnPage } from "./page-fake.js";
import { compared } from "./sample.js";

const text = (/** @type {string} */ selector) => document.querySelector(selector)?.textContent ?? "";

/** @param {string} locale @param {import("../../extension/status/status.js").Status} status */
function show(locale, status) {
  browserFake(locale);
  openOwnPage("popup/popup.html");
  fillWords();
  render({ counts: { waiting: 0, held: 0, refused: 0 }, ...status }, "http://127.0.0.1:8712");
}

const CHANGE = {
  pillars: { brand: -0.25, people: 0, insights: 0, relationships: 0 },
  industry: { average: 0, rank: -2 },
  network: null,
};

const FIGURES = {
  es: {
    lang: "es",
    captured: /^Capturada: 5 mar 2026, \d?\d:\d\d/,
    exact: "Exactamente 52,648",
    brand: "20,998",
    rank: "Mejor 9 %",
    since: "Desde el 20 feb 2026 (13 días)",
    changes: ["Total +2", "Establece tu marca profesional -0,25", "Clasificación en el sector mejora 2"],
  },
  pl: {
    lang: "pl",
    captured: /^Zapisano: 5 mar 2026, \d?\d:\d\d/,
    exact: "Dokładnie 52,648",
    brand: "20,998",
    rank: "Najlepsze 9%",
    since: "Od 20 lut 2026 (13 dni)",
    changes: ["Suma +2", "Zbuduj swoją markę zawodową -0,25", "Pozycja w branży lepiej o 2"],
  },
  pt_BR: {
    lang: "pt-BR",
    captured: /^Capturada: 5 de mar\. de 2026, \d\d:\d\d/,
    exact: "Exatamente 52,648",
    brand: "20,998",
    rank: "Primeiros 9%",
    since: "Desde 20 de fev. de 2026 (13 dias)",
    changes: ["Total +2", "Estabelecer sua marca profissional -0,25", "Classificação no setor melhorou 2"],
  },
};

for (const [locale, expected] of Object.entries(FIGURES)) {
  test(`${locale}: words, figures and dates of the popup are in one language`, () => {
    show(locale, { state: "done", result: compared(CHANGE) });
    assert.equal(document.documentElement.lang, expected.lang);
    assert.match(text("#status").trim(), expected.captured);
    assert.equal(text("#exact"), expected.exact);
    assert.equal(text("[data-pillar=brand] .value"), expected.brand);
    assert.equal(text("#industry-rank"), expected.rank);
    assert.equal(text("#changes h2"), expected.since);
    assert.deepEqual(Array.from(document.querySelectorAll("#changes li"), (item) => item.textContent), expected.changes);
  });
}

/** @type {Record<string, [number, string][]>} */
const COUNTS = {
  es: [[1, "1 captura en espera"], [2, "2 capturas en espera"], [1_000_000, "1.000.000 de capturas en espera"]],
  pl: [[1, "1 zapis czeka"], [2, "2 zapisy czekają"], [5, "5 zapisów czeka"], [12, "12 zapisów czeka"], [22, "22 zapisy czekają"]],
  pt_BR: [[1, "1 captura em espera"], [2, "2 capturas em espera"], [1_000_000, "1.000.000 de capturas em espera"]],
};

for (const [locale, counts] of Object.entries(COUNTS)) {
  test(`${locale}: captures are counted in the form that the language asks for`, () => {
    browserFake(locale);
    for (const [count, words] of counts) assert.equal(counted("waiting_title", count), words);
    show(locale, { state: "waiting", cause: "busy", counts: { waiting: 2, held: 0, refused: 0 } });
    assert.ok(text("#status").includes(counts[1][1]));
  });
}

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

/** @typedef {{ message: string, placeholders?: Record<string, { content: string }> }} Message */

const root = new URL("../../extension/", import.meta.url);
const read = (/** @type {string} */ path) => readFileSync(new URL(path, root), "utf8");
const wordsOf = (/** @type {string} */ locale) =>
  /** @type {Record<string, Message>} */ (JSON.parse(read(`_locales/${locale}/messages.json`)));

const english = wordsOf("en");
const TRANSLATED = ["es", "pl", "pt_BR"];
const PLURAL = /_(one|few|many|other)$/;
const families = new Set(Object.keys(english).filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, "")));

/** Words that are the same in a language by nature, not because somebody forgot them. */
const SAME = {
  es: ["name", "totalLabel", "changeTotal"],
  pl: ["name", "totalLabel"],
  pt_BR: ["name", "totalLabel", "changeTotal"],
};

/** The names of messages that the code puts together from a state, a cause or a kind. */
const BUILT = [
  /^(working|idle|elsewhere|unconfigured|connecting|attention)(_\w+)?_(title|detail)$/,
  /^waiting_\w+_detail$/,
  /^why_\w+$/,
  /^test_\w+$/,
  /^(industry|network)Average$/,
];

const code = /** @type {string[]} */ (readdirSync(root, { recursive: true }))
  .filter((path) => /\.(html|js)$|^manifest\.json$/.test(path) && !path.startsWith("vendor"))
  .map(read)
  .join("\n");

const used = (/** @type {Message} */ { message }) =>
  [...message.matchAll(/\$(\w+)\$/g)].map(([, name]) => name.toLowerCase()).sort();
const positions = (/** @type {Message} */ { placeholders = {} }) =>
  Object.entries(placeholders).map(([name, { content }]) => `${name} is ${content}`).sort();

/** @param {string} key @returns {Message} the English message that it translates */
const original = (key) => english[key] ?? english[key.replace(PLURAL, "_other")];

test("every message of the extension is used", () => {
  const unused = Object.keys(english).filter((key) => {
    const name = families.has(key.replace(PLURAL, "")) ? key.replace(PLURAL, "") : key;
    return !code.includes(`"${name}"`) && !code.includes(`__MSG_${name}__`) && !BUILT.some((built) => built.test(name));
  });
  assert.deepEqual(unused, []);
});

test("every placeholder is declared", () => {
  for (const [key, message] of Object.entries(english)) {
    const declared = Object.keys(message.placeholders ?? {});
    assert.deepEqual(used(message).filter((name) => !declared.includes(name)), [], key);
  }
});

for (const locale of ["en", ...TRANSLATED]) {
  const words = wordsOf(locale);

  test(`${locale}: the language is named as Intl names it, and the stores' limits are kept`, () => {
    assert.equal(words.language.message, locale.replace("_", "-"));
    assert.equal(words.name.message, "SSI History");
    assert.ok(words.description.message.length <= 132, `${words.description.message.length} characters`);
  });

  test(`${locale}: counts have the forms that the language asks for`, () => {
    const forms = new Intl.PluralRules(words.language.message).resolvedOptions().pluralCategories;
    const wanted = Object.keys(english).filter((key) => !PLURAL.test(key));
    for (const family of families) wanted.push(...forms.map((form) => `${family}_${form}`));
    assert.deepEqual(Object.keys(words).sort(), wanted.sort());
  });
}

for (const locale of TRANSLATED) {
  const words = wordsOf(locale);

  test(`${locale}: nothing is empty or left in English`, () => {
    const empty = Object.keys(words).filter((key) => !words[key].message.trim());
    assert.deepEqual(empty, []);
    const same = Object.keys(words).filter((key) => words[key].message === original(key).message);
    assert.deepEqual(same.sort(), [.../** @type {Record<string, string[]>} */ (SAME)[locale]].sort());
  });

  test(`${locale}: placeholders stand for the same as in English`, () => {
    for (const [key, message] of Object.entries(words)) {
      assert.deepEqual(positions(message), positions(original(key)), key);
      if (key.endsWith("_one")) continue; // One may be a word.
      assert.deepEqual(used(message), used(original(key)), key);
    }
  });

  test(`${locale}: addresses, commands and marks stand as in English`, () => {
    const marks = (/** @type {string} */ text) => (text.match(/https?:\S+\w|ssi-history( \w+)+|ssi_|www\.\S+\w|…$/g) ?? []).sort();
    for (const [key, { message }] of Object.entries(words)) {
      assert.deepEqual(marks(message), marks(original(key).message), key);
    }
  });
}

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { counted, days, number, signed } from "../../extension/look/words.js";
import { browserFake } from "./browser-fake.js";

const root = new URL("../../extension/", import.meta.url);
const read = (/** @type {string} */ path) => readFileSync(new URL(path, root), "utf8");
/** @type {Record<string, { message: string }>} */
const words = JSON.parse(read("_locales/en/messages.json"));
const all = /** @type {string[]} */ (readdirSync(root, { recursive: true }));
const files = all.filter((path) => !path.startsWith("vendor"));
const browser = browserFake();

const NAMING = /data-i18n(?:-label)?="(\w+)"|\bword\("(\w+)"|__MSG_(\w+)__|complain\("(\w+)"/g;

/** Every message that HTML, manifest and code name literally. */
const named = files
  .filter((path) => /\.(html|js)$|manifest\.json$/.test(path))
  .flatMap((path) => [...read(path).matchAll(NAMING)])
  .map((match) => match.slice(1).find(Boolean) ?? "");

test("every message that is named exists", () => {
  assert.ok(named.length > 40, `found only ${named.length}`);
  assert.deepEqual(named.filter((key) => !(key in words)), []);
});

const OBSTACLES = ["unreachable", "slow", "stranger", "server_old", "extension_old", "token", "impostor"];

test("every state and cause has its words", () => {
  const needed = [
    ...["reading", "sending"].flatMap((step) => [`working_${step}_title`, `working_${step}_detail`]),
    ...["elsewhere", "elsewhere_signIn", "unconfigured"].flatMap((state) => [`${state}_title`, `${state}_detail`]),
    ...["unreachable", "slow", "busy", "failed"].map((cause) => `waiting_${cause}_detail`),
    ...[...OBSTACLES.slice(2), "page_closed", "storage_full", "interrupted", "unexpected"].flatMap((cause) => [
      `attention_${cause}_title`,
      `attention_${cause}_detail`,
    ]),
    ...["well", "unpaired", "failed", ...OBSTACLES].map((outcome) => `test_${outcome}`),
    ...["asking", "allowed"].flatMap((cause) => [`connecting_${cause}_title`, `connecting_${cause}_detail`]),
    ...["denied", "expired", "busy", "failed", ...OBSTACLES].flatMap((cause) => [
      `unconfigured_${cause}_title`,
      `unconfigured_${cause}_detail`,
    ]),
    ...["connecting_title", "connecting_detail"],
    ...["token_empty", "token_is_link", "token_form", "address_malformed"],
    ...["working_sending_late", "attention_storage_broken", "attention_outbox_broken", "attention_damaged"].flatMap(
      (key) => [`${key}_title`, `${key}_detail`],
    ),
    ...["idle_title", "idle_deleted_title"],
    ...["untried", "unconfigured", "unreachable", "slow", "busy", "failed", "damaged"].map((cause) => `why_${cause}`),
    ...["waiting_title", "alsoWaiting", "alsoHeld", "alsoRefused", "rankBetter", "rankWorse", "tries", "retryAll"].map(
      (key) => `${key}_other`,
    ),
  ];
  assert.deepEqual(needed.filter((key) => !words[key]?.message), []);
});

test("numbers follow the language of the words", () => {
  assert.equal(number(13.118002), "13.118");
  assert.equal(signed(1.32), "+1.32");
  assert.equal(signed(0), "0");
  assert.equal(days(1), "1 day");
  browser.i18n.getUILanguage = () => "pl";
  assert.equal(number(3.5), "3.5", "English words keep English numbers");
});

test("counts take the form that the language asks for", () => {
  assert.equal(counted("waiting_title", 1), "1 capture waits");
  assert.equal(counted("waiting_title", 5), "5 captures wait");
});

/** The options page: which server, which token, and whether the two work. */

import { one } from "../look/dom.js";
import { fillWords, word } from "../look/words.js";
import { permissionFor, serverAddress } from "../server/address.js";
import { testConnection } from "../server/connection.js";
import { DEFAULT_ADDRESS, readSettings, saveSettings } from "../server/settings.js";
import { faultOf } from "../server/token.js";

/** @typedef {import("../server/settings.js").Settings} Settings */

const server = one("#server", HTMLInputElement);
const token = one("#token", HTMLInputElement);

/**
 * @param {string} text
 * @param {{ trouble?: boolean, field?: HTMLInputElement }} [where] `field`: the one that is to be mended
 */
function say(text, { trouble = false, field } = {}) {
  const status = one("#status", HTMLElement);
  status.textContent = text;
  status.dataset.outcome = trouble ? "trouble" : "well";
  for (const input of [server, token]) input.setAttribute("aria-invalid", String(input === field));
  field?.focus();
}

/** @returns {Settings | null} what is typed, tidied; null after saying what is wrong with it */
function typed() {
  const address = serverAddress(server.value);
  if (!address) return complain("address_malformed", server);
  const trimmed = token.value.trim();
  const fault = faultOf(trimmed);
  if (fault) return complain(fault, token);
  server.value = address;
  token.value = trimmed;
  return { address, token: trimmed };
}

/**
 * @param {string} key
 * @param {HTMLInputElement} field
 */
function complain(key, field) {
  say(word(key), { trouble: true, field });
  return null;
}

/**
 * Browsers grant only while the click is fresh, so this comes before anything that has to be waited for. Where access
 * is there already, nobody is asked.
 * @param {Settings} settings
 * @returns {Promise<boolean>}
 */
async function permitted({ address }) {
  const granted = await chrome.permissions.request({ origins: [permissionFor(address)] });
  if (!granted) say(word("permission_refused", address), { trouble: true });
  return granted;
}

/**
 * @param {Settings} settings
 * @param {string} [before] words that go before the outcome
 */
async function test(settings, before = "") {
  say(`${before}${word("options_testing")}`);
  const { outcome, version = "" } = await testConnection(settings);
  const own = chrome.runtime.getManifest().version;
  const insets = { well: [version], version: [version, own] }[String(outcome)] ?? [settings.address];
  say(`${before}${word(`test_${outcome}`, ...insets)}`, { trouble: outcome !== "well" });
}

one("form", HTMLFormElement).addEventListener("submit", async (submitted) => {
  submitted.preventDefault();
  const settings = typed();
  if (!settings || !(await permitted(settings))) return;
  await saveSettings(settings);
  await test(settings, `${word("options_saved")} `);
});

one("#test", HTMLButtonElement).addEventListener("click", async () => {
  const settings = typed();
  if (settings && (await permitted(settings))) await test(settings);
});

fillWords();
document.title = `${word("name")} · ${word("options_title")}`;
one("#server-hint", HTMLElement).textContent = word("options_address_hint", DEFAULT_ADDRESS);
({ address: server.value, token: token.value } = await readSettings());
one("fieldset", HTMLFieldSetElement).disabled = false; // not before: what is typed must not be written over

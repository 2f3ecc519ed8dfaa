/** The options page's part on the server: connecting, by the server's page or with a token pasted, and testing. */

import { one } from "../look/dom.js";
import { word } from "../look/words.js";
import { forgetPairing, readPairing, watchPairing } from "../pairing/kept.js";
import { standingOf } from "../pairing/standing.js";
import { permissionFor } from "../server/address.js";
import { testConnection } from "../server/connection.js";
import { DEFAULT_ADDRESS, readSettings, saveSettings, watchSettings } from "../server/settings.js";
import { learnResult } from "../status/latest.js";
import { detailOf, titleOf } from "../status/wording.js";
import { wish } from "../wish.js";
import { say, server, token, typedAddress, typedToken } from "./fields.js";

/** @typedef {import("../server/settings.js").Settings} Settings */
/** @typedef {import("../pairing/kept.js").Pairing} Pairing */

export async function showConnection() {
  one("#server-hint", HTMLElement).textContent = word("options_address_hint", DEFAULT_ADDRESS);
  showSettings(await readSettings());
  showPairing(await readPairing());
  watchSettings(showSettings);
  watchPairing(showPairing);
  // Not before: what is typed must not be written over.
  for (const fields of document.querySelectorAll("form fieldset")) fields.removeAttribute("disabled");
}

/** @param {Settings} settings */
function showSettings(settings) {
  server.value = settings.address;
  token.value = settings.token;
  one("#standing", HTMLElement).textContent = settings.token
    ? word("options_state_connected", settings.address)
    : word("options_state_none");
  one("#disconnect", HTMLElement).hidden = !settings.token;
  one("#connect", HTMLElement).classList.toggle("main", !settings.token);
}

/** @param {Pairing | undefined} pairing */
function showPairing(pairing) {
  one("#cancel", HTMLElement).hidden = pairing?.step !== "waiting";
  if (pairing?.step === "waiting") say(word("options_pairing", pairing.userCode));
  if (pairing?.step === "connected") say(word("options_connected"));
  if (pairing?.step === "ended") {
    const standing = standingOf(pairing);
    say(`${titleOf(standing, pairing.address)}. ${detailOf(standing, pairing.address)}`, { trouble: true });
  }
}

/**
 * Browsers grant only while the click is fresh, so this comes before anything that has to be waited for. Where access
 * is there already, nobody is asked.
 * @param {string} address
 * @returns {Promise<boolean>}
 */
async function permitted(address) {
  const granted = await chrome.permissions.request({ origins: [permissionFor(address)] });
  if (!granted) say(word("permission_refused", address), { trouble: true });
  return granted;
}

/**
 * @param {Settings} settings `token` is empty to ask only who answers
 * @param {string} [before] words that go before the outcome
 */
async function test(settings, before = "") {
  say(`${before}${word("options_testing")}`);
  const { outcome, version = "", newest } = await testConnection(settings);
  if (newest && (await isSaved(settings))) await learnResult(newest);
  const { version: own } = chrome.runtime.getManifest();
  const trouble = outcome !== "well" && outcome !== "unpaired";
  say(`${before}${word(`test_${outcome}`, settings.address, version, own)}`, { trouble });
}

/**
 * @param {Settings} tested
 * @returns {Promise<boolean>} whether it is the member's own server, and no other that is only tried
 */
async function isSaved({ address, token }) {
  const saved = await readSettings();
  return saved.address === address && saved.token === token;
}

/** @type {(form: string, work: () => Promise<void>) => void} */
const onSubmit = (form, work) =>
  one(form, HTMLFormElement).addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    work();
  });

/** @type {(button: string, work: () => Promise<void>) => void} */
const onClick = (button, work) => one(button, HTMLButtonElement).addEventListener("click", work);

onSubmit("#connect-form", async () => {
  const address = typedAddress();
  if (!address || !(await permitted(address))) return;
  say(word("connecting_asking_title"));
  await wish({ do: "pair", address });
  if (!(await readPairing())) say(word("attention_interrupted_title"), { trouble: true }); // else it is told by now
  const { token: connected } = await readSettings();
  if (!connected) await saveSettings({ address, token: "" }); // so that the popup connects there as well
});

onSubmit("#token-form", async () => {
  const address = typedAddress();
  const pasted = address && typedToken();
  if (!address || !pasted || !(await permitted(address))) return;
  await saveSettings({ address, token: pasted });
  await forgetPairing();
  await test({ address, token: pasted }, `${word("options_saved")} `);
});

onClick("#test", async () => {
  const address = typedAddress();
  const pasted = token.value.trim() && typedToken();
  if (address && pasted !== null && (await permitted(address))) await test({ address, token: pasted });
});

onClick("#disconnect", async () => {
  const { address } = await readSettings();
  await saveSettings({ address, token: "" });
  say(word("options_disconnected"));
});

onClick("#cancel", async () => {
  await forgetPairing();
  say(word("options_cancelled"));
});

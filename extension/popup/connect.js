/** The popup's part in connecting this browser: it takes the place of a status that comes of there being no server. */

import { one } from "../look/dom.js";
import { minutes, word } from "../look/words.js";
import { forgetPairing, readPairing, watchPairing } from "../pairing/kept.js";
import { standingOf } from "../pairing/standing.js";
import { permissionFor } from "../server/address.js";
import { readSettings, watchSettings } from "../server/settings.js";
import { wish } from "../wish.js";

/** @typedef {import("../status/status.js").Status} Status */

/** Milliseconds between two looks at the clock. */
const TICK = 5_000;

let settings = await readSettings();
let pairing = await readPairing();

/** Whether the server is being asked for a code. */
let asking = false;

/** Whether connecting is what the popup tells of. */
let offered = false;

/** @returns {string} the address of the server that this is about */
export const address = () => (offered && pairing ? pairing.address : settings.address);

/**
 * Browsers grant access only while the click is fresh, so the question for it comes before everything else. Where
 * access is there already, nobody is asked; members can take back even that to their own machine.
 * @returns {Promise<boolean>} whether the browser lets the extension talk to that server
 */
export const access = () => chrome.permissions.request({ origins: [permissionFor(address())] });

/**
 * @param {Status} status
 * @returns {Status} where connecting stands, when the status does not tell more than that there is no server yet
 */
export function withConnecting(status) {
  const { state, cause, counts, seen } = status;
  const refused = state === "attention" && (cause === "token" || cause === "impostor");
  const bare = !settings.token && ["idle", "elsewhere", "unconfigured"].includes(state);
  offered = refused || bare;
  if (!offered) return status;
  if (asking) return { state: "connecting", cause: "asking", counts, seen };
  if (pairing) return { ...standingOf(pairing), counts, seen };
  return refused ? status : { state: "unconfigured", counts, seen };
}

/**
 * An end is told once, by the popup that is open when it comes or opens next.
 * @param {import("../pairing/kept.js").Pairing | undefined} now
 */
function heed(now) {
  if (now?.step === "ended") forgetPairing();
  if (now || pairing?.step !== "ended") pairing = now;
}

/** @type {ReturnType<typeof setTimeout>} */
let tick;

/** Shows the code while the member is to allow it. */
export function renderCode() {
  clearTimeout(tick);
  const code = pairing?.step === "waiting" && document.body.dataset.state === "connecting" ? pairing : undefined;
  one("#connecting", HTMLElement).hidden = !code;
  if (!code) return;
  one("#user-code", HTMLElement).textContent = code.userCode;
  const left = Math.max(code.expires - Date.now(), 0) / 60_000;
  one("#time-left", HTMLElement).textContent = word("timeLeft", minutes(Math.ceil(left)));
  tick = setTimeout(renderCode, TICK);
}

/** @param {() => void} changed called when something else is to be shown */
export function offerConnecting(changed) {
  watchSettings((now) => {
    settings = now;
    changed();
  });
  watchPairing((now) => {
    asking = false;
    heed(now);
    changed();
  });
  heed(pairing);
  one("#connect", HTMLButtonElement).addEventListener("click", () => connect(changed));
  one("#show-pairing-page", HTMLButtonElement).addEventListener("click", () => connect(changed));
  one("#cancel-pairing", HTMLButtonElement).addEventListener("click", forgetPairing);
}

/** @param {() => void} changed */
async function connect(changed) {
  const to = address();
  if (!(await access())) return;
  asking = pairing?.step !== "waiting";
  changed();
  await wish({ do: "pair", address: to });
  asking = false; // also when the worker died on the way
  changed();
}

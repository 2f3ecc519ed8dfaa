/** The beginning of a pairing: ask for a code, and show the page where the member allows it. */

import { meet } from "../server/hello.js";
import { alarm } from "./alarm.js";
import { browserName } from "./browser-name.js";
import { askForCodes } from "./grant.js";
import { beginPairing, keepPairing, readPairing } from "./kept.js";
import { dueIn, oneAtATime } from "./pace.js";
import { showPage } from "./page.js";

/**
 * Asks for a code and shows the page for it. While one is waited for at this address, its page is shown again.
 * @param {string} address
 * @param {typeof fetch} [ask]
 */
export function startPairing(address, ask = fetch) {
  return oneAtATime(async () => {
    const before = await readPairing();
    const goesOn = before?.step === "waiting" && before.address === address && before.expires > Date.now();
    const pairing = goesOn ? before : await newPairing(address, ask);
    if (pairing.step === "waiting") await alarm.ensure(); // first, since the worker may die with the pairing begun
    if (!goesOn) await beginPairing(pairing);
    if (pairing.step !== "waiting") return;
    await keepPairing({ ...pairing, tab: await showPage(pairing) });
  });
}

/**
 * @param {string} address
 * @param {typeof fetch} ask
 * @returns {Promise<import("./kept.js").Waiting | import("./kept.js").Ended>}
 */
async function newPairing(address, ask) {
  const id = crypto.randomUUID();
  const { obstacle, version } = await meet(address, ask);
  if (obstacle) return { id, address, step: "ended", reason: obstacle, version };
  const codes = await askForCodes(address, browserName(), ask);
  if ("reason" in codes) return { id, address, step: "ended", ...codes };
  const expires = Date.now() + codes.expires * 1000;
  return { ...codes, id, address, step: "waiting", expires, due: dueIn(codes.interval), troubles: 0 };
}

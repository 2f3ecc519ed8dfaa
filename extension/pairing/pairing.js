/**
 * What follows on the code, to the figures: ask until the token is here, see that the server knows it, send what
 * waited. Each step is kept before the next begins.
 */

import { greet } from "../server/hello.js";
import { saveSettings } from "../server/settings.js";
import { alarm } from "./alarm.js";
import { askForToken } from "./grant.js";
import { forgetPairing, keepPairing, readPairing } from "./kept.js";
import { dueIn, INTERVAL, oneAtATime, pauseAfter, SLOWER } from "./pace.js";
import { moveOn } from "./page.js";

/** @typedef {import("./kept.js").Pairing} Pairing */
/**
 * @typedef {object} Collaborators
 * @property {() => Promise<void>} deliver sends what waits in the outbox
 * @property {() => Promise<number>} captures how many stand in the outbox
 * @property {typeof fetch} [ask]
 */

/**
 * One step, if it is time for one.
 * @param {Collaborators} collaborators
 * @returns {Promise<boolean>} whether nothing more is to be done
 */
export function continuePairing(collaborators) {
  return oneAtATime(async () => {
    const pairing = await readPairing();
    switch (pairing?.step) {
      case "waiting":
        return waitForToken(pairing, collaborators);
      case "allowed":
        return prove(pairing, collaborators);
      case "connected":
        return finish(pairing, collaborators);
      default:
        await alarm.clear();
        return true;
    }
  });
}

/**
 * @param {import("./kept.js").Waiting} pairing
 * @param {Collaborators} collaborators
 */
async function waitForToken(pairing, collaborators) {
  const { id, address, tab, interval, expires } = pairing;
  if (Date.now() >= expires) return end(pairing, { reason: "expired" });
  if (Date.now() < pairing.due) return false;
  const answer = await askForToken(address, pairing.deviceCode, collaborators.ask ?? fetch);
  if ("reason" in answer) return end(pairing, answer);
  if ("token" in answer) {
    /** @type {import("./kept.js").Allowed} */
    const allowed = { id, address, tab, step: "allowed", token: answer.token, expires, due: 0, troubles: 0 };
    return (await keepPairing(allowed)) && prove(allowed, collaborators);
  }
  if (answer.wait === "trouble") return tryLater(pairing);
  const next = interval + (answer.wait === "slow_down" ? SLOWER : 0);
  await keepPairing({ ...pairing, interval: next, due: dueIn(next), troubles: 0 });
  return false;
}

/**
 * Nothing goes to a server with a token that it does not know.
 * @param {import("./kept.js").Allowed} pairing
 * @param {Collaborators} collaborators
 */
async function prove(pairing, collaborators) {
  if (Date.now() < pairing.due) return false;
  const { id, address, tab, token } = pairing;
  const { obstacle, version } = await greet({ address, token }, collaborators.ask ?? fetch);
  const mayPass = obstacle === "unreachable" || obstacle === "slow";
  if (mayPass && Date.now() < pairing.expires) return tryLater(pairing);
  if (obstacle) return end(pairing, { reason: obstacle, version });
  const captures = await collaborators.captures(); // before the settings are saved, since that sends them
  if ((await readPairing())?.id !== id) return false;
  await saveSettings({ address, token });
  /** @type {import("./kept.js").Connected} */
  const connected = { id, address, tab, step: "connected", captures };
  return (await keepPairing(connected)) && finish(connected, collaborators);
}

/**
 * @param {import("./kept.js").Connected} pairing
 * @param {Collaborators} collaborators
 */
async function finish(pairing, { deliver, captures }) {
  await deliver();
  if ((await captures()) < pairing.captures) await moveOn(pairing);
  await forgetPairing();
  await alarm.clear();
  return true;
}

/** @param {import("./kept.js").Waiting | import("./kept.js").Allowed} pairing whose server did not answer */
async function tryLater(pairing) {
  const troubles = pairing.troubles + 1;
  const interval = pairing.step === "waiting" ? pairing.interval : INTERVAL;
  await keepPairing({ ...pairing, troubles, due: dueIn(pauseAfter(interval, troubles)) });
  return false;
}

/**
 * @param {Pairing} pairing
 * @param {Pick<import("./kept.js").Ended, "reason" | "because" | "version">} why
 */
async function end({ id, address }, why) {
  await keepPairing({ id, address, step: "ended", ...why });
  await alarm.clear();
  return true;
}

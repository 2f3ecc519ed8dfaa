/** Capturing when the member opens the SSI page, for those who have switched that on: once a day. */

import { VISITS } from "../preferences/permissions.js";
import { readPreferences } from "../preferences/preferences.js";
import { isSsiPage } from "./address.js";
import { lastCaptured } from "./kept.js";
import { localTime } from "./local-time.js";

/** @typedef {{ day: string, tries: number, last: number }} Visits the tries of one day */

const KEY = "visits";

/** A page that comes to nothing (signed out, not rendered) does not use up the day, but is not tried without end. */
const TRIES = 5;
const PAUSE = 30_000;

/**
 * @param {{ status?: string, url?: string }} change
 * @param {{ id?: number, status?: string, url?: string }} tab
 * @param {(tab: number, trigger: "visit") => Promise<void>} capture
 */
export async function captureOnVisit(change, { id, status, url }, capture) {
  const arrived = status === "complete" && (change.status === "complete" || change.url !== undefined);
  if (id === undefined || !arrived || !isSsiPage(url)) return;
  await navigator.locks.request("visit", async () => {
    if ((await isWanted()) && (await isTurn(new Date()))) await capture(id, "visit");
  });
}

async function isWanted() {
  const { automatic } = await readPreferences();
  return automatic && (await chrome.permissions.contains(VISITS));
}

/** @param {Date} moment */
const dayOf = (moment) => localTime(moment).slice(0, 10);

/**
 * @param {Date} now
 * @returns {Promise<boolean>} whether today has no capture yet and may have another try, which then counts
 */
async function isTurn(now) {
  const day = dayOf(now);
  if (dayOf(new Date(await lastCaptured())) === day) return false;
  const { [KEY]: stored } = await chrome.storage.local.get(KEY);
  const visits = /** @type {Visits | undefined} */ (stored);
  const { tries, last } = visits?.day === day ? visits : { tries: 0, last: 0 };
  if (tries >= TRIES || Math.abs(now.getTime() - last) < PAUSE) return false; // behind, when the clock was set back
  await chrome.storage.local.set({ [KEY]: { day, tries: tries + 1, last: now.getTime() } });
  return true;
}

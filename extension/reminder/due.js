/** When the next capture is due. */

import { lastCaptured } from "../capture/kept.js";
import { readPreferences } from "../preferences/preferences.js";

/** Milliseconds. */
export const DAY = 86_400_000;

/** @returns {Promise<number | null>} milliseconds; null before the first capture, which nobody is reminded of */
export async function dueAt() {
  const last = await lastCaptured();
  if (!last) return null;
  const { rhythm } = await readPreferences();
  return last + rhythm * DAY;
}

/** @returns {Promise<boolean>} */
export async function isDue(now = Date.now()) {
  const due = await dueAt();
  return due !== null && due <= now;
}

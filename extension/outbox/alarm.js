/**
 * The alarm that wakes the worker for the next try. It survives the worker, and rings again until it is cleared or set
 * anew: a worker that dies over a long delivery has heard it already.
 */

const NAME = "deliver";

/** Minutes. Browsers ring no alarm sooner. */
const SHORTEST = 0.5;

/** Minutes until a try that a worker may not live to begin. */
const SOON = 1;

/** Milliseconds. None is set further ahead; one that stands there was set before the clock was set back. */
const DAY = 86_400_000;

export const alarm = {
  /** @param {chrome.alarms.Alarm} rung */
  isOurs: (rung) => rung.name === NAME,

  /** @returns {Promise<number | undefined>} when it rings next, in milliseconds */
  next: async () => (await chrome.alarms.get(NAME))?.scheduledTime,

  /** Sets one when there is none: setting it anew would start its clock again. */
  async ensure() {
    const set = await chrome.alarms.get(NAME);
    if (!set || set.scheduledTime > Date.now() + DAY) await every(SOON);
  },

  /** @param {number} moment in milliseconds */
  at: (moment) => every(Math.max((moment - Date.now()) / 60_000, SHORTEST)),

  async clear() {
    await chrome.alarms.clear(NAME);
  },
};

/** @param {number} minutes */
const every = (minutes) => chrome.alarms.create(NAME, { delayInMinutes: minutes, periodInMinutes: minutes });

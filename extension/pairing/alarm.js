/** The alarm that wakes the worker while a pairing goes on, should the browser have stopped it. */

const NAME = "pairing";

/** The shortest that browsers allow. */
const PERIOD_MINUTES = 0.5;

export const alarm = {
  /** @param {chrome.alarms.Alarm} rung */
  isOurs: (rung) => rung.name === NAME,

  /** Sets it when there is none: setting it anew would start its clock again. */
  async ensure() {
    if (!(await chrome.alarms.get(NAME))) await chrome.alarms.create(NAME, { periodInMinutes: PERIOD_MINUTES });
  },

  async clear() {
    await chrome.alarms.clear(NAME);
  },
};

/** The alarm that wakes the worker for the next try. It survives the worker. */

const NAME = "deliver";

export const alarm = {
  /** @param {chrome.alarms.Alarm} rung */
  isOurs: (rung) => rung.name === NAME,

  /** Sets one when there is none: setting it anew would start its clock again. */
  async ensure() {
    if (!(await chrome.alarms.get(NAME))) await chrome.alarms.create(NAME, { delayInMinutes: 1 });
  },

  /** @param {number} seconds from now */
  async in(seconds) {
    await chrome.alarms.create(NAME, { delayInMinutes: seconds / 60 });
  },

  async clear() {
    await chrome.alarms.clear(NAME);
  },
};

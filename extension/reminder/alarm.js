/** The alarm that looks from time to time if a capture is due. Days are long: some hours do not matter. */

const NAME = "reminder";

/** Sets it when there is none: setting it anew would start its clock again. */
export async function ensureReminder() {
  if (!(await chrome.alarms.get(NAME))) {
    await chrome.alarms.create(NAME, { delayInMinutes: 1, periodInMinutes: 180 });
  }
}

/** @param {chrome.alarms.Alarm} rung */
export const isReminder = (rung) => rung.name === NAME;

/** The options page's part on capturing: by itself or not, how often, and how the member is reminded. */

import { one } from "../look/dom.js";
import { word } from "../look/words.js";
import { NOTIFICATIONS, VISITS } from "../preferences/permissions.js";
import { changePreferences, isRhythm, readPreferences, watchPreferences } from "../preferences/preferences.js";
import { speaker } from "./said.js";

export async function showCapturing() {
  const automatic = one("#automatic", HTMLInputElement);
  const rhythm = one("#rhythm", HTMLInputElement);
  const notify = one("#notify", HTMLInputElement);
  const say = speaker("#choice-status", rhythm);

  /** A switch is on only while the browser grants what it needs, whatever was chosen once. */
  async function showChoices() {
    const chosen = await readPreferences();
    automatic.checked = chosen.automatic && (await chrome.permissions.contains(VISITS));
    notify.checked = await chrome.permissions.contains(NOTIFICATIONS);
    rhythm.valueAsNumber = chosen.rhythm;
  }

  /**
   * Browsers grant only while the click is fresh, so nothing may be waited for before the question.
   * @param {HTMLInputElement} box
   * @param {chrome.permissions.Permissions} permission
   * @param {string} refused
   * @returns {Promise<boolean>} whether it is on now
   */
  async function turn(box, permission, refused) {
    const wanted = box.checked;
    const done = await (wanted ? chrome.permissions.request(permission) : chrome.permissions.remove(permission));
    box.checked = wanted && done;
    if (wanted && !done) say(word(refused), { trouble: true });
    else say(word("options_saved"));
    return wanted && done;
  }

  automatic.addEventListener("change", async () =>
    changePreferences({ automatic: await turn(automatic, VISITS, "options_automatic_refused") }),
  );
  notify.addEventListener("change", () => turn(notify, NOTIFICATIONS, "options_notify_refused"));
  rhythm.addEventListener("change", async () => {
    const days = rhythm.valueAsNumber;
    if (!isRhythm(days)) return say(word("options_rhythm_malformed"), { trouble: true, field: rhythm });
    await changePreferences({ rhythm: days });
    say(word("options_saved"));
  });

  await showChoices();
  watchPreferences(showChoices);
  chrome.permissions.onAdded.addListener(showChoices);
  chrome.permissions.onRemoved.addListener(showChoices);
  one("#choices", HTMLFieldSetElement).disabled = false; // not before: what is chosen must not be written over
}

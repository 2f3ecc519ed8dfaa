/** The keyboard shortcut, as the browser has it: members may have changed it, or it may belong to another extension. */

import { one } from "../look/dom.js";
import { word } from "../look/words.js";

const COMMAND = "capture";

/** Where Chromium lets it be changed; Firefox opens its own page when asked. */
const CHROMIUM_PAGE = "chrome://extensions/shortcuts";

/** @typedef {{ openShortcutSettings?: () => Promise<void> }} FirefoxCommands */

export async function showShortcut() {
  const commands = await chrome.commands.getAll();
  const keys = commands.find(({ name }) => name === COMMAND)?.shortcut;
  one("#shortcut", HTMLElement).textContent = keys ? word("options_shortcut", keys) : word("options_shortcut_none");

  const { openShortcutSettings } = /** @type {FirefoxCommands} */ (chrome.commands);
  one("#change-shortcut", HTMLButtonElement).addEventListener("click", () =>
    openShortcutSettings ? openShortcutSettings() : chrome.tabs.create({ url: CHROMIUM_PAGE }),
  );
}

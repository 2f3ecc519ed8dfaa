/** The permissions that come only when the member switches something on, and go when it is switched off. */

import { changePreferences } from "./preferences.js";

/** To see that the member opens the SSI page, and to read it without a click. */
export const VISITS = { origins: ["https://www.linkedin.com/*"] };

/** @type {{ permissions: ["notifications"] }} */
export const NOTIFICATIONS = { permissions: ["notifications"] };

/** Permissions can be taken away in the browser's own settings: then the switch goes off with them. */
export function heedRemovedPermissions() {
  chrome.permissions.onRemoved.addListener(async () => {
    if (!(await chrome.permissions.contains(VISITS))) await changePreferences({ automatic: false });
  });
}

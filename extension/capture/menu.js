/** The entry in the menu of the SSI page. */

import { word } from "../look/words.js";
import { SSI_ADDRESS } from "./address.js";

const ID = "capture";

/** Makes the entry; made anew where it is there already. */
export async function makeMenu() {
  await chrome.contextMenus.removeAll();
  chrome.contextMenus.create({
    id: ID,
    title: word("action"),
    contexts: ["page", "selection", "link", "image"],
    documentUrlPatterns: [`${SSI_ADDRESS}*`],
  });
}

/** @param {chrome.contextMenus.OnClickData} clicked */
export const isCaptureEntry = (clicked) => clicked.menuItemId === ID;

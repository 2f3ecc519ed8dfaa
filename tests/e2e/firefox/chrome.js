// What the tests do with Firefox's own rights. `evaluate` runs inside the document that a <browser> element shows:
// a tab, the popup, the extension's background.

const policy = (id) => WebExtensionPolicy.getByID(id);
const inIds = (id) => id.toLowerCase().replace(/[^a-z0-9_-]/g, "_");
const byId = (browserId) => gBrowser.browsers.find((browser) => browser.browserId === browserId);
const innerWindow = (browser) => browser.browsingContext?.currentWindowGlobal?.innerWindowId;
const popup = () => document.querySelector("browser.webextension-popup-browser");

async function background(id) {
  const { extension } = policy(id);
  await extension.wakeupBackground();
  return extension.backgroundContext.xulBrowser;
}

/** { value } as JSON, { error } where the expression throws, { gone } where the document leaves before it answers. */
function evaluate(browser, expression, patience = 20_000) {
  const manager = browser?.messageManager;
  if (!manager) return { gone: true };
  const answered = `e2e:${Math.random()}`;
  const asked = innerWindow(browser);
  return new Promise((resolve) => {
    const end = (answer) => {
      clearInterval(watch);
      manager.removeMessageListener(answered, heard);
      resolve(answer);
    };
    const heard = ({ data }) => end(data);
    const leaves = () => innerWindow(browser) !== asked && setTimeout(end, 200, { gone: true }); // its answer may be on the way
    const watch = setInterval(leaves, 100);
    manager.addMessageListener(answered, heard);
    setTimeout(end, patience, { gone: true });
    const script = `(${inContent})(this, ${JSON.stringify(expression)}).then(
      (answer) => sendAsyncMessage(${JSON.stringify(answered)}, answer))`;
    manager.loadFrameScript(`data:,${encodeURIComponent(script)}`, false);
  });
}

/** Runs in the document's own process; `frame` is the frame script's scope. */
async function inContent(frame, expression) {
  const { content } = frame;
  const sandbox = new Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
  content.document.notifyUserGestureActivation();
  const hand = content.windowUtils.setHandlingUserInput(true);
  try {
    const promise = Cu.evalInSandbox(`(async () => JSON.stringify(await (${expression})))()`, sandbox);
    hand.destruct();
    return { value: await promise };
  } catch (error) {
    return { error: String(error) };
  }
}

/** Resolves when the document is there; what it loads may still be on the way. */
async function load(browser, url) {
  await new Promise((committed) => {
    const listener = {
      onLocationChange(where, progress) {
        if (where !== browser || !progress.isTopLevel) return;
        gBrowser.removeTabsProgressListener(listener);
        committed();
      },
    };
    gBrowser.addTabsProgressListener(listener);
    browser.fixupAndLoadURIString(url, { triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal() });
  });
  if (!browser.isRemoteBrowser) return; // one of Firefox's own pages
  const parsed = `document.readyState !== "loading" || new Promise((done) => addEventListener("DOMContentLoaded", done))`;
  while ((await evaluate(browser, `(async () => { await (${parsed}) })()`)).gone);
}

/** A popup opens only beside a tab that has come to the front, and where none is closing. */
async function ready() {
  if (gBrowser._switcher) await new Promise((done) => addEventListener("TabSwitchDone", done, { once: true }));
  const panel = popup()?.closest("panel");
  if (panel && panel.state !== "closed") {
    const hidden = new Promise((done) => panel.addEventListener("popuphidden", done, { once: true }));
    panel.hidePopup();
    await hidden;
  }
}

async function clickToolbarButton(id) {
  await background(id); // a click on a sleeping one is slow
  await ready();
  const widget = `${inIds(id)}-browser-action`;
  CustomizableUI.addWidgetToArea(widget, CustomizableUI.AREA_NAVBAR);
  document.getElementById(widget).querySelector(".unified-extensions-item-action-button").click();
}

async function screenshot(browser) {
  const bitmap = await browser.browsingContext.currentWindowGlobal.drawSnapshot(null, 2, "white");
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext("2d").drawImage(bitmap, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

function press(key) {
  const keyboard = Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
  keyboard.beginInputTransactionForTests(window);
  const named = { " ": "SPACE", Enter: "RETURN" };
  const event = new KeyboardEvent("", { key, keyCode: KeyboardEvent[`DOM_VK_${named[key] ?? key.toUpperCase()}`] });
  keyboard.keydown(event);
  keyboard.keyup(event);
}

/** What Firefox does at the keys that it has bound for the extension; tells which these are. */
function useShortcut(id) {
  const bound = document.querySelector(`#ext-keyset-id-${inIds(id)} key`);
  bound.doCommand();
  return [...bound.getAttribute("modifiers").split(","), bound.getAttribute("key")].join("+").toLowerCase();
}

/** Opens the page's menu and chooses the extension's own entry; tells whether there is one. */
async function chooseInMenu(id) {
  const menu = document.getElementById("contentAreaContextMenu");
  const { x, y } = gBrowser.selectedBrowser.getBoundingClientRect();
  const shown = new Promise((done) => menu.addEventListener("popupshown", done, { once: true }));
  for (const type of ["mousedown", "mouseup", "contextmenu"]) {
    window.synthesizeMouseEvent(type, x + 20, y + 20, { button: 2, clickCount: 1 });
  }
  await shown;
  const prefix = `${inIds(id)}-menuitem-`;
  const entry = menu.querySelector(`[id^="${prefix}"]`);
  if (entry) menu.activateItem(entry);
  else menu.hidePopup();
  return Boolean(entry);
}

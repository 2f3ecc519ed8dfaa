/** A browser that fits on a screen: what the extension asks of `chrome`, kept in plain objects. */

import { readFileSync } from "node:fs";

const extension = new URL("../../extension/", import.meta.url);

/** @returns {any} one storage area, its contents in `kept` */
function area(/** @type {string} */ name, /** @type {Function[]} */ watchers) {
  /** @type {Record<string, any>} */
  const kept = {};
  return {
    kept,
    get: async (/** @type {string} */ key) => (key in kept ? { [key]: structuredClone(kept[key]) } : {}),
    set: async (/** @type {Record<string, any>} */ items) => {
      Object.assign(kept, structuredClone(items));
      const changes = Object.fromEntries(Object.entries(items).map(([key, newValue]) => [key, { newValue }]));
      for (const watcher of watchers) watcher(changes, name);
    },
    remove: async (/** @type {string} */ key) => {
      delete kept[key];
      for (const watcher of watchers) watcher({ [key]: {} }, name);
    },
  };
}

/**
 * Puts a fresh browser in place of `chrome` and returns it, so that a test can look into it or change an answer.
 * @param {string} [locale] of the words that it shows
 */
export function browserFake(locale = "en") {
  const words = JSON.parse(readFileSync(new URL(`_locales/${locale}/messages.json`, extension), "utf8"));
  /** @type {Function[]} */
  const watchers = [];
  /** @type {Map<string, any>} */
  const alarms = new Map();
  const button = { text: "", title: "", colour: "" };
  const fake = {
    storage: {
      local: area("local", watchers),
      session: area("session", watchers),
      onChanged: { addListener: (/** @type {Function} */ watcher) => watchers.push(watcher) },
    },
    alarms: {
      kept: alarms,
      get: async (/** @type {string} */ name) => alarms.get(name),
      create: async (/** @type {string} */ name, /** @type {object} */ when) => void alarms.set(name, when),
      clear: async (/** @type {string} */ name) => alarms.delete(name),
    },
    runtime: {
      id: "fake",
      getURL: (/** @type {string} */ path) => `chrome-extension://fake/${path}`,
      getManifest: () => JSON.parse(readFileSync(new URL("manifest.json", extension), "utf8")),
      sendMessage: async (/** @type {any} */ _wish) => {},
      openOptionsPage: async () => {},
    },
    i18n: {
      getUILanguage: () => (locale === "en" ? "en-GB" : locale.replace("_", "-")),
      getMessage: (/** @type {string} */ key, /** @type {string[]} */ insets = []) =>
        (words[key]?.message ?? "").replaceAll(
          /\$([A-Z]+)\$/g,
          (/** @type {string} */ _all, /** @type {string} */ name) =>
            insets[Number(words[key].placeholders[name.toLowerCase()].content.slice(1)) - 1],
        ),
    },
    tabs: {
      TAB_ID_NONE: -1,
      get: async (/** @type {number} */ id) => ({ id, url: /** @type {string | undefined} */ (undefined) }),
      query: async () => [{ id: 7 }],
      create: async (/** @type {{ url: string }} */ _tab) => /** @type {{ id: number } | void} */ ({ id: 8 }),
      update: async (/** @type {number} */ _id, /** @type {{ url?: string, active?: boolean }} */ _to) => {},
    },
    windows: { update: async () => {} },
    commands: { getAll: async () => [{ name: "capture", shortcut: "Alt+Shift+S" }] },
    action: {
      shown: button,
      setBadgeBackgroundColor: async (/** @type {{ color: string }} */ { color }) => void (button.colour = color),
      setBadgeTextColor: async () => {},
      setBadgeText: async (/** @type {{ text: string }} */ { text }) => void (button.text = text),
      setTitle: async (/** @type {{ title: string }} */ { title }) => void (button.title = title),
    },
    notifications: {
      shown: /** @type {any[]} */ ([]),
      create: async (/** @type {string} */ id, /** @type {object} */ what) =>
        void fake.notifications.shown.push({ id, ...what }),
    },
    scripting: { executeScript: async (/** @type {any} */ _injection) => [{ result: /** @type {any} */ (null) }] },
    permissions: {
      request: async (/** @type {any} */ _wanted) => true,
      contains: async (/** @type {any} */ _wanted) => true,
    },
  };
  /** @type {any} */ (globalThis).chrome = fake;
  return fake;
}

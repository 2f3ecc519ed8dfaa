/** Permissions of a browser whose member agrees to everything, unless a test says otherwise. */

/** @typedef {{ origins?: string[], permissions?: string[] }} Named */

/** @param {...string} names of what is granted from the beginning */
export function permissionsFake(...names) {
  /** @type {{ added: Function[], removed: Function[] }} */
  const watchers = { added: [], removed: [] };
  const granted = new Set(names);
  const all = (/** @type {Named} */ { origins = [], permissions = [] }) => [...origins, ...permissions];
  return {
    granted,
    /** @type {Named[]} */
    asked: [],
    agrees: true,
    async request(/** @type {Named} */ wanted) {
      this.asked.push(wanted);
      if (!this.agrees) return false;
      for (const name of all(wanted)) granted.add(name);
      for (const watcher of watchers.added) watcher(wanted);
      return true;
    },
    contains: async (/** @type {Named} */ wanted) => all(wanted).every((name) => granted.has(name)),
    async remove(/** @type {Named} */ unwanted) {
      for (const name of all(unwanted)) granted.delete(name);
      for (const watcher of watchers.removed) watcher(unwanted);
      return true;
    },
    getAll: async () => ({ origins: [...granted].filter((name) => name.includes("/")) }),
    onAdded: { addListener: (/** @type {Function} */ watcher) => watchers.added.push(watcher) },
    onRemoved: { addListener: (/** @type {Function} */ watcher) => watchers.removed.push(watcher) },
  };
}

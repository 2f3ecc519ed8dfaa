import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../../extension/", import.meta.url);
const read = (/** @type {string} */ path) => readFileSync(new URL(path, root), "utf8");
const manifest = JSON.parse(read("manifest.json"));
const PAGES = [manifest.action.default_popup, manifest.options_ui.page];

test("no permission beyond these", () => {
  assert.deepEqual(manifest.permissions, ["activeTab", "alarms", "contextMenus", "scripting", "storage"]);
  assert.deepEqual(manifest.optional_permissions, ["notifications"]);
  assert.deepEqual(manifest.host_permissions, ["http://127.0.0.1/*", "http://localhost/*"]);
  assert.deepEqual(manifest.optional_host_permissions, ["http://*/*", "https://*/*"]);
  assert.equal(manifest.content_scripts, undefined);
});

test("the pages run nothing but the extension's own files", () => {
  const policy = manifest.content_security_policy.extension_pages;
  assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/);
  assert.doesNotMatch(policy, /unsafe|upgrade-insecure-requests/);
  for (const page of PAGES) {
    assert.doesNotMatch(read(page), /<style|style=|\son\w+=|<script(?![^>]*\ssrc=)|(src|href)="(https?:)?\/\//, page);
  }
});

test("every file that is named is there", () => {
  const inPages = PAGES.flatMap((page) =>
    [...read(page).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => new URL(path, new URL(page, root))),
  );
  const inManifest = [
    ...Object.values(manifest.icons),
    ...Object.values(manifest.action.default_icon),
    ...PAGES,
    manifest.background.service_worker,
    ...manifest.background.scripts,
  ].map((path) => new URL(path, root));
  for (const file of [...inPages, ...inManifest]) assert.ok(existsSync(file), file.pathname);
});

test("one worker for both kinds of browsers", () => {
  assert.deepEqual(manifest.background.scripts, [manifest.background.service_worker]);
  assert.equal(manifest.background.type, "module");
});

test("the vendored library is the published one", () => {
  const [, sum] = /`index\.js` \| `([0-9a-f]{64})`/.exec(read("vendor/idb/README.md")) ?? [];
  assert.equal(createHash("sha256").update(read("vendor/idb/index.js")).digest("hex"), sum);
});

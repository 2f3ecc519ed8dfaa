import assert from "node:assert/strict";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { makeCapture, pack } from "../../extension/capture/capture.js";
import { localTime } from "../../extension/capture/local-time.js";
import { browserFake } from "./browser-fake.js";

const PAGE = { url: "https://www.linkedin.com/sales/ssi/?trk=x#y", html: "<html>żółć 53</html>", late: false };
const CLICKED = new Date("2026-03-05T08:30:00Z");
const browser = browserFake();

test("the moment of the click stands in the member's own time", () => {
  assert.equal(localTime(CLICKED, 60), "2026-03-05T09:30:00+01:00");
  assert.equal(localTime(CLICKED, -210), "2026-03-05T05:00:00-03:30");
  assert.equal(localTime(CLICKED, 0), "2026-03-05T08:30:00+00:00");
  assert.equal(Date.parse(localTime(CLICKED)), CLICKED.getTime());
});

test("a capture has what the server asks for", () => {
  const { id, captured_at, ...rest } = makeCapture(PAGE, "click", CLICKED);
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(captured_at, localTime(CLICKED));
  assert.deepEqual(rest, {
    url: "https://www.linkedin.com/sales/ssi/",
    html: PAGE.html,
    trigger: "click",
    client: `extension/${browser.runtime.getManifest().version} chromium`,
  });
});

test("Firefox is named", () => {
  browser.runtime.getURL = (path) => `moz-extension://fake/${path}`;
  assert.match(makeCapture(PAGE, "click", CLICKED).client, / firefox$/);
});

test("half characters and NUL are made valid text", () => {
  assert.equal(makeCapture({ ...PAGE, html: "a\uD800b\0c😀" }, "menu", CLICKED).html, "a\uFFFDb\uFFFDc😀");
});

test("it travels as gzipped JSON", async () => {
  const capture = makeCapture(PAGE, "click", CLICKED);
  const { id, at, body } = await pack(capture);
  assert.equal(id, capture.id);
  assert.equal(at, CLICKED.getTime());
  assert.deepEqual(JSON.parse(gunzipSync(new Uint8Array(body)).toString("utf8")), capture);
});

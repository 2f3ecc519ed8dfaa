import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { captureOnClick } from "../../extension/capture/click.js";
import { SSI_ADDRESS } from "../../extension/capture/address.js";
import { AnotherPage, PageClosed } from "../../extension/capture/tab.js";
import { browserFake } from "./browser-fake.js";
import { outboxFake } from "./outbox-fake.js";

/** @type {import("../../extension/status/status.js").Status[]} */
let shown;
/** @type {ReturnType<typeof outboxFake>} */
let outbox;
/** @type {number[]} */
let delivered;

beforeEach(() => {
  browserFake();
  shown = [];
  delivered = [];
  outbox = outboxFake();
});

/** @param {Partial<import("../../extension/capture/click.js").Collaborators>} [other] */
function click(other) {
  const collaborators = {
    readTab: async () => ({ url: SSI_ADDRESS, html: "<html></html>", late: false }),
    keep: outbox.add,
    deliver: async () => void delivered.push(outbox.kept.size),
    show: async (/** @type {import("../../extension/status/status.js").Status} */ status) => void shown.push(status),
    ...other,
  };
  return captureOnClick(7, "shortcut", collaborators, new Date(CLICK));
}
const CLICK = Date.parse("2026-03-05T08:30:00Z");

test("a click reads, keeps, then sends", async () => {
  await click();
  assert.deepEqual(shown, [
    { state: "working", step: "reading", trigger: "shortcut", click: CLICK },
    { state: "working", step: "sending", late: false, trigger: "shortcut", click: CLICK },
  ]);
  assert.deepEqual(delivered, [1], "the capture stood in the outbox before anything was sent");
});

/** @type {[string, Error, object][]} */
const FAILURES = [
  ["another page", new AnotherPage("https://www.linkedin.com/feed/"), { state: "elsewhere", signIn: false }],
  ["a sign-in page", new AnotherPage("https://www.linkedin.com/login"), { state: "elsewhere", signIn: true }],
  ["a page that cannot be read", new PageClosed(), { state: "attention", cause: "page_closed" }],
  ["anything unforeseen", new TypeError("odd"), { state: "attention", cause: "unexpected", because: "TypeError: odd" }],
];
for (const [name, error, status] of FAILURES) {
  test(`${name} is shown, and nothing kept or sent`, async () => {
    await click({ readTab: () => Promise.reject(error) });
    assert.deepEqual(shown.at(-1), { ...status, trigger: "shortcut", click: CLICK });
    assert.equal(outbox.kept.size, 0);
    assert.deepEqual(delivered, []);
  });
}

test("a page whose scores never came is taken as it is, and that is said", async () => {
  await click({ readTab: async () => ({ url: SSI_ADDRESS, html: "<html></html>", late: true }) });
  assert.equal(shown[1].late, true);
  assert.deepEqual(delivered, [1]);
});

for (const [error, cause] of [
  ["QuotaExceededError", "storage_full"],
  ["UnknownError", "storage_broken"],
]) {
  test(`${error} of the outbox is said at once: ${cause}`, async () => {
    await click({ keep: () => Promise.reject(new DOMException("no", error)) });
    assert.equal(shown.at(-1)?.cause, cause);
    assert.deepEqual(delivered, []);
  });
}

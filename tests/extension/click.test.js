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
const click = (other) =>
  captureOnClick(7, {
    readTab: async () => ({ url: SSI_ADDRESS, html: "<html></html>" }),
    outbox,
    deliver: async () => void delivered.push(outbox.kept.size),
    show: async (status) => void shown.push(status),
    ...other,
  });

test("a click reads, keeps, then sends", async () => {
  await click();
  assert.deepEqual(shown, [
    { state: "working", step: "reading" },
    { state: "working", step: "sending" },
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
    assert.deepEqual(shown.at(-1), status);
    assert.equal(outbox.kept.size, 0);
    assert.deepEqual(delivered, []);
  });
}

test("a full disk is said at once", async () => {
  outbox.add = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
  await click();
  assert.deepEqual(shown.at(-1), { state: "attention", cause: "storage_full" });
});

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { connect } from "../../extension/server/client.js";
import { browserFake } from "./browser-fake.js";
import { answer, result, TOKEN } from "./sample.js";

const SETTINGS = { address: "https://ssi.example.org", token: TOKEN };
const PARCEL = { id: result().capture.id, at: 0, body: new TextEncoder().encode("gzipped").buffer };

beforeEach(() => void browserFake("pt_BR"));

test("a capture goes out once, as gzipped JSON, with the token, the words' language and without cookies", async () => {
  /** @type {[string, RequestInit | undefined][]} */
  const seen = [];
  const client = connect(SETTINGS, async (url, request) => {
    seen.push([String(url), request]);
    return answer(result(), 201);
  });
  assert.equal((await client.send(PARCEL)).kind, "delivered");
  assert.equal(seen.length, 1);
  const [url, request] = seen[0];
  assert.equal(url, "https://ssi.example.org/api/captures");
  assert.deepEqual(request?.headers, {
    "Content-Type": "application/json",
    "Content-Encoding": "gzip",
    "Accept-Language": "pt-BR",
    Authorization: `Bearer ${TOKEN}`,
  });
  assert.equal(request?.body, PARCEL.body);
  assert.deepEqual([request?.method, request?.credentials, request?.redirect], ["POST", "omit", "manual"]);
});

test("a server that keeps silent is told from one that is gone", async () => {
  const client = connect(SETTINGS, () => Promise.reject(new DOMException("too late", "TimeoutError")));
  assert.deepEqual(await client.send(PARCEL), { kind: "again", cause: "slow", forAll: true });
});

test("a server that is gone means: again", async () => {
  const client = connect(SETTINGS, () => Promise.reject(new TypeError("Failed to fetch")));
  assert.deepEqual(await client.send(PARCEL), { kind: "again", cause: "unreachable", forAll: true });
});

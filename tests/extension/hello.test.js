import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { beforeEach, test } from "node:test";
import { connect } from "../../extension/server/client.js";
import { testConnection } from "../../extension/server/connection.js";
import { greet } from "../../extension/server/hello.js";
import { proofOf } from "../../extension/server/proof.js";
import { browserFake } from "./browser-fake.js";
import { answer, problem, result, TOKEN } from "./sample.js";

beforeEach(() => void browserFake());

const SETTINGS = { address: "http://127.0.0.1:8712", token: TOKEN };
const HELLO = { name: "ssi-history", version: "1.2.3", api: 1 };

/** @typedef {{ url: URL, authorization: string | null, credentials?: string, redirect?: string }} Seen */

/** The proof as the server works it out, by other means than the extension's. */
function honest(/** @type {URL} */ url, token = TOKEN) {
  const key = createHash("sha256").update(token).digest();
  return createHmac("sha256", key).update(url.searchParams.get("nonce") ?? "").digest("hex");
}

/**
 * A server that remembers what it was asked.
 * @param {(url: URL) => Response} hello
 * @param {() => Response} [rest]
 */
function serverFake(hello, rest = () => answer({})) {
  /** @type {Seen[]} */
  const seen = [];
  /** @type {typeof fetch} */
  const ask = async (input, { headers, credentials, redirect } = {}) => {
    const url = new URL(String(input));
    seen.push({ url, authorization: new Headers(headers).get("Authorization"), credentials, redirect });
    return url.pathname === "/api/hello" ? hello(url) : rest();
  };
  return { ask, seen };
}
const good = (/** @type {URL} */ url) => answer({ ...HELLO, proof: honest(url) });

test("the proof is the HMAC of the nonce under the token's hash", async () => {
  // Worked out with OpenSSL: printf 0011 | openssl dgst -sha256 -mac HMAC -macopt hexkey:$(printf ssi_a_b | sha256sum)
  assert.equal(await proofOf("ssi_a_b", "0011"), "c94621650a5264f2103d2c86e8c58908f32d3ff548597eccc5bf292f0a25d287");
});

test("the server that gave the token is known by its proof", async () => {
  const { ask, seen } = serverFake(good);
  assert.deepEqual(await greet(SETTINGS, ask), { version: "1.2.3" });
  const [{ url, authorization, credentials, redirect }] = seen;
  assert.equal(url.searchParams.get("device"), "ab12cd");
  assert.match(url.searchParams.get("nonce") ?? "", /^[0-9a-f]{64}$/);
  assert.equal(authorization, null, "the token itself stays here");
  assert.deepEqual([credentials, redirect], ["omit", "manual"]);
});

test("every question is a new one", async () => {
  const { ask, seen } = serverFake(good);
  await greet(SETTINGS, ask);
  await greet(SETTINGS, ask);
  assert.notEqual(seen[0].url.searchParams.get("nonce"), seen[1].url.searchParams.get("nonce"));
});

/** @type {[string, (url: URL) => Response, string][]} */
const OBSTACLES = [
  ["nobody answers", () => { throw new TypeError("Failed to fetch"); }, "unreachable"],
  ["a page", () => new Response("<h1>It works!</h1>"), "stranger"],
  ["other JSON", () => answer({ name: "something" }), "stranger"],
  ["silence", () => { throw new DOMException("too late", "TimeoutError"); }, "slow"],
  ["a newer interface", (url) => answer({ ...HELLO, api: 2, proof: honest(url) }), "extension_old"],
  ["an older interface", (url) => answer({ ...HELLO, api: 0, proof: honest(url) }), "server_old"],
  ["no proof", () => answer({ ...HELLO, proof: null }), "token"],
  ["a wrong proof", (url) => answer({ ...HELLO, proof: honest(url, "ssi_ab12cd_other") }), "impostor"],
];
for (const [name, hello, obstacle] of OBSTACLES) {
  test(`${name}: ${obstacle}, and the token does not go out`, async () => {
    const { ask, seen } = serverFake(hello);
    assert.equal((await testConnection(SETTINGS, ask)).outcome, obstacle);
    const stopped = await connect(SETTINGS, ask).greet();
    assert.partialDeepStrictEqual(stopped, { kind: "again", cause: obstacle, forAll: true });
    assert.ok(seen.every(({ authorization }) => authorization === null));
  });
}

test("the version of a server that does not fit is told", async () => {
  const { ask } = serverFake(() => answer({ ...HELLO, api: 2, proof: null }));
  const stopped = await connect(SETTINGS, ask).greet();
  assert.partialDeepStrictEqual(stopped, { cause: "extension_old", version: "1.2.3" });
});

test("without a token the connection test asks only who answers", async () => {
  const { ask, seen } = serverFake(() => answer({ ...HELLO, proof: null }));
  const unpaired = { ...SETTINGS, token: "" };
  assert.deepEqual(await testConnection(unpaired, ask), { outcome: "unpaired", version: "1.2.3" });
  assert.deepEqual(seen.map(({ url }) => url.pathname), ["/api/hello"]);
});

test("without a token nobody is asked", async () => {
  const { ask, seen } = serverFake(good);
  const stopped = await connect({ ...SETTINGS, token: "" }, ask).greet();
  assert.deepEqual(stopped, { kind: "again", cause: "unconfigured", forAll: true });
  assert.equal(seen.length, 0);
});

/** @type {[string, () => Response, string][]} */
const OUTCOMES = [
  ["a known token", () => answer({}), "well"],
  ["a revoked token", () => answer(problem(401, "unauthorized"), 401), "token"],
  ["an error of the server", () => answer(problem(500, "internal"), 500), "failed"],
  ["a connection that breaks", () => { throw new TypeError("Failed to fetch"); }, "unreachable"],
];
for (const [name, rest, outcome] of OUTCOMES) {
  test(`the connection test names ${name}`, async () => {
    const { ask, seen } = serverFake(good, rest);
    assert.partialDeepStrictEqual(await testConnection(SETTINGS, ask), { outcome, version: "1.2.3" });
    assert.equal(seen.at(-1)?.authorization, `Bearer ${TOKEN}`);
    assert.equal(seen.at(-1)?.url.pathname, "/api/summary");
  });
}

test("the connection test learns what another browser of the member's has sent", async () => {
  const { change, ...latest } = result();
  const { ask } = serverFake(good, () => answer({ latest, change, weakest: "people", goal: null, days_since: 0 }));
  assert.deepEqual((await testConnection(SETTINGS, ask)).newest, { ...latest, change });
});

test("before the first capture there is nothing to learn", async () => {
  const { ask } = serverFake(good, () => answer({ latest: null, change: null }));
  assert.equal((await testConnection(SETTINGS, ask)).newest, undefined);
});

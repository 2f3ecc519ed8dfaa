import assert from "node:assert/strict";
import { test } from "node:test";
import { askForCodes, askForToken } from "../../extension/pairing/grant.js";
import { ADDRESS, CODES, gone, granted, pairingFake, pending } from "./pairing-fake.js";
import { answer, problem, TOKEN } from "./sample.js";

test("a code is asked for as RFC 8628 has it: a form, without cookies, with no more than a name", async () => {
  const server = pairingFake();
  const codes = await askForCodes(ADDRESS, "Chrome on Windows", server.ask);
  assert.deepEqual(codes, {
    deviceCode: CODES.device_code,
    userCode: "BCDF-GHJK",
    page: CODES.verification_uri_complete,
    expires: 600,
    interval: 2,
  });
  const [{ path, fields, request }] = server.asked;
  assert.equal(path, "/api/pairing");
  assert.deepEqual(fields, { client_id: "ssi-history-extension", scope: "capture", device_name: "Chrome on Windows" });
  assert.deepEqual([request.method, request.credentials, request.redirect], ["POST", "omit", "manual"]);
  assert.ok(request.body instanceof URLSearchParams);
});

test("what may be left out has its default: the page without the code, five seconds between questions", async () => {
  const { verification_uri_complete: _page, interval: _interval, ...bare } = CODES;
  const codes = await askForCodes(ADDRESS, "Firefox", async () => answer(bare));
  assert.deepEqual(codes, {
    deviceCode: CODES.device_code,
    userCode: "BCDF-GHJK",
    page: CODES.verification_uri,
    expires: 600,
    interval: 5,
  });
});

/** @type {[string, () => Response, object][]} */
const NO_CODES = [
  ["nobody", gone, { reason: "unreachable" }],
  ["silence", () => { throw new DOMException("too late", "TimeoutError"); }, { reason: "slow" }],
  ["a page", () => new Response("<h1>Welcome</h1>"), { reason: "stranger" }],
  ["a page with an error", () => new Response("<h1>Not found</h1>", { status: 404 }), { reason: "stranger" }],
  ["nothing but null", () => answer(null), { reason: "stranger" }],
  ["too many that wait", () => answer({ error: "temporarily_unavailable" }, 429), { reason: "busy" }],
  ["a server that is closing", () => answer(problem(503, "unavailable"), 503), { reason: "busy" }],
  ["an error", () => answer({ error: "invalid_scope" }, 400), { reason: "failed", because: "invalid_scope" }],
  [
    "an error in words",
    () => answer({ error: "invalid_request", error_description: "The name is too long." }, 400),
    { reason: "failed", because: "The name is too long." },
  ],
];
for (const [name, answers, failure] of NO_CODES) {
  test(`no code from ${name}`, async () => {
    assert.deepEqual(await askForCodes(ADDRESS, "Firefox", async () => answers()), failure);
  });
}

/** @type {[string, object][]} */
const MALFORMED = [
  ["a number for a code", { user_code: 12345678 }],
  ["an empty code", { user_code: " " }],
  ["a code that is a book", { user_code: "B".repeat(41) }],
  ["no device code", { device_code: undefined }],
  ["another server's page", { verification_uri_complete: "https://elsewhere.example/pair?user_code=BCDF-GHJK" }],
  ["another port's page", { verification_uri: "http://127.0.0.1:8713/pair" }],
  ["a script for a page", { verification_uri_complete: "javascript:alert(1)" }],
  ["no end", { expires_in: undefined }],
  ["an end in the past", { expires_in: -1 }],
  ["no pause at all", { interval: 0 }],
  ["a pause in words", { interval: "2" }],
];
for (const [name, change] of MALFORMED) {
  test(`an answer with ${name} is something else's`, async () => {
    const codes = await askForCodes(ADDRESS, "Firefox", async () => answer({ ...CODES, ...change }));
    assert.deepEqual(codes, { reason: "stranger" });
  });
}

test("the token is asked for with the device code and the client that asked", async () => {
  const server = pairingFake();
  server.token = granted;
  assert.deepEqual(await askForToken(ADDRESS, "secret", server.ask), { token: TOKEN });
  assert.equal(server.asked[0].path, "/api/pairing/token");
  assert.deepEqual(server.asked[0].fields, {
    grant_type: "urn:ietf:params:oauth:grant-type:device_code",
    device_code: "secret",
    client_id: "ssi-history-extension",
  });
});

/** @type {[string, () => Response, object][]} */
const ANSWERS = [
  ["authorization_pending", pending, { wait: "pending" }],
  ["slow_down", () => answer({ error: "slow_down" }, 400), { wait: "slow_down" }],
  ["access_denied", () => answer({ error: "access_denied" }, 400), { reason: "denied" }],
  ["expired_token", () => answer({ error: "expired_token" }, 400), { reason: "expired" }],
  ["another error", () => answer({ error: "invalid_grant" }, 400), { reason: "failed", because: "invalid_grant" }],
  ["a token of another kind", () => answer({ access_token: "x", token_type: "Bearer" }), { reason: "stranger" }],
  ["a token for something else", () => answer({ access_token: TOKEN, token_type: "mac" }), { wait: "trouble" }],
  ["nobody", gone, { wait: "trouble" }],
  ["a page", () => new Response("<h1>Sign in to the network</h1>"), { wait: "trouble" }],
  ["an error of the server", () => answer(problem(500, "internal"), 500), { wait: "trouble" }],
  ["a problem that is no error of this dialogue", () => answer(problem(400, "bad_host"), 400), { wait: "trouble" }],
];
for (const [name, answers, meaning] of ANSWERS) {
  test(`while the member is asked, ${name} means ${JSON.stringify(meaning)}`, async () => {
    assert.deepEqual(await askForToken(ADDRESS, "secret", async () => answers()), meaning);
  });
}

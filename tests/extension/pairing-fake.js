/** A server that pairs, for tests: what it answers next can be set, what it was asked is remembered. */

import { createHash, createHmac } from "node:crypto";
import { answer, TOKEN } from "./sample.js";

export const ADDRESS = "http://127.0.0.1:8712";
export const CODES = {
  device_code: "GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS",
  user_code: "BCDF-GHJK",
  verification_uri: `${ADDRESS}/pair`,
  verification_uri_complete: `${ADDRESS}/pair?user_code=BCDF-GHJK`,
  expires_in: 600,
  interval: 2,
};
export const pending = () => answer({ error: "authorization_pending" }, 400);
export const granted = () => answer({ access_token: TOKEN, token_type: "Bearer", scope: "capture" });
export const gone = () => {
  throw new TypeError("Failed to fetch");
};

/** @typedef {{ path: string, fields: Record<string, string>, request: RequestInit }} Asked */

export function pairingFake() {
  /** @type {Asked[]} */
  const asked = [];
  const answers = {
    hello: (/** @type {URL} */ url) => answer({ name: "ssi-history", version: "1.2.3", api: 1, proof: proof(url) }),
    codes: () => answer(CODES),
    token: pending,
  };
  /** @type {typeof fetch} */
  const ask = async (input, request = {}) => {
    const url = new URL(String(input));
    const fields = Object.fromEntries(/** @type {URLSearchParams} */ (request.body ?? url.searchParams));
    asked.push({ path: url.pathname, fields, request });
    if (url.pathname === "/api/hello") return answers.hello(url);
    return url.pathname === "/api/pairing" ? answers.codes() : answers.token();
  };
  return Object.assign(answers, { ask, asked });
}

function proof(/** @type {URL} */ url) {
  if (!url.searchParams.get("device")) return null;
  const key = createHash("sha256").update(TOKEN).digest();
  return createHmac("sha256", key).update(url.searchParams.get("nonce") ?? "").digest("hex");
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { readPairing } from "../../extension/pairing/kept.js";
import { pursuePairing } from "../../extension/pairing/pursuit.js";
import { startPairing } from "../../extension/pairing/start.js";
import { browserFake } from "./browser-fake.js";
import { ADDRESS, CODES, granted, pairingFake } from "./pairing-fake.js";
import { answer, TOKEN } from "./sample.js";

test("a pursuit asks until the token is here; one more, as after an alarm, asks nothing of its own", async () => {
  const browser = browserFake();
  const server = pairingFake();
  server.codes = () => answer({ ...CODES, interval: 0.1 });
  let left = 2;
  server.token = () => (left-- > 0 ? pairingFake().token() : granted());
  await startPairing(ADDRESS, server.ask);
  const pursue = () => pursuePairing({ deliver: async () => {}, captures: async () => 0, ask: server.ask });
  await Promise.all([pursue(), pursue()]);
  assert.equal(browser.storage.local.kept.server.token, TOKEN);
  assert.equal(await readPairing(), undefined);
  assert.equal(server.asked.filter(({ path }) => path === "/api/pairing/token").length, 3);
});

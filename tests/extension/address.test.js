import assert from "node:assert/strict";
import { test } from "node:test";
import { bare, isSignIn, isSsiPage, SSI_ADDRESS } from "../../extension/capture/address.js";

const SSI = [
  SSI_ADDRESS,
  "https://www.linkedin.com/sales/ssi/",
  "https://linkedin.com/sales/ssi",
  "https://pl.linkedin.com/sales/ssi?trk=abc#top",
];
const NOT_SSI = [
  undefined,
  "",
  "about:blank",
  "http://www.linkedin.com/sales/ssi",
  "https://www.linkedin.com/sales/ssi/other",
  "https://www.linkedin.com/sales/ssi2",
  "https://www.linkedin.com/sales/home?next=/sales/ssi",
  "https://www.linkedin.com/feed/#/sales/ssi",
  "https://www.linkedin.com:8443/sales/ssi",
  "https://evil-linkedin.com/sales/ssi",
  "https://www.linkedin.com.example.org/sales/ssi",
  "https://www.linkedin.com@example.org/sales/ssi",
];

for (const url of SSI) test(`the SSI page: ${url}`, () => assert.equal(isSsiPage(url), true));
for (const url of NOT_SSI) test(`not the SSI page: ${url}`, () => assert.equal(isSsiPage(url), false));

test("a sign-in or a check is known by its address", () => {
  for (const path of ["/login", "/uas/login?session_redirect=x", "/authwall?a=b", "/checkpoint/lg/login-submit"]) {
    assert.equal(isSignIn(`https://www.linkedin.com${path}`), true, path);
  }
  assert.equal(isSignIn("https://www.linkedin.com/feed/"), false);
  assert.equal(isSignIn("https://example.org/login"), false);
});

test("query and fragment never leave the browser", () => {
  assert.equal(bare("https://www.linkedin.com/sales/ssi?li_at=secret#x"), SSI_ADDRESS);
});

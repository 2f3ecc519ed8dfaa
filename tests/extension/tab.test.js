import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { SSI_ADDRESS } from "../../extension/capture/address.js";
import { AnotherPage, PageClosed, readTab } from "../../extension/capture/tab.js";
import { browserFake } from "./browser-fake.js";

const PAGE = { url: SSI_ADDRESS, html: "<!DOCTYPE html>\n<html></html>" };

/** @type {ReturnType<typeof browserFake>} */
let browser;
let injections = 0;

beforeEach(() => {
  browser = browserFake();
  injections = 0;
});

/**
 * @param {string | undefined} url of the tab
 * @param {(nth: number) => any} run what the n-th injection gives
 */
function tabShows(url, run = () => PAGE) {
  browser.tabs.get = async (id) => ({ id, url });
  browser.scripting.executeScript = async () => [{ result: run(++injections) }];
}

test("the SSI page is read", async () => {
  tabShows(SSI_ADDRESS);
  assert.deepEqual(await readTab(7), PAGE);
});

test("a page that never ends to load is read nevertheless", async () => {
  tabShows(SSI_ADDRESS);
  const { executeScript } = browser.scripting;
  browser.scripting.executeScript = (injection) => {
    assert.equal(injection.injectImmediately, true);
    return executeScript(injection);
  };
  assert.deepEqual(await readTab(7), PAGE);
});

test("a refusal directly after the click is tried again", async () => {
  tabShows(SSI_ADDRESS, (nth) => {
    if (nth < 3) throw new Error("Cannot access contents of the page.");
    return PAGE;
  });
  assert.deepEqual(await readTab(7), PAGE);
  assert.equal(injections, 3);
});

test("a refusal that lasts is told", async () => {
  tabShows(SSI_ADDRESS, () => {
    throw new Error("Cannot access contents of the page.");
  });
  await assert.rejects(readTab(7), PageClosed);
});

test("nothing is put into any other page", async () => {
  tabShows("https://www.linkedin.com/feed/");
  await assert.rejects(readTab(7), AnotherPage);
  assert.equal(injections, 0);
});

test("nor into a page whose address the browser does not tell", async () => {
  tabShows(undefined);
  await assert.rejects(readTab(7), AnotherPage);
  assert.equal(injections, 0);
});

test("a tab that has moved on while the page rendered is dropped", async () => {
  tabShows(SSI_ADDRESS, () => ({ ...PAGE, url: "https://www.linkedin.com/in/somebody/" }));
  await assert.rejects(readTab(7), AnotherPage);
  assert.equal(injections, 1);
});

test("a sign-in page is named as such", async () => {
  tabShows("https://www.linkedin.com/login");
  await assert.rejects(readTab(7), (error) => error instanceof AnotherPage && error.signIn);
});

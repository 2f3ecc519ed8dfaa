import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { countsOf, outbox } from "../../extension/outbox/store.js";
import { deleteDB, openDB } from "../../extension/vendor/idb/index.js";
import { problem } from "./sample.js";

const parcel = (/** @type {string} */ id, at = 0) => ({ id, at, body: new ArrayBuffer(3) });

beforeEach(() => deleteDB("outbox"));

test("the oldest click comes first", async () => {
  await outbox.add(parcel("b", 2));
  await outbox.add(parcel("a", 1));
  assert.deepEqual((await outbox.labels()).map(({ id }) => id), ["a", "b"]);
  assert.equal((await outbox.parcel("a"))?.body.byteLength, 3);
});

test("what is refused leaves its explanation only", async () => {
  await outbox.add(parcel("a"));
  const [label] = await outbox.labels();
  await outbox.refuse(label, problem(422, "signed_out"));
  assert.equal(await outbox.parcel("a"), undefined);
  assert.deepEqual(countsOf(await outbox.labels()), { waiting: 0, held: 0, refused: 1 });
});

test("a mark on what has gone brings nothing back", async () => {
  await outbox.add(parcel("a"));
  await outbox.remove("a");
  await outbox.mark("a", { state: "held" });
  assert.deepEqual(await outbox.labels(), []);
});

test("an id is kept once, and the failure names its cause", async () => {
  await outbox.add(parcel("a"));
  await assert.rejects(outbox.add(parcel("a")), { name: "ConstraintError" });
  assert.equal((await outbox.labels()).length, 1);
});

test("what an older version kept still goes out", async () => {
  const old = await openDB("outbox", 1, {
    upgrade(fresh) {
      const store = fresh.createObjectStore("captures", { keyPath: "id" });
      store.createIndex("at", "at");
      store.createIndex("held", "problem.code");
    },
  });
  await old.add("captures", { ...parcel("b", 2), tries: 4 });
  await old.add("captures", { ...parcel("a", 1), tries: 1, problem: problem(409, "conflict") });
  old.close();
  assert.deepEqual(await outbox.labels(), [
    { id: "a", at: 1, state: "waiting", tries: 0 },
    { id: "b", at: 2, state: "waiting", tries: 0 },
  ]);
  assert.equal((await outbox.parcel("b"))?.body.byteLength, 3);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  knownTogether,
  moment,
  partedBy,
  pointsOf,
  standingApart,
} from "../../server/ssi_server/web/static/charts/points.js";

const never = () => false;
const values = (points) => points.map(([, value]) => value);

test("a day becomes its UTC midnight", () => {
  assert.equal(new Date(moment(20_517)).toISOString(), "2026-03-05T00:00:00.000Z");
});

test("a missing figure stays missing", () => {
  assert.deepEqual(values(pointsOf([1, 2, 3], [5, null, 0], never)), [5, null, 0]);
});

test("a long time without captures is a gap, and no line is drawn across it", () => {
  const points = pointsOf([1, 32, 64], [5, 6, 7], partedBy(31, []));
  assert.deepEqual(values(points), [5, 6, null, 7]);
  const [, before, gap, after] = points.map(([at]) => at);
  assert.ok(before < gap && gap < after);
});

test("a break parts the day before it from its own day, and no others", () => {
  const parted = partedBy(31, [3]);
  assert.deepEqual(values(pointsOf([1, 2, 3, 4], [5, 6, 7, 8], parted)), [5, 6, null, 7, 8]);
});

test("a break on a day without a row parts the rows around it", () => {
  assert.deepEqual(values(pointsOf([1, 5], [5, 6], partedBy(31, [3]))), [5, null, 6]);
});

test("of many points only the ends of a line and of a gap need a symbol", () => {
  const days = [...Array(50).keys(), ...Array.from({ length: 50 }, (_, i) => 100 + i)];
  const apart = standingApart(pointsOf(days, days, partedBy(31, [])));
  const shown = apart.flatMap((is, i) => (is ? [i] : []));
  assert.deepEqual(shown, [0, 49, 51, 100]); // 50 is the gap itself, which has no figure.
});

test("a few points have a symbol each, however near to each other, and many have none, however far", () => {
  const few = [1, 2, 3, 4, 90, 200];
  assert.ok(standingApart(pointsOf(few, few, never)).every(Boolean));
  const weeks = Array.from({ length: 53 }, (_, i) => 7 * i + (i % 3)); // 5 to 8 days apart
  const inside = standingApart(pointsOf(weeks, weeks, never)).slice(1, -1);
  assert.deepEqual(new Set(inside), new Set([false]));
});

test("the only point is seen, and so is one between two missing figures", () => {
  assert.deepEqual(standingApart(pointsOf([7], [5], never)), [true]);
  const days = [...Array(100).keys()];
  const alone = days.map((day) => (day === 49 || day === 51 ? null : day));
  assert.equal(standingApart(pointsOf(days, alone, never))[50], true);
});

test("a stack is drawn only where all of its layers are known", () => {
  assert.deepEqual(knownTogether([[1, 2, 3], [4, null, 6]]), [[1, null, 3], [4, null, 6]]);
});

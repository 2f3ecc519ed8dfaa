/**
 * What the popup shows beside the status: the last figures, whether a capture is due, what stands in the outbox, the
 * question whose it is.
 */

import { alarm } from "../outbox/alarm.js";
import { outbox } from "../outbox/store.js";
import { dueAt } from "../reminder/due.js";
import { readLatest } from "../status/latest.js";
import { renderDue } from "./due.js";
import { renderOutbox } from "./outbox-list.js";
import { isElsewhere, renderFigures } from "./view.js";
import { renderWhose } from "./whose.js";
import { wish } from "../wish.js";

/** @typedef {import("../outbox/store.js").Label} Label */
/** @typedef {import("../status/status.js").Status} Status */

/** Refusals that this popup has shown; they stay in sight until it closes. @type {Map<string, Label>} */
const refused = new Map();

/** @type {Status | undefined} */
let current;

/**
 * @param {Status} status
 * @param {import("./outbox-list.js").Ask} ask
 */
export async function showRest(status, ask) {
  current = status;
  const { state } = status;
  const result = status.result ?? (isElsewhere() ? await readLatest() : undefined);
  const due = await dueAt();
  const labels = await readLabels();
  const nextTry = await alarm.next();
  if (status !== current) return; // things have moved on meanwhile
  renderFigures(state, result, due);
  renderDue(state, due);
  if (state === "working") return;
  const fresh = labels.filter((label) => label.state === "refused");
  for (const label of fresh) refused.set(label.id, label);
  const told = status.problem?.id; // the status itself says what became of this one
  const others = [...refused.values()].filter(({ id }) => id !== told);
  renderOutbox([...others, ...labels.filter((label) => label.state !== "refused")], nextTry, ask);
  renderWhose(labels, ask);
  if (!status.seen) await wish({ do: "seen", ids: fresh.map(({ id }) => id) });
}

/** @returns {Promise<Label[]>} none where the outbox cannot be read: the status says so, by whoever has to send */
async function readLabels() {
  try {
    return await outbox.labels();
  } catch {
    return [];
  }
}

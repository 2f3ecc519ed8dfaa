/** The question whose page it is, where the server has found another LinkedIn account than before. */

import { one } from "../look/dom.js";
import { dateAndTime, word } from "../look/words.js";

/**
 * @param {import("../outbox/store.js").Label[]} labels
 * @param {import("./outbox-list.js").Ask} ask
 */
export function renderWhose(labels, ask) {
  const asked = labels.find(({ state, problem }) => state === "held" && problem?.code === "another_account");
  const section = one("#whose", HTMLElement);
  section.hidden = !asked;
  if (!asked) return;
  const { id, at } = asked;
  one("p", HTMLElement, section).textContent = word("whose_detail", dateAndTime(at));
  one("#whose-mine", HTMLButtonElement).onclick = () => ask({ do: "claim", id });
  one("#whose-not-mine", HTMLButtonElement).onclick = () => ask({ do: "delete", id });
}

/** Sample answers of the server. Figures are those of a page that was seen in public. */

/** @typedef {import("../../extension/server/contract.js").Result} Result */

export const TOKEN = "ssi_ab12cd_x_-YZ0123456789abcdefghijklmnopqrstuv";

/** @returns {Result} */
export function result(id = "11111111-1111-4111-8111-111111111111") {
  return {
    capture: { id, captured_at: "2026-03-05T09:30:00+01:00" },
    reading: {
      total: 53,
      score: 52.648,
      pillars: { brand: 20.998, people: 6.4, insights: 10.25, relationships: 15 },
      industry: { name: "Software Development", average: 34, rank: 9, pillars: null },
      network: { name: null, average: 36, rank: 11, pillars: null },
      verdict: "consistent",
      doubts: [],
    },
    change: { previous: null, 30: null },
  };
}

/**
 * A result that is compared with one 13 days before.
 * @param {Partial<import("../../extension/server/contract.js").Change>} [differing] what the change has otherwise
 */
export function compared(differing = {}) {
  const answer = result();
  answer.change.previous = {
    since: "2026-02-20T09:00:00+01:00",
    days: 13,
    total: 2,
    score: 1.42,
    pillars: { brand: 0.1, people: -0.25, insights: 0, relationships: null },
    industry: { average: 0, rank: -1 },
    network: { average: 1, rank: 3 },
    ...differing,
  };
  return answer;
}

/**
 * @param {number} status
 * @param {string} code
 * @param {object} [more]
 */
export function problem(status, code, more = {}) {
  const type = `urn:ssi-history:problem:${code}`;
  return { type, title: `Title of ${code}`, status, code, detail: `Detail of ${code}.`, ...more };
}

/**
 * @param {unknown} body
 * @param {number} [status]
 * @param {Record<string, string>} [headers]
 */
export function answer(body, status = 200, headers = {}) {
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });
}

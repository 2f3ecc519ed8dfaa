/** The server's answers, as types. Figures are passed on and shown, never worked out here. */

/** @typedef {"brand" | "people" | "insights" | "relationships"} Pillar */
/** @typedef {Record<Pillar, number | null>} Pillars each from 0 to 25 */
/**
 * `rank` 9 means "top 9 %"; `pillars` the group's averages, null when the page shows none.
 * @typedef {{ name: string | null, average: number | null, rank: number | null, pillars: Pillars | null }} Group
 */
/** @typedef {{ figure: string, detail: string }} Doubt */
/**
 * @typedef {object} Reading what the server has read on the page; null where the page does not show a figure
 * @property {number | null} total
 * @property {number | null} score
 * @property {Pillars} pillars
 * @property {Group} industry
 * @property {Group} network
 * @property {"consistent" | "suspect"} verdict
 * @property {Doubt[]} doubts
 */
/**
 * @typedef {object} Change differences to an earlier capture
 * @property {string} since
 * @property {number} days
 * @property {number | null} total
 * @property {number | null} score
 * @property {Pillars} pillars
 * @property {{ average: number | null, rank: number | null } | null} industry rank −1 is one better
 * @property {{ average: number | null, rank: number | null } | null} network
 */
/**
 * @typedef {object} Result
 * @property {{ id: string, captured_at: string }} capture
 * @property {Reading} reading
 * @property {{ previous: Change | null, 30: Change | null }} change `30`: to the capture of thirty days before
 */
/** @typedef {{ latest: Omit<Result, "change"> | null, change: Result["change"] | null }} Summary */
/**
 * An RFC 9457 problem document.
 * @typedef {{ title: string, status: number, code: string, detail?: string, id?: string, stored?: boolean }} Problem
 */
/** @typedef {{ name: string, version: string, api: number, proof: string | null }} Hello */

/** The one version of the HTTP interface that this extension speaks. */
export const API = 1;

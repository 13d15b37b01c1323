// Nodes as people see them: a symbol with a word and a colour, never a colour alone; the same in every view.

import {el} from "./dom.js";
import {day, placeText} from "./facts.js";

const SYMBOLS = {task: "▪", unit: "●", directive: "▤", document: "★", heading: "▣", timeframe: "◆"};

/** Rules of facts that are a person's word. */
const HANDS = new Set(["confirmed", "corrected"]);

/** The symbol of a kind; its word stands beside it for those who do not see it. */
export const symbol = (kind) => el("span", {class: `symbol ${kind}`, "aria-hidden": "true"}, SYMBOLS[kind]);

/** `text` cut after a word at about `most` characters. */
export function short(text, most) {
  if (text.length <= most) return text;
  return `${text.slice(0, most).replace(/\s+\S*$/, "")}…`;
}

/** `text` with the stretches [start, end) marked; those that only a blank parts are one. */
export function marked(text, stretches) {
  const joined = [];
  for (const [start, end] of [...stretches].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && (start <= last[1] || !text.slice(last[1], start).trim())) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  const parts = [];
  let at = 0;
  for (const [start, end] of joined) {
    parts.push(text.slice(at, start), el("mark", null, text.slice(start, end)));
    at = end;
  }
  parts.push(text.slice(at));
  return parts;
}

/** How sure a fact is, or whose word it is since when; `stated` is said only where `always`. */
export function basis(page, given, tr, always = false) {
  const fact = page.facts.standing(given);
  const kind = fact.basis ?? "stated";
  const told = HANDS.has(fact.why?.rule);
  if (kind === "stated" && !told && !always) return null;
  return el("span", {class: `basis ${told ? "corrected" : kind}`}, told ? byHand(fact.why.rule, ...fact.why.values, tr) : tr(kind));
}

/** Whose word something is, and since when: "Lan đính chính 24/11/2026". */
export const byHand = (kind, by, at, tr) => `${by} ${tr(kind === "confirmed" ? "confirmedBy" : "correctedBy")} ${day(at.slice(0, 10))}`;

/** Whether a fact is only inferred, and nobody has confirmed it. */
export function isDoubted(page, given) {
  const fact = page.facts.standing(given);
  return fact.basis === "inferred" && !HANDS.has(fact.why?.rule);
}

/** Where a fact stands: "dòng 40". */
export function place(at, tr) {
  const text = placeText(at, tr);
  return text ? el("span", {class: "at"}, text) : null;
}

/** A link that chooses a node. */
export function nodeLink(page, at, text, props) {
  const node = page.model.nodes[at];
  return el("a", {href: page.state.link({node: node.id}), ...props}, symbol(node.kind), text ?? page.facts.name(at));
}

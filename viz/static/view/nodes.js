// Nodes as people see them: a symbol with a word and a colour, never a colour alone; the same in every view.

import {el} from "./dom.js";
import {placeText} from "./facts.js";

const SYMBOLS = {task: "▪", unit: "●", directive: "▤", document: "★", heading: "▣", timeframe: "◆"};

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

/** How sure a fact is; `stated` is said only where `always`. */
export function basis(fact, tr, always = false) {
  const kind = fact.basis ?? "stated";
  if (kind === "stated" && !always) return null;
  return el("span", {class: `basis ${kind}`}, tr(kind));
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

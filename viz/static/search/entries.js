// What of a page can be found, and its text as the index wants it (kg/search/corpus.py, kg/search/entries.py).

import {folded} from "../text.js";
import {code} from "./marks.js";

const joined = (parts, by = " ") => parts.filter(Boolean).join(by);
const byId = (nodes) => (a, b) => (nodes[a].id < nodes[b].id ? -1 : 1);

/** The entries of all nodes that can be found, in the order in which the program indexes them. */
export function entriesOf(model) {
  const of = (kind, make) => model.kind(kind).map((node) => entry(kind, node, ...make(model, model.nodes[node], node)));
  const plans = [...of("document", planTexts), ...of("heading", headingTexts), ...of("task", taskTexts)];
  const document = (at) => (at.kind === "document" ? at.node : model.nodes[at.node].document);
  plans.sort((a, b) => document(a) - document(b)); // all of one document, then all of the next
  const units = model.kind("unit").sort(byId(model.nodes));
  const cited = model.kind("directive").sort(byId(model.nodes));
  return [
    ...plans,
    ...units.map((node) => entry("unit", node, model.nodes[node].label)),
    ...cited.map((node) => entry("document", node, citedText(model.nodes[node]))),
  ];
}

/** The text of a node and what stands beside it, and both as keys: syllables, and a character of marks for each. */
function entry(kind, node, text, beside = "") {
  const parts = [text, beside].filter(Boolean).map(folded);
  const key = parts.map((part) => ` ${part.map(([plain]) => plain).join(" ")} `).join("|");
  const marks = parts.map((part) => part.map(([plain, marked]) => code(plain, marked)).join("")).join("|");
  return {kind, node, text, beside, parts, key, marks};
}

function planTexts(_, node) {
  return [joined([node.type, node.code, node.title, node.attached]) || node.file, node.issuer ?? ""];
}

const headingTexts = (_, node) => [joined([node.number, node.text])];

function taskTexts(model, node, at) {
  const units = ["lead", "cooperate"].flatMap((role) => model.into(at, role).map((edge) => model.nodes[edge.src].label));
  const times = model.out(at, "scheduled").map((edge) => edge.printed ?? model.nodes[edge.dst].label);
  return [node.text, joined([...units, ...times, node.product], "; ")];
}

/** All that is printed of a cited document. */
function citedText(node) {
  const said = (node.mentions ?? []).flatMap((mention) => [mention.issuer, mention.title]);
  return joined([...new Set([node.label, node.name, ...said])]);
}

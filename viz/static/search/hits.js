// Why something was found (kg/search/explain.py): each word of the query, what stands for it, how the two are alike.

import {folded, words} from "../text.js";
import {WEIGHT} from "./reader.js";

const ORDER = Object.keys(WEIGHT);
const AS_TYPED = new Set(["exact", "without-marks", "other-marks"]);

/** A text with the places and both forms of its words. */
function printed(text) {
  const spans = words(text);
  let both = folded(text);
  if (both.length !== spans.length) both = spans.map(([start, end]) => folded(text.slice(start, end))[0] ?? ["", ""]);
  return {text, spans, plain: both.map(([plain]) => plain), marked: both.map(([, marked]) => marked)};
}

/** The hit of an entry that has words of the query. */
export function byWords(plan, {entry, score, coverage, strong, matches}) {
  entry.printed ??= [printed(entry.text), printed(entry.beside)];
  const matched = explained(plan.reading, matches, entry.printed);
  return {kind: entry.kind, node: entry.node, score, strong, how: weakest(matched), coverage, matched};
}

/** The hit of a node that a code or number of the query names. */
export const byCode = (kind, node, score) => ({kind, node, score, strong: true, how: "exact", coverage: 1.0, matched: []});

/** Each part of the query once, in order, with the place that stands best for it: in the text, or else beside it. */
function explained(reading, matches, places) {
  const found = new Map();
  for (const {choice} of [...matches].sort((a, b) => b.choice.weight - a.choice.weight)) {
    const place = places.find((one) => spotsOf(one, choice.syllables).length);
    if (!place) continue;
    const spots = spotsOf(place, choice.syllables);
    const asTyped = (at) => choice.marked?.every((mark, i) => place.marked[at + i] === mark);
    let at = spots.find(asTyped) ?? spots[0];
    for (const node of choice.nodes) {
      if (!found.has(node.first)) found.set(node.first, told(reading, node, at, place, place === places[0]));
      at += node.candidate.syllables.length;
    }
  }
  return [...found].sort(([a], [b]) => a - b).map(([, one]) => one);
}

/** Where syllables stand in a row. */
function spotsOf({plain}, syllables) {
  const spots = [];
  for (let at = plain.indexOf(syllables[0]); at >= 0; at = plain.indexOf(syllables[0], at + 1)) {
    if (syllables.every((syllable, i) => plain[at + i] === syllable)) spots.push(at);
  }
  return spots;
}

function told(reading, {first, last, candidate}, at, place, inside) {
  const end = at + candidate.syllables.length;
  const [from, to] = [place.spans[at][0], place.spans[end - 1][1]];
  const typed = reading.text.slice(reading.words[first].start, reading.words[last - 1].end);
  const how = AS_TYPED.has(candidate.how) ? byMarks(reading, typed, place.marked.slice(at, end)) : candidate.how;
  const found = place.text.slice(from, to);
  return {typed, found, how, start: inside ? from : null, end: inside ? to : null};
}

/** Whether the marks in the text are those typed; a query without any leaves them open. */
function byMarks(reading, typed, marked) {
  const same = folded(typed).map(([, form]) => form).join(" ") === marked.join(" ");
  if (same) return "exact";
  return reading.marks ? "other-marks" : "without-marks";
}

/** The least sure of the ways in which the parts were found. */
const weakest = (matched) => ORDER[Math.max(0, ...matched.map(({how}) => ORDER.indexOf(how)))];

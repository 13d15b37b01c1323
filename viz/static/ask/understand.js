// From a question to a query (kg/ask/understand.py): first as typed, then with what its words may have been meant to be.

import {Reader} from "../search/reader.js";
import {Vocabulary} from "../search/vocabulary.js";
import {display, folded, syllables} from "../text.js";
import {assemble} from "./assemble.js";
import {printed, read} from "./read.js";
import {ownFitting} from "./registry.js";
import {Misread} from "./roles.js";
import {MAX_WORDS, MOST_LETTERS, repaired, tokensOf} from "./tokens.js";

/** {reading, query, left}: `query` is null where the question makes none, `left` the words that have no place in it. */
export function understand(world, text) {
  const shown = display(text);
  const letters = [...shown];
  const tokens = letters.length > MOST_LETTERS ? [] : tokensOf(shown);
  if (tokens.length > MAX_WORDS || letters.length > MOST_LETTERS) {
    return {reading: {text: shown, tokens: [], spans: []}, query: null, left: [`${letters.slice(0, 40).join("")}…`]};
  }
  const first = attempts(world, shown, tokens);
  if ((first.query && !hasUnknown(first)) || !tokens.length) return first;
  world.reader ??= readerOf(world);
  const second = attempts(world, shown, repaired(tokens, world.reader));
  return second.query && (!first.query || !hasUnknown(second)) ? second : first;
}

/** The question with words as they mean in questions, else with as many as stand in the tasks as its subject. */
function attempts(world, shown, tokens) {
  const first = attempt(world, read(world, shown, tokens));
  if (first.query) return first;
  const second = attempt(world, read(world, shown, tokens, true));
  return second.query ? second : first;
}

function attempt(world, reading) {
  try {
    return {reading, query: inPlan(world, assemble(reading.spans)), left: []};
  } catch (error) {
    if (!(error instanceof Misread)) throw error;
    return {reading, query: null, left: error.spans.map((span) => printed(reading, span))};
  }
}

const hasUnknown = ({reading}) => reading.spans.some((span) => span.kind === "unknown-unit");

/** A plan of the page that is named without a word of citing is the place to look in. */
function inPlan(world, query) {
  if (query.citing || query.cites.length !== 1 || !ownFitting(world.store, query.cites[0]).length) return query;
  return {...query, cites: [], plan: query.cites[0]};
}

/** What repairs the words of a question (kg/ask/front.py): over the words of the knowledge, of the units, of the tasks. */
function readerOf(world) {
  const counted = new Map(world.lexicon.counted);
  for (const name of world.store.unitNames) {
    for (const form of new Set(folded(name).map((both) => both.join("=")))) counted.set(form, (counted.get(form) ?? 0) + 1);
  }
  const total = [...counted.values()].reduce((a, b) => a + b, 0);
  const told = world.store.markedWords().flatMap(([word, tasks]) => {
    const toned = /^\p{L}+[1-5]$/u.test(word);
    const plain = syllables(toned ? word.slice(0, -1) : word);
    return plain.length === 1 ? [[`${plain[0]}=${word}`, tasks]] : [];
  });
  return new Reader(new Vocabulary(total, [...counted, ...told]));
}

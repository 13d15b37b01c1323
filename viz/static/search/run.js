// From a query to what it finds in a page (kg/search/run.py).

import {fitting} from "../ask/registry.js";
import {syllables} from "../text.js";
import {asked} from "./codes.js";
import {entriesOf} from "./entries.js";
import {byCode, byWords} from "./hits.js";
import {Planner} from "./plan.js";
import {Postings} from "./postings.js";
import {rank} from "./rank.js";
import {Reader} from "./reader.js";

const LIMIT = 10;
const RERANKED = 60;
const YEAR = /^\s*(?:19|20)[0-9]{2}\s*$/;
const MOST_SUGGESTIONS = 8;
export const MOST_LETTERS = 2000;
const SURE = new Set(["exact", "without-marks"]);

/** The texts of a page, ready to be searched. */
export class Search {
  constructor(store) {
    this.store = store;
    const {synonyms, types} = namesOf(store.words);
    this.types = types;
    this.postings = new Postings(entriesOf(store.model));
    this.reader = new Reader(this.postings.vocabulary(), synonyms);
    this.planner = new Planner(this.reader, (term) => this.postings.count(term));
  }

  /** {hits, read, words}: `read` is the query as it was read where that is not as it was typed, `words` the nearest known. */
  run(query, limit = LIMIT) {
    const reading = this.reader.read([...query].slice(0, MOST_LETTERS).join(""));
    if (!reading.words.length) return {hits: [], read: null, words: []};
    const named = /\p{Nd}/u.test(reading.text) ? asked(reading, this.types) : null;
    const hits = [...this.hits(query, reading, named, limit)];
    const first = new Map();
    for (const hit of hits) {
      const key = `${hit.kind} ${hit.node}`;
      if (!first.has(key)) first.set(key, hit);
    }
    const kept = [...first.values()].slice(0, limit);
    return {hits: kept.map((hit) => this.shown(hit)), read: readAs(kept), words: nearWords(kept)};
  }

  * hits(query, reading, named, limit) {
    const known = named ? this.known(named) : [];
    for (const one of known) yield byCode("document", one.own ?? one.directives[0], 3.0);
    // where no document has a year for its number, texts may speak of it
    if (named?.alone && (known.length || !YEAR.test(query))) {
      const directives = known.flatMap((one) => one.directives);
      for (const task of [...this.store.tasksCiting(directives)].sort((a, b) => a - b)) yield byCode("task", task, 2.0);
      return;
    }
    const plan = this.planner.plan(reading);
    const found = plan.terms.length ? this.postings.best(plan.terms, Math.max(RERANKED, limit), plan.wholes) : [];
    const ranked = rank(plan, found, named ? RERANKED : limit);
    // a text about another number is no neighbour
    const near = named ? ranked.filter(({entry}) => entry.key.includes(named.phrase)) : ranked;
    for (const one of near.slice(0, limit)) yield byWords(plan, one);
  }

  /** The documents that a query names, each once. */
  known({refs}) {
    const found = refs.flatMap((ref) => fitting(this.store, ref));
    return [...new Map(found.map((known) => [`${known.label}${known.date ?? ""}`, known])).values()];
  }

  /** A hit whose places count characters of what a page shows of the node: its text, or else its label. */
  shown(hit) {
    const node = this.store.model.nodes[hit.node];
    if (hit.kind === "task" || hit.kind === "unit") return hit;
    const [from, length] = hit.kind === "heading" ? [node.label.length - node.text.length, node.text.length] : [0, node.label.length];
    const matched = hit.matched.map((one) => {
      const inside = one.start !== null && one.start >= from && one.end <= from + length;
      return {...one, start: inside ? one.start - from : null, end: inside ? one.end - from : null};
    });
    return {...hit, matched};
  }
}

/** Short and other names as synonyms, and types of document by each of their names and letters. */
function namesOf(words) {
  const found = new Map();
  const add = (short, long, how) => {
    const sides = [syllables(short), syllables(long)];
    found.set([how, ...sides.map((side) => side.join(" "))].join("|"), {short: sides[0], long: sides[1], how});
  };
  for (const {short, expansions} of words.abbreviations) for (const long of expansions) add(short, long, "abbreviation");
  for (const {name, aliases = []} of words.units) for (const alias of aliases) add(alias, name, "alias");
  const types = new Map();
  for (const {name, codes = [], aliases = []} of words.types) {
    for (const code of codes) add(code, name, "abbreviation");
    for (const alias of aliases) add(alias, name, "alias");
    for (const form of [name, ...aliases, ...codes]) {
      const key = syllables(form).join(" ");
      if (!types.has(key)) types.set(key, name);
    }
  }
  return {synonyms: [...found.values()], types};
}

/** The words of the best hit where they are not those typed. */
function readAs([first]) {
  if (!first?.strong || first.matched.every(({how}) => SURE.has(how))) return null;
  return first.matched.map((one) => one.found).join(" ");
}

/** The nearest known words, where nothing strong was found. */
function nearWords(hits) {
  if (hits.some((hit) => hit.strong)) return [];
  return [...new Set(hits.flatMap((hit) => hit.matched.map((one) => one.found)))].slice(0, MOST_SUGGESTIONS);
}

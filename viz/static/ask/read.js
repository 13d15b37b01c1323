// Reads a question into stretches (kg/ask/read.py), against the grammar, the knowledge and what stands on the page.

import {searchKey} from "../text.js";
import {Documents} from "./documents.js";
import {Lexicon, Phrases, phrasesOf} from "./lexicon.js";
import {explain, says, spanOf} from "./spans.js";
import {Times} from "./times.js";
import {GUESSED} from "./tokens.js";
import {UnitNames, placesOf} from "./units.js";

// a phrase of the grammar; a subject that stands in a row in tasks; one without an opening word
const [WORDS_COST, ABOUT_COST, ABOUT_WORD_COST, BARE_ABOUT_COST] = [1.0, 2.2, 0.1, 3.5];
const SUBJECT_FIRST_COST = 0.5;
const EDGE_COST = 0.5;
const HEADING_NUMBER = /^(?:[0-9]{1,3}|[ivx]{1,5}|[a-hđ])$/;
const COUNTED = /^[0-9]{1,3}$/;
const BACK = 8;

/** What a question is read against: the words of the knowledge and the names of one page. */
export class World {
  constructor(store) {
    this.store = store;
    this.lexicon = new Lexicon(store.words);
    this.names = phrasesOf(store.unitNames);
    this.named = phrasesOf(store.directiveNames);
    this.scopes = new Phrases();
    const places = [...store.scopes].flatMap((scope) => placesOf(this.lexicon, scope));
    for (const place of new Set(places)) this.scopes.add(place, place);
    this.conditions = store.timeframes.map((at) => store.node(at).condition).filter(Boolean).map((c) => ` ${searchKey(c)} `);
  }
}

/** The stretches of a question: {text, tokens, spans}; with `subjectFirst` a subject in free words takes words that
 * could mean something else. */
export function read(world, text, tokens, subjectFirst = false) {
  const reader = new Reading(world, text, tokens, subjectFirst);
  return {text, tokens, spans: explain(reader.spans(), tokens.length)};
}

/** The words of a stretch, as typed. */
export const printed = ({text, tokens}, span) => text.slice(tokens[span.start].start, tokens[span.end - 1].end);

class Reading {
  constructor(world, text, tokens, subjectFirst) {
    Object.assign(this, {world, text, tokens, subjectFirst});
    this.english = world.lexicon.isEnglish(tokens);
    this.found = tokens.map((_, start) => this.phrasesAt(start));
    this.gaps = tokens.slice(1).map((token, at) => text.slice(tokens[at].end, token.start).trim());
    const look = (at, sense) => this.look(at, sense);
    this.times = new Times(tokens.map((token) => token.likely.plain), this.gaps, look);
    this.units = new UnitNames(world, tokens, this.english);
    this.documents = new Documents(world, tokens, text, (at) => this.times.at(at), look);
    this.standing = new Map();
  }

  /** The phrases at the word `start`: {end, cost, senses}, where `senses` leads to the words that each stands for. */
  phrasesAt(start) {
    const ends = new Map();
    for (const {end, value, cost} of this.world.lexicon.phrases.at(this.tokens, start, this.english)) {
      if (end - start === 1 && cost >= GUESSED) continue; // "vừa" is no slip of "và": small words are not guessed at
      const key = `${end} ${cost}`;
      if (!ends.has(key)) ends.set(key, {end, cost, senses: new Map()});
      ends.get(key).senses.set(value.sense, value.means);
    }
    return [...ends.values()];
  }

  /** Where phrases with `sense` that begin at `at` end, the longest first. */
  look(at, sense) {
    const found = (this.found[at] ?? []).filter(({senses}) => senses.has(sense));
    return found.map(({end}) => end).sort((a, b) => b - a);
  }

  spans() {
    const known = this.tokens.flatMap((_, start) => [...this.known(start)]);
    const unknown = this.tokens.flatMap((_, start) => [...this.units.unknown(start, this.text)]);
    return [...known, ...this.subjects(known), ...unknown];
  }

  * known(start) {
    yield* this.words(start);
    yield* this.units.at(start);
    yield* this.documents.at(start);
    for (const {end, value} of this.documents.kinds(start)) {
      yield spanOf(start, end, "words", WORDS_COST, {senses: new Set(["noun.document"]), text: value});
    }
    for (const [end, when] of this.times.at(start)) {
      const said = this.between(start, end);
      yield spanOf(start, end, "time", WORDS_COST, {time: {...when, said}, text: said});
    }
    yield* this.headings(start);
    for (const at of this.look(start, "position")) {
      for (const place of [at, ...this.look(at, "number")]) {
        const text = this.tokens[place]?.plain ?? "";
        if (COUNTED.test(text)) yield spanOf(start, place + 1, "position", WORDS_COST, {text});
      }
    }
  }

  * words(start) {
    for (const {end, cost, senses} of this.found[start]) {
      const said = new Set([...senses.keys()].filter((sense) => sense !== "condition"));
      if (said.size) yield spanOf(start, end, "words", WORDS_COST + cost, {senses: said});
      if (senses.has("wait")) yield* this.conditions(end);
    }
  }

  /** What a task may wait for, at the word `start` or after words that say nothing. */
  * conditions(start) {
    for (const at of [start, ...this.look(start, "filler")]) {
      for (const {end, cost, senses} of this.found[at] ?? []) {
        const text = senses.get("condition");
        if (text) yield spanOf(at, end, "condition", WORDS_COST + cost, {text});
      }
      for (let end = at + 1; end <= this.tokens.length; end++) {
        const run = ` ${this.tokens.slice(at, end).map((token) => token.likely.plain).join(" ")} `;
        if (!this.world.conditions.some((key) => key.includes(run))) break;
        yield spanOf(at, end, "condition", WORDS_COST + 0.1, {text: this.between(at, end)});
      }
    }
  }

  * headings(start) {
    for (const at of this.look(start, "heading")) {
      for (const place of [at, ...this.look(at, "number")]) {
        const end = this.dotted(place);
        if (end) yield spanOf(start, end, "heading", WORDS_COST, {text: this.number(place, end)});
      }
    }
    const end = this.dotted(start);
    if (end > start + 1) yield spanOf(start, end, "heading", WORDS_COST + 0.5, {text: this.number(start, end)});
  }

  /** Where the number of a heading at `start` ends ("2.1", "II.1"); 0 if there is none. */
  dotted(start) {
    if (!HEADING_NUMBER.test(this.tokens[start]?.plain ?? "")) return 0;
    let end = start + 1;
    while (end < this.tokens.length && this.gaps[end - 1] === "." && /^[0-9]+$/.test(this.tokens[end].plain)) end++;
    return end;
  }

  number(start, end) {
    return this.tokens.slice(start, end).map((token) => token.typed).join(".");
  }

  between(start, end) {
    return this.text.slice(this.tokens[start].start, this.tokens[end - 1].end);
  }

  // --- subjects in free words

  /** Stretches that stand in a row in tasks and hold a word that nothing else explains, or follow "về". */
  * subjects(known) {
    const places = (spans) => new Set(spans.flatMap(({start, end}) => Array.from({length: end - start}, (_, i) => start + i)));
    const isKind = ({senses}) => senses.size === 1 && senses.has("noun.document");
    const explained = places(known.filter((span) => !isKind(span)));
    const refused = places(known.filter((span) => says(span, "refuse") && span.cost < GUESSED));
    const abouts = known.filter((span) => says(span, "about"));
    const told = new Set(abouts.map((span) => span.end));
    const opening = new Set(abouts.map((span) => span.start));
    for (let start = 0; start < this.tokens.length; start++) {
      const opened = told.has(start);
      const anchor = this.tokens.findIndex((_, at) => at >= start && !explained.has(at));
      if (opening.has(start) || (!opened && (anchor < 0 || anchor - start > BACK))) continue;
      for (let end = start + 1; end <= this.tokens.length && this.stands(start, end); end++) {
        const anchored = anchor >= 0 && anchor < end;
        const several = end - start > 1;
        const turned = !(opened && several) && (refused.has(start) || refused.has(end - 1));
        if (!(anchored || opened) || !(opened || several) || turned) continue;
        const subject = this.subject(start, end);
        yield spanOf(start, end, "about", this.subjectCost(start, end, explained, anchored), {subject, text: subject.said});
      }
    }
  }

  /** A subject that begins or ends with words that mean something in questions is less likely. */
  subjectCost(start, end, explained, anchored) {
    const words = ABOUT_WORD_COST * (end - start);
    if (this.subjectFirst) return SUBJECT_FIRST_COST + words;
    const base = anchored || end - start > 1 ? ABOUT_COST : BARE_ABOUT_COST;
    const edges = new Set([start, end - 1].filter((at) => explained.has(at)));
    return base + words + EDGE_COST * edges.size;
  }

  subject(start, end) {
    return subjectOf(this.tokens.slice(start, end), this.between(start, end));
  }

  stands(start, end) {
    const key = start * 1024 + end;
    if (!this.standing.has(key)) {
      const {words, marked} = this.subject(start, end);
      this.standing.set(key, this.world.store.anyTaskWithWords(marked ?? words, marked !== null));
    }
    return this.standing.get(key);
  }
}

/** Words as a subject: without marks, and with those that were typed (null: typed without any). */
function subjectOf(tokens, said) {
  const options = tokens.map((token) => token.likely);
  const marked = options.some((o) => o.marked) ? options.map((o) => o.marked ?? o.plain) : null;
  return {said, words: options.map((o) => o.plain), marked};
}

/** Tasks in whose text the words of a subject stand in a row, with the marks that were typed. */
export function tasksSaying(store, {words, marked}) {
  return store.tasksWithWords(marked ?? words, marked !== null);
}

// The knowledge as questions are read against it (kg/knowledge/lexicon.py, kg/ask/grammar.py): every phrase by its
// syllables. A syllable that was typed with marks has to have the same marks, one typed without any fits every marking.

import {markedSyllables, syllables} from "../text.js";
import {inOrder} from "./store.js";

const ENGLISH = "english";
const PART = /\(([^()]*)\)(\?)?|([^()]+)/g;

/** Phrases by their syllables without marks; each leads to values. */
export class Phrases {
  constructor() {
    this.children = new Map();
    this.ends = [];
  }

  /** Let `phrase` mean `value`; an English phrase counts only in English questions. */
  add(phrase, value, english = false) {
    this.put(syllables(phrase), markedSyllables(phrase), value, english);
  }

  put(plain, marked, value, english = false) {
    let node = this;
    for (const syllable of plain) {
      if (!node.children.has(syllable)) node.children.set(syllable, new Phrases());
      node = node.children.get(syllable);
    }
    if (node !== this) node.ends.push({marked, value, english});
  }

  /** The phrases that begin at the word `start`: {end, value, cost}. */
  at(tokens, start, english = false) {
    const found = [];
    this.walk(tokens, start, [], 0.0, english, found);
    return found;
  }

  walk(tokens, at, way, cost, english, found) {
    for (const end of this.ends) {
      if (end.english && !english) continue;
      if (!way.every((o, i) => o.marked === null || o.marked === end.marked[i])) continue;
      const bare = way.reduce((sum, o, i) => sum + (o.marked === null && o.plain !== end.marked[i] ? o.bare : 0), 0);
      found.push({end: at, value: end.value, cost: cost + bare});
    }
    if (at === tokens.length) return;
    for (const option of tokens[at].options) {
      this.children.get(option.plain)?.walk(tokens, at + 1, [...way, option], cost + option.cost, english, found);
    }
  }
}

/** Names without a table of their own. */
export function phrasesOf(names) {
  const found = new Phrases();
  for (const name of names) found.add(name, name);
  return found;
}

export class Lexicon {
  constructor(words) {
    const tables = ["phrases", "units", "objects", "tails", "nouns", "types", "issuers"];
    for (const table of tables) this[table] = new Phrases();
    this.unitOf = new Map(words.units.map((unit) => [unit.name, {tails: [], objects: [], ...unit}]));
    this.tailOf = new Map(words.tails.map((tail) => [tail.name, tail]));
    const codes = [...words.types].reverse().flatMap(({name, codes: all = []}) => all.map((code) => [code, name]));
    /** letters of document codes (without marks) and the type that they stand for */
    this.letters = new Map(codes.map(([code, name]) => [syllables(code).join(""), name]));
    /** words that only English questions have */
    this.english = new Set(words.questions.filter((q) => q.sense === ENGLISH).flatMap((q) => q.en ?? []));
    /** every syllable of every phrase, without and with marks, and how often */
    this.counted = new Map();
    for (const {table, plain, marked, value, english} of rowsOf(words)) {
      this[table].put(plain, marked, value, english);
      plain.forEach((one, i) => {
        const form = `${one}=${marked[i]}`;
        this.counted.set(form, (this.counted.get(form) ?? 0) + 1);
      });
    }
  }

  isEnglish(tokens) {
    return tokens.some((token) => token.options.some((option) => this.english.has(option.plain)));
  }
}

/** Every phrase once, in the order of the program. */
function rowsOf(words) {
  const found = new Map();
  const keys = {objects: "o", phrases: "q", tails: "t", units: "u", nouns: "n", types: "d", issuers: "i"};
  const add = (table, forms, value, english = false) => {
    for (const form of forms) {
      const [plain, marked] = [syllables(form), markedSyllables(form)];
      if (!plain.length) continue;
      const said = table === "phrases" ? [value.sense, value.means ?? "None"] : [value, "None"];
      const key = [plain[0], keys[table], plain.join(" "), marked.join(" "), ...said, english ? "True" : "False"].join("\0");
      found.set(key, {key, table, plain, marked, value, english});
    }
  };
  for (const {sense, means = null, vi = [], en = []} of words.questions) {
    if (sense === ENGLISH) continue;
    add("phrases", vi.flatMap(expand), {sense, means});
    add("phrases", en.flatMap(expand), {sense, means}, true);
  }
  for (const {name, aliases = [], english = [], objects = []} of words.units) {
    add("units", [name, ...aliases, ...english], name);
    for (const object of objects) add("objects", [object], object);
  }
  for (const {name, aliases = []} of words.tails) add("tails", [name, ...aliases], name);
  for (const noun of words.nouns) add("nouns", [noun], noun);
  for (const [table, names] of [["types", words.types], ["issuers", words.issuers]]) {
    for (const {name, aliases = [], english = [], codes = []} of names) {
      add(table, [name, ...aliases, ...english, ...codes], name);
    }
  }
  return [...found.values()].sort((a, b) => inOrder(a.key, b.key));
}

/** The phrases of a form with alternatives: "(không|chưa) có (ai)? phối hợp". */
function expand(form) {
  if (!form.includes("(")) return [form];
  let ways = [""];
  for (const [, choices, optional, plain] of form.matchAll(PART)) {
    const all = choices === undefined ? [plain] : choices.split("|");
    if (optional) all.push("");
    ways = ways.flatMap((way) => all.map((choice) => `${way} ${choice}`));
  }
  return ways;
}

// The lists of entries by term, and the weight of their terms in a query (kg/search/postings.py; the engine's BM25).

import {PART, Vocabulary} from "./vocabulary.js";

/** Joins the two syllables of a pair. */
export const PAIR = "_";
/** So many times more than asked for are taken, from which the length of the entries chooses. */
const WIDER = 4;
const LONG = 0.3;
const USUAL = 250;
const [K1, B] = [1.2, 0.75];
/** Syllables that a page may have, so that a pair is one number. */
const MOST = 2 ** 24;

export class Postings {
  constructor(entries) {
    this.entries = entries;
    this.numbers = new Map();
    this.singles = [];
    this.pairs = new Map();
    this.forms = new Map();
    this.lengths = [];
    let [terms, forms] = [0, 0];
    entries.forEach(({parts}, at) => {
      for (const part of parts) terms += this.add(part, at);
      const held = parts.map((part) => new Set(part.map((both) => both.join(PART))));
      for (const set of held) for (const form of set) push(this.listOf(this.forms, form), at);
      this.lengths.push(held.reduce((sum, set) => sum + set.size, 0));
      forms += this.lengths[at];
    });
    this.size = entries.length + 1; // the engine keeps its state in an entry of its own
    this.average = {terms: terms / this.size, forms: forms / this.size};
    this.scores = new Float64Array(entries.length);
  }

  add(part, at) {
    let before = -1;
    for (const [plain] of part) {
      let number = this.numbers.get(plain);
      if (number === undefined) {
        this.numbers.set(plain, (number = this.singles.length));
        this.singles.push([]);
      }
      push(this.singles[number], at);
      if (before >= 0) push(this.listOf(this.pairs, before * MOST + number), at);
      before = number;
    }
    return Math.max(0, 2 * part.length - 1);
  }

  listOf(lists, key) {
    let list = lists.get(key);
    if (!list) lists.set(key, (list = []));
    return list;
  }

  /** The entries that have a term: a syllable, a pair or a form. */
  list(term) {
    if (term.includes(PART)) return this.forms.get(term) ?? [];
    const cut = term.indexOf(PAIR);
    if (cut < 0) return this.singles[this.numbers.get(term)] ?? [];
    const [one, other] = [this.numbers.get(term.slice(0, cut)), this.numbers.get(term.slice(cut + 1))];
    return one === undefined || other === undefined ? [] : (this.pairs.get(one * MOST + other) ?? []);
  }

  /** How many entries have a term. */
  count(term) {
    return this.list(term).length;
  }

  /** The syllables of all entries. */
  vocabulary() {
    const counted = [...this.forms].map(([form, list]) => [form, list.length]);
    return new Vocabulary(this.entries.length, counted.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The entries whose terms weigh most: {entry, score}, best first. */
  best(terms, limit) {
    const {scores} = this;
    const met = new Set();
    for (const {text, weight} of terms) {
      const list = this.list(text);
      const rare = weight * Math.log(1 + (this.size - list.length + 0.5) / (list.length + 0.5)) * (1 + K1);
      const norm = K1 * (1 - B + B / this.average.terms);
      const isForm = text.includes(PART);
      for (const at of list) {
        const own = isForm ? K1 * (1 - B + (B * this.lengths[at]) / this.average.forms) : norm;
        if (!met.has(at)) {
          met.add(at);
          scores[at] = 0;
        }
        scores[at] += rare / (1 + own);
      }
    }
    const order = [...met].sort((a, b) => scores[b] - scores[a] || a - b).slice(0, WIDER * limit);
    const fair = order.map((at) => ({entry: this.entries[at], score: scores[at] / longness(this.entries[at].key.length)}));
    return fair.sort((a, b) => b.score - a.score).slice(0, limit);
  }
}

function push(list, at) {
  if (list.at(-1) !== at) list.push(at);
}

/** What the score of an entry is divided by: a long one has much of any query by chance. */
const longness = (size) => 1.0 + LONG * Math.log2(1 + size / USUAL);

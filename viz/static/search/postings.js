// The lists of entries by term, and the weight of their terms in a query (kg/search/postings.py; the engine's BM25).

import {PART, Vocabulary} from "./vocabulary.js";

/** Joins the two syllables of a pair. */
export const PAIR = "_";
/** Entries of which those that have the most for their length are read; how much of keys is read, and how few entries. */
const WIDEST = 300;
const [READ, FEWEST] = [50000, 25];
/** The part of the best score from which an entry has all that the best has. */
const EQUAL = 0.999;
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

  /** The entries whose terms weigh most: {entry, score}, best first; fewer than `limit` if they are long. Of those that
   * have all terms, one that has them in a row (one of `wholes`) is never left out. */
  best(terms, limit, wholes) {
    const met = this.scored(terms);
    const {scores, entries} = this;
    const order = [...met].sort((a, b) => scores[b] - scores[a] || a - b).slice(0, Math.max(limit, WIDEST));
    const fair = order.map((at) => {
      const size = entries[at].key.length;
      return {entry: entries[at], size, whole: scores[at], score: scores[at] / (1.0 + LONG * longness(size))};
    });
    fair.sort((a, b) => b.score - a.score);
    const kept = affordable(fair.slice(0, limit));
    const top = order.length ? scores[order[0]] * EQUAL : 0.0;
    const said = ({entry, whole}) => whole >= top && wholes.some((text) => entry.key.includes(` ${text} `));
    return [...fair.slice(0, kept), ...fair.slice(kept).filter(said)];
  }

  /** The entries that have any of the terms; how much these weigh stands in `scores`. */
  scored(terms) {
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
    return met;
  }
}

function push(list, at) {
  if (list.at(-1) !== at) list.push(at);
}

/** How often the length of a key has doubled: a long one has much of any query by chance. */
export const longness = (size) => Math.log2(1 + size / USUAL);

/** How many entries of these lengths are read. */
function affordable(found) {
  let total = 0;
  const at = found.findIndex(({size}, i) => (total += size) > READ && i >= FEWEST);
  return at < 0 ? found.length : at;
}

// The syllables of a corpus: how many texts have each, and with which marks (kg/search/vocabulary.py).

/** Parts a syllable from its marked form: giao=giao1. */
export const PART = "=";

export class Vocabulary {
  /** `counted`: forms (giao=giao1) and the number of texts that have each; `documents`: how many texts there are. */
  constructor(documents, counted) {
    this.documents = documents;
    this.forms = new Map();
    for (const [form, count] of counted) {
      const cut = form.indexOf(PART);
      const plain = form.slice(0, cut);
      const held = this.forms.get(plain) ?? {count: 0, marked: new Map()};
      held.count += count;
      held.marked.set(form.slice(cut + 1), count);
      this.forms.set(plain, held);
    }
    this.ordered = this.average = null;
  }

  /** How many different syllables a text has, on average. */
  get length() {
    this.average ??= Math.max(1, [...this.forms.values()].reduce((sum, {count}) => sum + count, 0) / Math.max(1, this.documents));
    return this.average;
  }

  /** In how many texts two syllables would stand side by side by chance, given in how many texts each of them is. */
  expected(one, other) {
    const rare = (count) => Math.log(1 - Math.min(0.95, count / this.documents));
    return (this.documents * rare(one) * rare(other)) / this.length;
  }

  has(syllable) {
    return this.forms.has(syllable);
  }

  get size() {
    return this.forms.size;
  }

  /** How many texts have a syllable; one that has it with several marks counts for each. */
  count(syllable) {
    return this.forms.get(syllable)?.count ?? 0;
  }

  /** Whether a syllable stands somewhere with these marks. */
  bears(syllable, marked) {
    return this.forms.get(syllable)?.marked.has(marked) ?? false;
  }

  /** All syllables, in order. */
  get sorted() {
    this.ordered ??= [...this.forms.keys()].sort();
    return this.ordered;
  }

  /** Syllables that begin with `prefix` and are longer, in order. */
  starting(prefix, limit = 200) {
    const words = this.sorted;
    let [low, high] = [0, words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle] < prefix) low = middle + 1;
      else high = middle;
    }
    const found = [];
    for (let at = low; at <= low + limit && at < words.length && words[at].startsWith(prefix); at++) {
      if (words[at] !== prefix) found.push(words[at]);
    }
    return found.slice(0, limit);
  }
}

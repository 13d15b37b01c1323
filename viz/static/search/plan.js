// From a query as read to what is looked for (kg/search/plan.py): which candidates are kept, and the weighted terms.

import {codes} from "./marks.js";
import {mended, seam} from "./mend.js";
import {PAIR} from "./postings.js";
import {SMALL, compared} from "./reader.js";
import {PART} from "./vocabulary.js";

const MOST_CHOICES = 5;
const MOST_PAIRS = 6;
const APART = 0.6;
const MOST_UNSURE = 3;
const PAIR_WEIGHT = 1.2;
const COMMON = 0.1;
const SPLIT_ODDS = 10;
const FEW_WORDS = 2;

/** Readings of words that are looked for together: of one node {first, last, candidate}, or of neighbours. */
function choiceOf(...nodes) {
  const found = nodes.map((node) => node.candidate);
  const syllables = found.flatMap((c) => c.syllables);
  const marked = found.every((c) => c.marked?.length) ? found.flatMap((c) => c.marked) : null;
  return {
    first: nodes[0].first,
    last: nodes.at(-1).last,
    nodes,
    syllables,
    marked,
    weight: found.reduce((weight, c) => weight * c.weight, 1.0),
    phrase: ` ${syllables.join(" ")} `,
    marks: marked ? codes(syllables, marked) : null,
  };
}

/** Plans queries against a reader and the counts of terms. */
export class Planner {
  constructor(reader, count) {
    this.reader = reader;
    this.count = count;
  }

  /** What to look for: `alone[i]` the readings of word i, `together` those of each run, `worth[i]` what word i tells. */
  plan(reading) {
    const typed = reading.words.map((w) => w.candidates.map((c) => this.doubted(c)).sort((a, b) => b.weight - a.weight));
    const read = mended(this.reader, this.count, reading.words.map((w) => w.plain), typed);
    const pools = read.map((candidates, at) => candidates.map((c) => ({first: at, last: at + 1, candidate: c})));
    const runs = reading.alternatives.filter((run) => this.likely(reading, run));
    const pairs = this.pairs(pools, runs);
    const supported = new Set(pairs.flatMap((pair) => pair.nodes));
    const alone = pools.map((pool) => this.alone(pool, supported));
    const together = this.byPlaces([...pairs, ...runs.map((run) => choiceOf(run))]);
    return {
      reading,
      alone,
      together,
      worth: alone.map((choices) => this.worth(choices)),
      wholes: wholesOf(reading, alone, runs, supported),
      terms: this.terms(alone, together.flat()),
      vocabulary: this.reader.vocabulary.size,
    };
  }

  /** Pieces that the corpus has nowhere side by side are hardly what was typed in one. */
  doubted(one) {
    const met = one.syllables.slice(1).every((other, at) => this.count(`${one.syllables[at]}${PAIR}${other}`));
    return met ? one : {...one, weight: one.weight * APART};
  }

  /** Whether a run may be meant: two pieces that the corpus has side by side are seldom one syllable. */
  likely(reading, {first, last, candidate}) {
    if (candidate.how !== "split") return true;
    const pieces = reading.words.slice(first, last).map((w) => w.plain).join(PAIR);
    return this.count(candidate.syllables[0]) > SPLIT_ODDS * this.count(pieces);
  }

  /** Readings of neighbours that stand side by side somewhere in the corpus. */
  pairs(pools, runs) {
    const starting = pools.map((pool, at) => [...pool, ...runs.filter((run) => run.first === at)]);
    const found = [];
    for (const left of starting.flat()) {
      for (const right of starting[left.last] ?? []) {
        if (this.count(seam(left.candidate, right.candidate))) found.push(choiceOf(left, right));
      }
    }
    return found;
  }

  /** The best readings of each run of words, of equals the commonest. */
  byPlaces(runs) {
    const places = new Map();
    for (const run of runs) {
      const place = run.first * 1024 + run.last;
      if (!places.has(place)) places.set(place, []);
      places.get(place).push(run);
    }
    const often = new Map(runs.map((run) => [run, this.often(run)]));
    const order = (a, b) => b.weight - a.weight || often.get(b) - often.get(a) || compared(a.syllables, b.syllables);
    const sorted = [...places].sort(([a], [b]) => a - b);
    return sorted.map(([, found]) => found.sort(order).slice(0, MOST_PAIRS));
  }

  /** In how many texts a reading may stand. */
  often({syllables}) {
    if (syllables.length < 2) return this.count(syllables[0]);
    return Math.min(...syllables.slice(1).map((other, at) => this.count(`${syllables[at]}${PAIR}${other}`)));
  }

  /** The readings of one word by itself: as typed and those in pairs, or the likeliest. */
  alone(pool, supported) {
    const sure = pool.filter((node) => supported.has(node));
    const known = pool.filter((node) => node.candidate.weight >= 0.9 && !supported.has(node)).slice(0, 1);
    const kept = [...known, ...sure].slice(0, MOST_CHOICES);
    return (kept.length ? kept : pool.slice(0, MOST_UNSURE)).map((node) => choiceOf(node));
  }

  /** How much a word tells: the rarer, the more; most if the corpus does not have it. */
  worth(choices) {
    const documents = this.reader.vocabulary.documents + 1;
    const count = choices.length ? Math.min(...choices[0].syllables.map((s) => this.count(s))) : 0;
    return Math.log(1 + documents / (1 + count));
  }

  terms(alone, together) {
    const weights = new Map();
    const raise = (term, weight) => weights.set(term, Math.max(weights.get(term) ?? 0.0, weight));
    for (const choice of [...alone.flat(), ...together]) {
      const {syllables, marked, weight} = choice;
      syllables.forEach((syllable) => raise(syllable, weight));
      syllables.slice(1).forEach((other, at) => raise(`${syllables[at]}${PAIR}${other}`, weight * PAIR_WEIGHT));
      if (marked?.length === 1 && alone.length <= FEW_WORDS) weights.set(`${syllables[0]}${PART}${marked[0]}`, weight * 0.5);
    }
    const spared = this.spared(weights);
    const terms = [...weights].filter(([text]) => !spared.has(text));
    return terms.map(([text, weight]) => ({text, weight: Math.round(weight * 1000) / 1000}));
  }

  /** Common syllables that stand in a pair which is looked for: they tell next to nothing. */
  spared(weights) {
    const {documents} = this.reader.vocabulary;
    if (documents < SMALL) return new Set();
    const found = [...weights.keys()].filter((text) => text.includes(PAIR) && this.count(text));
    const paired = found.flatMap((pair) => pair.split(PAIR));
    return new Set(paired.filter((syllable) => this.count(syllable) > COMMON * documents));
  }
}

/** The whole query: with the likeliest reading of each word, with each run in its place, and as typed. */
function wholesOf(reading, alone, runs, supported) {
  const likeliest = (choices) => choices.find((c) => supported.has(c.nodes[0])) ?? choices[0];
  const best = alone.map((choices, at) =>
    choices.length ? likeliest(choices).syllables.join(" ") : reading.words[at].plain,
  );
  const replaced = runs.slice(0, MOST_CHOICES).map(({first, last, candidate}) =>
    [...best.slice(0, first), ...candidate.syllables, ...best.slice(last)].join(" "),
  );
  return [best.join(" "), ...replaced, reading.words.map((w) => w.plain).join(" ")];
}

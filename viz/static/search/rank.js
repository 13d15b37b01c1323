// The order of the best (kg/search/rank.py): how much of the query an entry covers, how closely, with which marks.

import {partialRatio} from "./fuzz.js";
import {bears} from "./marks.js";
import {longness} from "./postings.js";

const ENGINE = 0.2;
const [SEAMS, ROWS, CLOSENESS] = [0.2, 0.5, 0.7];
const [WHOLE, LONG] = [0.1, 0.04];
const [BRIDGED, LEFT_OUT] = [0.4, 2];
const [REACH, PLACES_BRIDGED] = [24, 30];
const ALONE = 0.35;
const STRONG = 0.63;
const STRONG_PER_TENFOLD = 0.24;
const STRONG_MARKS = 0.2;
const OTHER_MARKS = 0.3;
const [SHORT, KNOWN] = [3, 0.9];
const WORD_BY_WORD = 1.3;
const AS_TYPED = 0.4;
const WINDOW = 1500;
const CLOSE = 20;
const PLACES = 4;

/** The best `limit` of `found` ({entry, score}): {entry, score, coverage, strong, matches}, best first. */
export function rank(plan, found, limit) {
  const enough = STRONG + STRONG_PER_TENFOLD * Math.log10(1 + plan.vocabulary);
  const top = Math.max(...found.map((f) => f.score), 0) || 1.0;
  const covered = found.map(({entry, score}) => ({entry, engine: (ENGINE * score) / top, ...cover(plan, entry)}));
  // none that has the whole query in a row is left out
  const wholes = plan.wholes.map((whole) => ` ${whole} `);
  for (const one of covered) one.first = one.engine + one.coverage + SEAMS * one.seams + isWhole(one.entry, wholes);
  covered.sort((a, b) => b.first - a.first);
  const bridges = bridgesOf(plan);
  const guessed = onlyGuessed(plan);
  const ranked = covered.slice(0, Math.max(CLOSE, limit)).map(({entry, engine, matches, coverage, marks, seams}) => {
    const near = SEAMS * seams + BRIDGED * bridged(bridges, entry, matches) + ROWS * inRows(plan, entry, matches);
    const close = closeness(plan, entry, matches);
    const whole = Math.min(1.0, plan.wholes[0].length / Math.max(1, entry.key.length - 2));
    const gained = engine + coverage + near + CLOSENESS * close + WHOLE * whole;
    const score = gained - OTHER_MARKS * (1 - marks) - LONG * longness(entry.key.length);
    const strength = coverage + Math.min(close, 1.0) - STRONG_MARKS * (1 - marks);
    return {entry, score, coverage, strong: strength >= enough && !guessed, matches};
  });
  return ranked.sort((a, b) => b.score - a.score || a.entry.node - b.entry.node).slice(0, limit);
}

const isWhole = ({key}, wholes) => (wholes.some((phrase) => key.includes(phrase)) ? 1 : 0);

/** Whether the query is one short word that the corpus does not have: anything is near that. */
function onlyGuessed({alone, together, reading}) {
  if (alone.length !== 1 || together.length) return false;
  const best = Math.max(0, ...alone[0].map((choice) => choice.weight));
  return best < KNOWN && reading.words[0].plain.length <= SHORT;
}

/** How like the query the likest part of the entry is, letter by letter; more than 1 if it is there word by word. */
function closeness(plan, {key}, matches) {
  const {wholes} = plan;
  if (key.includes(` ${wholes.at(-1)} `)) return WORD_BY_WORD + AS_TYPED;
  if (wholes.some((whole) => key.includes(` ${whole} `))) return WORD_BY_WORD;
  const near = nearest(key, matches, wholes[0].length);
  const compared = new Set([...wholes.slice(0, 2), wholes.at(-1)]);
  return Math.max(...[...compared].map((whole) => partialRatio(whole, near))) / 100;
}

/** The parts of the query that an entry has, how much of the query they cover, how much of it bears its marks, and how
 * many of its neighbours stand side by side. */
function cover(plan, entry) {
  const words = plan.alone.length;
  const [value, bearing, seams] = [Array(words).fill(0.0), Array(words).fill(1.0), Array(words).fill(0.0)];
  const matches = [];
  const take = (choice, weight) => {
    const marks = choice.marks === null || bears(entry.key, entry.marks, choice.phrase, choice.marks);
    for (let at = choice.first; at < choice.last; at++) {
      if (weight > value[at]) [value[at], bearing[at]] = [weight, marks ? 1.0 : 0.0];
    }
    matches.push({choice, marks});
  };
  for (const choices of plan.together) {
    const choice = choices.find(({phrase}) => entry.key.includes(phrase));
    if (!choice) continue;
    take(choice, choice.weight);
    for (let at = choice.first; at < choice.last - 1; at++) seams[at] = Math.max(seams[at], choice.weight);
  }
  const share = words === 1 ? 1.0 : ALONE;
  plan.alone.forEach((choices, at) => {
    for (const choice of value[at] < share ? choices : []) {
      if (choice.weight * share > value[at] && entry.key.includes(choice.phrase)) take(choice, choice.weight * share);
    }
  });
  const total = plan.worth.reduce((a, b) => a + b, 0) || 1.0;
  const weighed = (parts) => parts.reduce((sum, part, at) => sum + part * plan.worth[at], 0) / total;
  const met = seams.reduce((a, b) => a + b, 0) / Math.max(1, words - 1);
  return {matches, coverage: weighed(value), marks: weighed(bearing), seams: met};
}

/** The neighbours of the query, each two by their place, as they stand in a key. */
function bridgesOf({alone}) {
  const both = alone.slice(1).map((other, at) => ({at, one: alone[at][0]?.phrase, other: other[0]?.phrase}));
  return both.filter(({one, other}) => one && other);
}

/** The part of the query's neighbours that are not neighbours in the entry, but have only a word or two between. */
function bridged(bridges, {key}, matches) {
  const met = new Set(matches.filter(({choice}) => choice.nodes.length > 1).map(({choice}) => choice.nodes[0].first));
  const found = bridges.filter(({at, one, other}) => !met.has(at) && isBridged(key, one, other));
  return found.length / Math.max(1, bridges.length);
}

function isBridged(key, one, other) {
  let at = key.indexOf(one);
  for (let n = 0; n < PLACES_BRIDGED && at >= 0; n++) {
    const begin = at + one.length - 1;
    const end = key.slice(begin + 1, begin + REACH).indexOf(other) + begin + 1;
    if (end > begin && key.slice(begin, end).split(" ").length - 1 <= LEFT_OUT) return true;
    at = key.indexOf(one, begin);
  }
  return false;
}

/** The part of the query's neighbours by threes that stand in a row in the entry as well. */
function inRows(plan, {key}, matches) {
  const choices = matches.map(({choice}) => choice);
  const after = new Map(choices.filter(({nodes}) => nodes.length === 2).map((choice) => [choice.nodes[0], choice]));
  const rows = new Set();
  const add = (first, last) => {
    for (let at = first; at < last - 2; at++) rows.add(at);
  };
  for (const {first, last} of choices) add(first, last);
  for (const choice of after.values()) {
    const further = after.get(choice.nodes[1]);
    const rest = further?.nodes[1].candidate.syllables.join(" ");
    if (further && key.includes(`${choice.phrase}${rest} `)) add(choice.first, further.last);
  }
  return rows.size / Math.max(1, plan.alone.length - 2);
}

/** The part of a long key that has most of the matches side by side. */
function nearest(key, matches, length) {
  const reach = 2 * length + 40;
  if (key.length <= WINDOW || !matches.length) return key;
  const several = matches.filter((m) => m.choice.syllables.length > 1);
  const phrases = (several.length ? several : matches).map((m) => m.choice.phrase);
  let [best, most] = [key.slice(0, reach), -1];
  for (const phrase of phrases.slice(0, 3)) {
    let at = key.indexOf(phrase);
    for (let n = 0; n < PLACES && at >= 0; n++) {
      const part = key.slice(Math.max(0, at - reach), at + reach);
      const count = phrases.filter((p) => part.includes(p)).length;
      if (count > most) [best, most] = [part, count];
      at = key.indexOf(phrase, at + Math.floor(reach / 2));
    }
  }
  return best;
}

// The order of the best (kg/search/rank.py): how much of the query an entry covers, how closely, with which marks.

import {partialRatio} from "./fuzz.js";
import {bears} from "./marks.js";

const ENGINE = 0.3;
const ALONE = 0.35;
const STRONG = 0.63;
const STRONG_PER_TENFOLD = 0.24;
const STRONG_MARKS = 0.2;
const OTHER_MARKS = 0.3;
const WORD_BY_WORD = 1.2;
const AS_TYPED = 0.3;
const WINDOW = 1500;
const CLOSE = 20;
const PLACES = 4;

/** The best `limit` of `found` ({entry, score}): {entry, score, coverage, strong, matches}, best first. */
export function rank(plan, found, limit) {
  const enough = STRONG + STRONG_PER_TENFOLD * Math.log10(1 + plan.vocabulary);
  const top = Math.max(...found.map((f) => f.score), 0) || 1.0;
  const covered = found.map(({entry, score}) => ({entry, engine: (ENGINE * score) / top, ...cover(plan, entry)}));
  covered.sort((a, b) => b.engine + b.coverage - (a.engine + a.coverage));
  const ranked = covered.slice(0, Math.max(CLOSE, limit)).map(({entry, engine, matches, coverage, marks}) => {
    const close = closeness(plan, entry, matches);
    const whole = Math.min(1.0, plan.wholes[0].length / Math.max(1, entry.key.length - 2));
    const score = engine + coverage + close + 0.1 * whole - OTHER_MARKS * (1 - marks);
    const strength = coverage + Math.min(close, 1.0) - STRONG_MARKS * (1 - marks);
    return {entry, score, coverage, strong: strength >= enough, matches};
  });
  return ranked.sort((a, b) => b.score - a.score || a.entry.node - b.entry.node).slice(0, limit);
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

/** The parts of the query that an entry has, how much of the query they cover, and how much of it bears its marks. */
function cover(plan, entry) {
  const words = plan.alone.length;
  const [value, bearing] = [Array(words).fill(0.0), Array(words).fill(1.0)];
  const matches = [];
  const take = (choice, weight) => {
    const marks = choice.marks === null || bears(entry.key, entry.marks, choice.phrase, choice.marks);
    for (let at = choice.first; at < choice.last; at++) {
      if (weight > value[at]) [value[at], bearing[at]] = [weight, marks ? 1.0 : 0.0];
    }
    matches.push({choice, marks});
  };
  for (const choice of plan.together) {
    const least = Math.min(...value.slice(choice.first, choice.last));
    if (least < choice.weight && entry.key.includes(choice.phrase)) take(choice, choice.weight);
  }
  const share = words === 1 ? 1.0 : ALONE;
  plan.alone.forEach((choices, at) => {
    for (const choice of choices) {
      if (choice.weight * share > value[at] && entry.key.includes(choice.phrase)) take(choice, choice.weight * share);
    }
  });
  const total = plan.worth.reduce((a, b) => a + b, 0) || 1.0;
  const weighed = (parts) => parts.reduce((sum, part, at) => sum + part * plan.worth[at], 0) / total;
  return {matches, coverage: weighed(value), marks: weighed(bearing)};
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

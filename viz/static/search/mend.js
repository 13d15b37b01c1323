// Words that were not meant as typed although they are known: told by their neighbours (kg/search/mend.py).

import {PAIR} from "./postings.js";
import {SMALL} from "./reader.js";

const CHANCE = 1e-4;
const SELDOM = 0.3;
const BETTER = 10;
const MOST_TRIED = 6;
const MOST_GUESSES = 10;
const AGAINST_KNOWN = 0.85;

/** The pair where two readings meet. */
export const seam = (left, right) => `${left.syllables.at(-1)}${PAIR}${right.syllables[0]}`;

/** The candidates of each of `words`, with what the neighbours speak for. */
export function mended(reader, count, words, pools) {
  if (words.length < 2) return pools;
  const meets = pools.slice(1).map((right, at) => most(count, pools[at].slice(0, MOST_TRIED), right.slice(0, MOST_TRIED)));
  const weak = meets.map((met, at) => met <= chance(reader.vocabulary, words[at], words[at + 1]));
  const side = (at, seam) => ({candidates: pools[at].slice(0, MOST_TRIED), met: meets[seam], weak: weak[seam]});
  return words.map((plain, at) => {
    const left = at ? side(at - 1, at - 1) : null;
    const right = at + 1 < words.length ? side(at + 1, at) : null;
    if (!left?.weak && !right?.weak) return pools[at];
    const guesses = guessed(reader, count, plain, left, right);
    const known = pools[at].filter((c) => c.key === plain || c.weight >= 0.9);
    const kept = new Set(known.map((c) => c.key));
    return [...(known.length ? known : pools[at]), ...guesses.filter((guess) => !kept.has(guess.key))];
  });
}

/** In how many texts two words may stand side by side by chance, which says nothing for them. */
function chance(vocabulary, one, other) {
  const few = Math.floor(CHANCE * vocabulary.documents);
  if (vocabulary.documents < SMALL) return few;
  return Math.max(few, SELDOM * vocabulary.expected(vocabulary.count(one), vocabulary.count(other)));
}

function most(count, lefts, rights) {
  let found = 0;
  for (const a of lefts) for (const b of rights) found = Math.max(found, count(seam(a, b)));
  return found;
}

function guessed(reader, count, plain, left, right) {
  const loss = reader.vocabulary.has(plain) ? AGAINST_KNOWN : 1.0;
  const found = [];
  for (const guess of reader.guesses(plain)) {
    const metLeft = left ? most(count, left.candidates, [guess]) : 0;
    const metRight = right ? most(count, [guess], right.candidates) : 0;
    if (fits([[left, metLeft], [right, metRight]])) {
      found.push({met: metLeft + metRight, guess: {...guess, weight: guess.weight * loss}});
    }
  }
  found.sort((a, b) => b.guess.weight - a.guess.weight || b.met - a.met);
  return found.slice(0, MOST_GUESSES).map(({guess}) => guess);
}

/** Whether a guess meets a weak side much better, and a side that is not weak at all events. */
function fits(sides) {
  let better = false;
  for (const [side, met] of sides) {
    if (side?.weak) better ||= met >= BETTER * side.met + 1;
    else if (side && !met) return false;
  }
  return better;
}

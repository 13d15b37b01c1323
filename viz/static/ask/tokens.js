// The words of a question, each with what it may have been meant to be (kg/ask/tokens.py).

import {hasMarks, markedSyllables, syllables, words} from "../text.js";

/** A longer text is no question. */
export const MAX_WORDS = 60;
export const MOST_LETTERS = 2000;
/** From this cost on a match rests on a guess. */
export const GUESSED = 2.0;
const BARE_COST = 1.2;
// raw keys are read back surely, a slip is guessed at; less the weight of the guess
const [KEYS_COST, SLIP_COST] = [2.0, 3.0];

/** A syllable that a word may stand for; `bare`: the cost of standing for one with marks, where others have marks. */
const option = (plain, marked, cost = 0.0, bare = 0.0) => ({plain, marked, cost, bare});

/** A word as typed, its place, and its options, best first; `guessed`: nothing has the word as typed. */
const token = (typed, start, end, options, guessed = false) => ({
  typed, start, end, options, guessed, plain: options[0].plain, likely: guessed && options.length > 1 ? options[1] : options[0],
});

/** The words of a text (display form) as they were typed. */
export function tokensOf(text) {
  const bare = hasMarks(text) ? BARE_COST : 0.0;
  return words(text).flatMap(([start, end]) => {
    const typed = text.slice(start, end);
    const marked = hasMarks(typed) ? markedSyllables(typed) : null;
    return syllables(typed).map((one, i) => token(typed, start, end, [option(one, marked?.[i] ?? null, 0.0, bare)]));
  });
}

/** The same words with what else each may have been meant to be; one typed in one piece with the next is cut. */
export const repaired = (tokens, reader) => tokens.flatMap((one) => repair(one, reader));

function repair(one, reader) {
  const {typed, start, end, plain, options} = one;
  const {vocabulary} = reader;
  const {marked} = options[0];
  if (/^\p{Nd}+$/u.test(plain) || (vocabulary.has(plain) && marked === null)) return [one];
  if (vocabulary.has(plain)) {
    // typed with marks that no text has: those of the texts come into question
    return vocabulary.bears(plain, marked) ? [one] : [token(typed, start, end, [...options, option(plain, null, 1.5)], one.guessed)];
  }
  const candidates = reader.candidates(plain);
  const guesses = candidates.filter((c) => c.syllables.length === 1 && c.how !== "prefix");
  const joined = candidates.find((c) => c.how === "joined");
  if (!guesses.length && joined) return joined.syllables.map((s) => token(typed, start, end, [option(s, null, 0.5)], one.guessed));
  const costed = guesses.map((c) => {
    const base = c.how === "telex" || c.how === "vni" ? KEYS_COST : SLIP_COST;
    return option(c.syllables[0], c.marked?.[0] ?? null, base - c.weight);
  });
  return [token(typed, start, end, [...options, ...costed], true)];
}

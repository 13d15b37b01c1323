// The reader of what people type (kg/search/front.py): each word, and what it may stand for among known syllables.

import {display, hasMarks, markedSyllables, syllables, words} from "../text.js";
import {distance} from "./fuzz.js";
import {telex, vni} from "./keystrokes.js";
import {edits, heard, scanned, struck} from "./slips.js";

export const MAX_WORDS = 64;
const MAX_LETTERS = 40;
const MAX_CANDIDATES = 12;
const RARE = 3;
const ONE_IN = 20000;
/** Below this many texts every syllable is rare. */
export const SMALL = 1000;
const MIN_KEYS = 4;
const MAX_KEYS = 10;
const MOST_RUNS = 3;
// letters that are a word by themselves (ở, ý, à), and what a word cut into pieces loses by each of them
const ALONE = new Set("aeiouy");
const CRUMB = 0.3;
// what an abbreviation loses that was typed like a word, and what words look like
const A_WORD = 0.4;
const SYLLABLE = /^[bcdghklmnpqrstvx]{0,3}[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?$/;
const RUNS = /\p{Nd}+|[\p{L}\p{Nl}\p{No}]+/gu;
const DIGITS = /^\p{Nd}+$/u;
const LETTERS = /^\p{L}+$/u;
const numeric = (word) => /\p{N}/u.test(word);

/** How a candidate came out of what was typed, from the surest to the least sure, and its weight. */
export const WEIGHT = {
  "exact": 1.0, "without-marks": 1.0, "other-marks": 0.9, "telex": 0.95, "vni": 0.95, "scan": 0.8, "heard": 0.78,
  "typo": 0.75, "prefix": 0.65, "joined": 0.9, "split": 0.85, "abbreviation": 0.9, "alias": 0.9,
};

/** What a word may stand for: `syllables` without marks, `marked` with those typed (null: typed without any). */
export const candidate = (found, how, weight = WEIGHT[how], marked = null) =>
  ({syllables: found, key: found.join(" "), how, weight, marked});

/** Reads texts against a vocabulary and synonyms ({short, long, how} in syllables without marks). */
export class Reader {
  constructor(vocabulary, synonyms = []) {
    this.vocabulary = vocabulary;
    this.synonyms = new Map();
    this.shorts = new Set();
    this.kept = new Map();
    for (const synonym of synonyms) this.learn(synonym);
  }

  learn({short, long, how}) {
    if (!short.length || !long.length || short.join(" ") === long.join(" ")) return;
    if (short.length === 1) this.shorts.add(short[0]);
    for (const [side, other] of [[short, long], [long, short]]) {
      if (!this.synonyms.has(side[0])) this.synonyms.set(side[0], []);
      this.synonyms.get(side[0]).push({side, other, how});
    }
  }

  /** A text as words with candidates, and what runs of words may also stand for. */
  read(text) {
    const shown = display(text);
    const marks = hasMarks(shown);
    const found = [];
    for (const [start, end] of words(shown)) {
      if (found.length >= MAX_WORDS) break;
      found.push(...this.word(shown.slice(start, end), start, end, marks));
    }
    return {text: shown, marks, words: found, alternatives: [...this.alternatives(found)]};
  }

  word(typed, start, end, marks) {
    const [plain, marked] = [syllables(typed), markedSyllables(typed)];
    const one = plain.length === 1;
    return plain.map((syllable, i) => {
      const form = marks ? marked[i] : null;
      const candidates = one ? this.typed(typed, syllable, form) : this.candidates(syllable, form);
      return {typed, start, end, plain: syllable, candidates};
    });
  }

  /** Candidates of one word, where its capitals still say that it is an abbreviation or a code. */
  typed(typed, plain, marked) {
    const known = this.vocabulary.has(plain);
    const capitals = typed === typed.toUpperCase() && typed !== typed.toLowerCase() && typed.length > 1;
    if (this.shorts.has(plain) || (capitals && known)) return this.known(plain, marked);
    return this.candidates(plain, marked);
  }

  /** What a word may stand for, best first. */
  candidates(plain, marked = null) {
    const known = this.known(plain, marked);
    if (known.length && this.vocabulary.count(plain) >= this.floor) return known;
    return this.best([...known, ...this.repairs(plain)]).slice(0, MAX_CANDIDATES);
  }

  known(plain, marked) {
    if (!this.vocabulary.has(plain)) return [];
    const exact = this.vocabulary.bears(plain, marked ?? plain);
    if (marked === null) return [candidate([plain], exact ? "exact" : "without-marks")];
    return [candidate([plain], exact ? "exact" : "other-marks", undefined, [marked])];
  }

  /** What a word may be if it was not meant as typed. */
  repairs(plain) {
    let found = this.kept.get(plain);
    if (!found) {
      if (this.kept.size > 4096) this.kept.clear();
      this.kept.set(plain, (found = this.repaired(plain)));
    }
    return found;
  }

  repaired(plain) {
    if (plain.length > MAX_LETTERS) return [];
    const found = this.keystrokes(plain);
    if (!DIGITS.test(plain)) {
      found.push(...this.spelled(plain), ...this.half(plain), ...this.joined(plain));
      if (!found.length && plain.length > 4 && LETTERS.test(plain)) found.push(...this.far(plain));
    }
    return this.best(found).slice(0, MAX_CANDIDATES);
  }

  /** Everything that a word may be, likeliest first: for one who can tell the right ones by their neighbours. */
  * guesses(plain) {
    const repairs = this.repairs(plain);
    yield* repairs;
    const seen = new Set(repairs.map((c) => c.key));
    if (plain.length < 2 || DIGITS.test(plain)) return;
    for (const word of this.vocabulary.starting(plain)) {
      if (!seen.has(word) && !numeric(word)) yield candidate([word], "prefix");
    }
  }

  keystrokes(plain) {
    const found = this.decoded(plain, 0.0);
    if (!found.length && plain.length >= MIN_KEYS && plain.length <= MAX_KEYS) {
      // one key struck once too often, or two in the wrong order
      for (const near of [...struck(plain)].sort()) found.push(...this.decoded(near, 0.3));
    }
    return found;
  }

  decoded(plain, loss) {
    const found = [];
    for (const [decode, how] of [[telex, "telex"], [vni, "vni"]]) {
      const decoded = decode(plain);
      if (decoded === null) continue;
      const [word, form] = [syllables(decoded)[0], markedSyllables(decoded)[0]];
      if (!this.vocabulary.has(word)) continue;
      // keys of which some were left out ("nhieem" for nhiệm) say the letters, and leave the marks open
      const sure = this.vocabulary.bears(word, form);
      found.push(candidate([word], how, WEIGHT[how] - loss - (sure ? 0.0 : 0.2), sure ? [form] : null));
    }
    return found;
  }

  spelled(plain) {
    const found = this.ofKnown(scanned(plain)).map((word) => candidate([word], "scan"));
    found.push(...this.ofKnown(heard(plain)).map((word) => candidate([word], "heard")));
    if (numeric(plain) || plain.length < 2) return found; // a number is never taken for another
    const near = this.ofKnown(edits(plain)).filter((word) => !numeric(word));
    return [...found, ...near.map((word) => candidate([word], "typo", typoWeight(plain, word)))];
  }

  /** Those of some spellings that the corpus has; it writes i for a y that is alone after its consonant. */
  ofKnown(near) {
    const alone = [...near].filter((word) => word.endsWith("y") && word.length < 4).map((word) => syllables(word)[0]);
    return [...new Set([...near, ...alone])].filter((word) => this.vocabulary.has(word));
  }

  /** Words two slips away. */
  far(plain) {
    const near = [...this.vocabulary.forms.keys()].map((word) => [distance(plain, word, 2), word]).filter(([d]) => d <= 2);
    near.sort(([a], [b]) => a - b);
    const words = near.slice(0, MAX_CANDIDATES).map(([, word]) => word);
    return words.filter((word) => !numeric(word)).map((word) => candidate([word], "typo", WEIGHT.typo - 0.2));
  }

  half(plain) {
    if (plain.length < 2) return [];
    const longer = this.vocabulary.starting(plain).filter((word) => !numeric(word));
    longer.sort((a, b) => this.vocabulary.count(b) - this.vocabulary.count(a) || (a < b ? -1 : 1));
    return longer.slice(0, MAX_CANDIDATES).map((word) => candidate([word], "prefix"));
  }

  /** tuyengiao as two or more syllables of the corpus. */
  joined(plain) {
    if (!LETTERS.test(plain)) return this.unglued(plain);
    if (plain.length < 4) return [];
    const cuts = this.cuts(plain).filter((parts) => parts.length > 1);
    return cuts.map((parts) => candidate(parts, "joined", WEIGHT.joined - 0.05 * (parts.length - 2) - crumbs(parts)));
  }

  /** 7va: a number and a word, or several. */
  unglued(plain) {
    const runs = plain.match(RUNS) ?? [];
    if (runs.length < 2 || runs.length > MOST_RUNS) return [];
    const cuts = runs.map((run) => (this.vocabulary.has(run) ? [run] : LETTERS.test(run) && this.cuts(run)[0]));
    return cuts.every(Boolean) ? [candidate(cuts.flat(), "joined", WEIGHT.joined - 0.1)] : [];
  }

  /** The few ways to cut a word into known syllables, fewest pieces first: of two letters and more if it can be done. */
  cuts(plain) {
    const ways = this.cut(plain, 2);
    return ways.length ? ways : this.cut(plain, 1);
  }

  cut(plain, least) {
    const ways = Array.from({length: plain.length + 1}, () => []);
    ways[0] = [[]];
    for (let end = least; end <= plain.length; end++) {
      for (let start = Math.max(0, end - 7); start <= end - least; start++) {
        const piece = syllables(plain.slice(start, end))[0];
        if (piece.length === 1 && !ALONE.has(piece)) continue;
        if (!ways[start].length || this.vocabulary.count(piece) < Math.max(1, this.floor)) continue;
        ways[end].push(...ways[start].map((way) => [...way, piece]));
      }
      ways[end] = ways[end].sort((a, b) => a.length - b.length).slice(0, 4);
    }
    return ways[plain.length];
  }

  /** Each reading once, with its greatest weight; best first, of equals the commonest. */
  best(found) {
    const kept = new Map();
    for (const one of found) {
      const before = kept.get(one.key);
      if (!before || one.weight > before.weight) kept.set(one.key, one);
    }
    const often = new Map([...kept.values()].map((one) => [one, Math.min(...one.syllables.map((s) => this.vocabulary.count(s)))]));
    return [...often.keys()].sort(
      (a, b) => b.weight - a.weight || often.get(b) - often.get(a) || compared(a.syllables, b.syllables),
    );
  }

  /** In how many texts a syllable must be to be above doubt. */
  get floor() {
    const {documents} = this.vocabulary;
    return documents >= SMALL ? Math.max(RARE, Math.floor(documents / ONE_IN)) : 1;
  }

  * alternatives(read) {
    const plain = read.map((word) => (sure(word) ? word.candidates[0].syllables[0] : word.plain));
    for (let at = 0; at < read.length; at++) {
      for (const {side, other, how} of this.synonyms.get(plain[at]) ?? []) {
        const said = side.every((syllable, i) => plain[at + i] === syllable);
        if (said && other.some((syllable) => this.vocabulary.has(syllable))) {
          const weight = WEIGHT[how] - (side.length === 1 && mayBeWord(read[at]) ? A_WORD : 0.0);
          yield {first: at, last: at + side.length, candidate: candidate(other, how, weight)};
        }
      }
      // two neighbours that are one syllable
      const whole = at + 1 < read.length ? read[at].plain + read[at + 1].plain : "";
      if (whole.length <= 7 && LETTERS.test(whole) && this.vocabulary.has(whole)) {
        yield {first: at, last: at + 2, candidate: candidate([whole], "split")};
      }
    }
  }
}

/** A slip in the first letter, or in a word of two letters, is less likely. */
function typoWeight(plain, word) {
  let weight = WEIGHT.typo;
  if (plain[0] !== word[0]) weight -= 0.1;
  if (plain.length < 3) weight -= 0.15;
  if ([...plain].sort().join("") === [...word].sort().join("")) weight += 0.05;
  return weight;
}

/** Whether the word's best candidate is good enough to look up synonyms with. */
const sure = (word) =>
  word.candidates.length > 0 && word.candidates[0].syllables.length === 1 && word.candidates[0].weight >= 0.9;

/** Whether an abbreviation was typed as one types a word that sounds (tu, and neither TU nor ubkt). */
const mayBeWord = ({typed, plain, candidates}) =>
  typed === typed.toLowerCase() && typed !== typed.toUpperCase() && SYLLABLE.test(plain) && candidates.length > 0;

/** What a cut loses by pieces of one letter: nearly anything falls into such. */
const crumbs = (parts) => CRUMB * parts.filter((part) => part.length === 1).length;

/** The order of rows of strings: by the first that differs. */
export function compared(a, b) {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  }
  return a.length - b.length;
}

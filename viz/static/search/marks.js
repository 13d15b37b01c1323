// The marks of a syllable as one character (kg/search/marks.py): what was typed with marks is compared with them.

const SHAPES = new Map([["đ", 1], ["â", 2], ["ê", 2], ["ô", 2], ["ă", 4], ["ư", 8], ["ơ", 16]]);
const TONES = 32;

/** The marks of `marked`, whose syllable without marks is `plain`. */
export function code(plain, marked) {
  let shape = 0;
  for (const letter of marked) shape |= SHAPES.get(letter) ?? 0;
  const last = marked.at(-1);
  const tone = marked.length > plain.length && last >= "1" && last <= "5" ? Number(last) : 0;
  return String.fromCharCode(48 + tone * TONES + shape);
}

/** The marks of syllables in a row. */
export const codes = (plain, marked) => plain.map((p, i) => code(p, marked[i])).join("");

/** Whether `phrase` (with its blanks) stands in `key` with the marks `wanted`; `marks` has a character for each word. */
export function bears(key, marks, phrase, wanted) {
  let word = 0;
  let before = 0;
  for (let at = key.indexOf(phrase); at >= 0; at = key.indexOf(phrase, at + 1)) {
    for (; before < at; before++) if (key[before] === " ") word++;
    if (marks.startsWith(wanted, word)) return true;
  }
  return false;
}

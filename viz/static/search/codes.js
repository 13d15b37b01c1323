// Document codes in what was typed (kg/search/codes.py): 28-CT/TW, chỉ thị 28, CT 28, 21. They are compared exactly.

import {documentRef} from "../ask/query.js";
import {codeKey, syllables} from "../text.js";

const NUMBER = /^[0-9]{1,5}[a-z]?$/;
const GLUED = /^([a-z]{2,4})([0-9]{1,4})$/;
const TIE = /^\s?[-–—/.]\s?$/;
const DATE = /(?<![0-9])([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})(?![0-9])/;
const DATES = new RegExp(DATE, "g");
const PARTS = /^([0-9]+[A-Z]?)(?:[-/.]([0-9]{4}))?[-/.](\p{L}+)(?:[-/.]?([\p{L}\p{N}]+))?$/u;
const LONGEST_CODE = 60;
const NUMBER_WORD = "so";
const LONGEST_TYPE = 4;

/** The documents that a query names by code or number: {refs, phrase, alone}, or null. */
export function asked(reading, types) {
  const dates = [...reading.text.matchAll(DATES)].map((m) => [m.index, m.index + m[0].length]);
  for (let at = 0; at < reading.words.length; at++) {
    const {start} = reading.words[at];
    const found = dates.some(([from, to]) => from <= start && start < to) ? null : askedAt(reading, types, at);
    if (found) return withDate(found, reading);
  }
  return null;
}

function askedAt(reading, types, at) {
  const {words, text} = reading;
  const word = words[at];
  const glued = GLUED.exec(word.plain);
  if (glued && types.has(glued[1])) {
    const ref = documentRef(word.typed, {type: types.get(glued[1]), number: glued[2]});
    return {refs: [ref], phrase: ` ${glued[2]} `, alone: words.length === 1};
  }
  if (!NUMBER.test(word.plain)) return null;
  const end = codeEnd(reading, at);
  const [first, type] = typeBefore(words, types, at);
  if (end > at + 1) {
    const said = text.slice(word.start, words[end - 1].end);
    const refs = waysOf(said).map((code) => documentRef(said, {type, code}));
    const phrase = ` ${words.slice(at, end).map((w) => w.plain).join(" ")} `;
    return {refs, phrase, alone: isAlone(reading, first, end)};
  }
  if (!type && words.length !== 1 && !(first < at && words.length === 2)) return null;
  const refs = [documentRef(word.typed, {type, number: word.plain})];
  return {refs, phrase: ` ${word.plain} `, alone: isAlone(reading, first, end)};
}

/** The word after the code that begins at `at`: numbers and letters tied by dashes and strokes. */
function codeEnd({words, text}, at) {
  let [end, letters] = [at + 1, false];
  while (end < words.length && TIE.test(text.slice(words[end - 1].end, words[end].start))) {
    letters ||= !/^[0-9]+$/.test(words[end].plain);
    end++;
  }
  return letters ? end : at + 1;
}

/** The first word of what introduces the number at `at`, and the type that it names. */
function typeBefore(words, types, at) {
  const last = at && words[at - 1].plain === NUMBER_WORD ? at - 1 : at;
  const plain = words.slice(0, last).map((w) => w.plain);
  const said = words.slice(0, last).map((w) => w.candidates[0]?.syllables[0] ?? w.plain);
  for (let length = Math.min(LONGEST_TYPE, last); length > 0; length--) {
    for (const row of [said, plain]) {
      const type = types.get(row.slice(last - length).join(" "));
      if (type) return [last - length, type];
    }
  }
  return [last, null];
}

/** The ways to write a code: its number with or without a nought, its strokes and dashes either way. */
function waysOf(said) {
  const code = codeKey(said);
  const parts = code.length <= LONGEST_CODE ? PARTS.exec(code) : null;
  if (!parts) return [code];
  const [, number, year, one, two] = parts;
  const bare = number.replace(/^0+/, "") || "0";
  const ways = new Set([number, bare, bare.padStart(2, "0"), bare.padStart(3, "0")]);
  const forms = [...ways].flatMap((written) => {
    const head = year ? `${written}/${year}` : written;
    return two ? [`${head}-${one}/${two}`, `${head}/${one}-${two}`] : [`${head}-${one}`, `${head}/${one}`];
  });
  return [code, ...forms.filter((form) => form !== code)];
}

/** Whether the words `first` to `end` and a date are the whole query. */
function isAlone({text, words}, first, end) {
  const rest = `${text.slice(0, words[first].start)}${text.slice(words[end - 1].end)}`.replace(DATES, "");
  return syllables(rest).every((s) => s === "ngay" || s === NUMBER_WORD);
}

function withDate(found, reading) {
  const date = DATE.exec(reading.text);
  if (!date) return found;
  const day = `${date[3]}-${date[2].padStart(2, "0")}-${date[1].padStart(2, "0")}`;
  return {...found, refs: found.refs.map((ref) => ({...ref, date: day}))};
}

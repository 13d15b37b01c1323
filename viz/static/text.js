// The one door for text, as kg/text.py: nothing is compared that has not passed here. tests/viz/test_front_text.py runs
// the same strings through both.

const SPACES = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const TAG = /<\/?(?:[iİı]|p|b|u|em|strong)>/giu;
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g;
const INVISIBLE = /[\u00AD\u200B-\u200F\u2028-\u202E\u2060\uFEFF]/g;
const SPACE = new RegExp(`[${SPACES}]+`, "g");
const DASHES = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g;
const WORD = /[\p{L}\p{N}]+/gu;
const CENTRAL = /(?<![\p{L}\p{Nl}\p{No}])(BTC|BTG|BDV|BTGDV|UBKT|BNC|VP|BC[ĐD]|QU)?TƯ(?![\p{L}\p{Nl}\p{No}])/gu;
// letters of which the small one is the folded one: those of Vietnamese among them
const PLAIN_CASE = /^[\x00-\xb4\xb6-\xde\xe0-\u012f\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u2010-\u203a]*$/;
const I_OR_Y = /^([hklmst]|qu)y(?=[1-5]?$)/;
// combining acute, grave, hook above, tilde, dot below: the digit that VNI gives them
const TONES = new Map([["\u0301", "1"], ["\u0300", "2"], ["\u0309", "3"], ["\u0303", "4"], ["\u0323", "5"]]);

/** Composed, and otherwise word for word. */
export const nfc = (text) => text.normalize("NFC");

/** Composed, with the look-alike Ð, ð as the Vietnamese Đ, đ. */
export const vietnamese = (text) => nfc(text).replaceAll("Ð", "Đ").replaceAll("ð", "đ");

/** The words as printed: composed, without tags and invisible characters, white space folded. */
export function display(text) {
  const plain = nfc(text).replace(TAG, " ").replace(CONTROL, " ").replace(INVISIBLE, "");
  return trimmed(plain.replace(SPACE, " "));
}

const trimmed = (text) => (text.startsWith(" ") || text.endsWith(" ") ? text.replace(/^ | $/g, "") : text);

/** TƯ (Trung ương) as TW. */
export const central = (text) => text.replace(CENTRAL, (_, body) => `${body ?? ""}TW`);

/** Full case folding: what differs from small letters is found by way of the capitals. */
export function casefold(text) {
  if (PLAIN_CASE.test(text)) return text.toLowerCase();
  let folded = "";
  for (const char of text) folded += foldedChar(char);
  return folded;
}

const folds = new Map();

function foldedChar(char) {
  let found = folds.get(char);
  if (found === undefined) {
    found = char === "ı" ? char : char.toLowerCase().toUpperCase().toLowerCase();
    if (/^[Ꭰ-Ᏽᏸ-ᏽꭰ-ꮿ]$/u.test(char)) found = char.toUpperCase();
    folds.set(char, found);
  }
  return found;
}

const prepared = (text) => casefold(central(vietnamese(text).replace(INVISIBLE, "")));
const combines = new Map();

/** Whether a character combines with the one before: such marks have a place of their own among marks. */
function isCombining(char) {
  if (char < "\u0300" || !/\p{M}/u.test(char)) return false;
  let found = combines.get(char);
  if (found === undefined) {
    found = !`\u0301${char}`.normalize("NFD").startsWith("\u0301") || `${char}\u0334`.normalize("NFD")[0] === "\u0334";
    if (char === "\u0301" || char === "\u0334" || !found) found ||= /[\u0300-\u034e\u0350-\u036f]/.test(char);
    combines.set(char, found);
  }
  return found;
}

function markedSyllable(word) {
  let tone = "";
  let letters = "";
  for (const char of word.normalize("NFD")) {
    if (TONES.has(char)) tone = TONES.get(char);
    else letters += char;
  }
  return (letters.normalize("NFC") + tone).replace(I_OR_Y, "$1i");
}

function plainSyllable(word) {
  let letters = "";
  for (const char of word.normalize("NFD")) if (!isCombining(char)) letters += char;
  return letters.replaceAll("đ", "d").replace(I_OR_Y, "$1i");
}

const forms = new Map();
const MOST_KEPT = 65536;

function bothForms(word) {
  let found = forms.get(word);
  if (found === undefined) {
    if (forms.size > MOST_KEPT) forms.clear();
    found = [plainSyllable(word), markedSyllable(word)];
    forms.set(word, found);
  }
  return found;
}

/** Each syllable of a text: without marks, and with them, wherever these are placed. */
export const folded = (text) => (prepared(text).match(WORD) ?? []).map(bothForms);

/** The syllables without marks: what search indexes. */
export const syllables = (text) => folded(text).map((both) => both[0]);

/** The syllables with their marks. */
export const markedSyllables = (text) => folded(text).map((both) => both[1]);

/** The syllables without marks as one string. */
export const searchKey = (text) => syllables(text).join(" ");

/** What two texts share when only typography differs. */
export const markedKey = (text) => markedSyllables(text).join(" ");

/** Start and end of each word of a composed text. */
export const words = (text) => Array.from(text.matchAll(WORD), (m) => [m.index, m.index + m[0].length]);

/** Whether any letter carries a Vietnamese mark. */
export function hasMarks(text) {
  if (/^[\x00-\x7f]*$/.test(text)) return false;
  for (const char of text.normalize("NFD")) if ("đĐÐð".includes(char) || isCombining(char)) return true;
  return false;
}

/** Every dash as a plain hyphen. */
export const dashes = (text) => text.replace(DASHES, "-");

/** A document code as it is compared: exactly, but for spaces, dashes and TƯ. */
export const codeKey = (code) =>
  dashes(vietnamese(code)).toUpperCase().replace(SPACE, "").replaceAll("TƯ", "TW");

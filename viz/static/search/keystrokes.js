// Raw keystrokes of Telex and VNI, read back into letters (kg/search/keystrokes.py): giaos and giao1 give giáo.

import {nfc} from "../text.js";

const VOWELS = new Set("aeiouyăâêôơư");
const HATS = new Map([["a", "â"], ["e", "ê"], ["o", "ô"]]);
const HORNS = new Map([["a", "ă"], ["o", "ơ"], ["u", "ư"]]);
const BREVE = new Map([["a", "ă"]]);
// combining acute, grave, hook above, tilde, dot below; nothing clears the tone
const TELEX_TONES = new Map([["s", "\u0301"], ["f", "\u0300"], ["r", "\u0309"], ["x", "\u0303"], ["j", "\u0323"], ["z", ""]]);
const VNI_TONES = new Map([["1", "\u0301"], ["2", "\u0300"], ["3", "\u0309"], ["4", "\u0303"], ["5", "\u0323"], ["0", ""]]);

/** Letters typed so far, and the tone that stands for the whole syllable. */
class Keys {
  constructor() {
    this.letters = [];
    this.tone = "";
    this.used = false;
  }

  get hasVowel() {
    return this.letters.some((c) => VOWELS.has(c));
  }

  swapLast(table, only = "") {
    for (let at = this.letters.length - 1; at >= 0; at--) {
      const letter = this.letters[at];
      if (table.has(letter) && (!only || letter === only)) return this.put(at, table.get(letter));
    }
    return false;
  }

  horn() {
    const at = this.letters.findIndex((c, i) => c === "u" && this.letters[i + 1] === "o");
    if (at < 0) return this.swapLast(HORNS);
    return this.put(at, "ư") && this.put(at + 1, "ơ");
  }

  setTone(tone) {
    this.tone = tone;
    this.used = true;
    return true;
  }

  bar() {
    return this.letters[0] === "d" && this.put(0, "đ");
  }

  put(at, letter) {
    this.letters[at] = letter;
    this.used = true;
    return true;
  }

  /** The syllable, its tone on the first vowel (keys do not tell where it is placed). */
  word() {
    if (!this.used) return null;
    const at = this.letters.findIndex((c) => VOWELS.has(c));
    return nfc(this.letters.map((c, i) => (i === at ? c + this.tone : c)).join(""));
  }
}

/** What a word (small ASCII letters) says if its letters are Telex keys, or null if no key of Telex is in it. */
export function telex(word) {
  return /^[a-z]+$/.test(word) ? typed(word, telexKey) : null;
}

/** What a word says if its digits are VNI keys; null unless it begins with a letter and has such digits. */
export function vni(word) {
  if (!/^[a-z][\x21-\x7e]*$/.test(word) || /^[a-z]+$/.test(word)) return null;
  const keys = new Keys();
  for (const key of word) {
    if (!/\d/.test(key)) keys.letters.push(key);
    else if (!vniKey(keys, key)) return null;
  }
  return keys.word();
}

function typed(word, strike) {
  const keys = new Keys();
  for (const letter of word) if (!strike(keys, letter)) keys.letters.push(letter);
  return keys.word();
}

function telexKey(keys, letter) {
  const last = keys.letters.at(-1) ?? "";
  if (TELEX_TONES.has(letter) && keys.hasVowel) return keys.setTone(TELEX_TONES.get(letter));
  if (letter === "d") return (last === "d" || keys.hasVowel) && keys.bar();
  if (HATS.has(letter)) {
    // the hat may be typed at once (tuyeen) or after the end consonant (tuyene)
    const late = last !== "" && !VOWELS.has(last) && keys.hasVowel;
    return (last === letter || late) && keys.swapLast(HATS, letter);
  }
  if (letter !== "w") return false;
  if (keys.horn()) return true;
  return !keys.hasVowel && keys.put(keys.letters.length, "ư");
}

function vniKey(keys, key) {
  if (VNI_TONES.has(key)) return keys.hasVowel && keys.setTone(VNI_TONES.get(key));
  if (key === "6") return keys.swapLast(HATS);
  if (key === "9") return keys.bar();
  return key === "8" ? keys.swapLast(BREVE) : keys.horn();
}

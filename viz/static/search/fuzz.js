// Likeness of strings, as the functions of rapidfuzz that the program uses: Indel ratio, its best part, OSA distance.

/** Compares one text with parts of others: the places of its letters as bits, 32 to a number. */
class Compared {
  constructor(text) {
    this.length = text.length;
    this.size = (text.length + 31) >> 5;
    this.row = new Int32Array(this.size);
    this.letters = new Map();
    const bits = [];
    for (let at = 0; at < text.length; at++) {
      const char = text.charCodeAt(at);
      if (!this.letters.has(char)) {
        this.letters.set(char, bits.length);
        for (let i = 0; i < this.size; i++) bits.push(0);
      }
      bits[this.letters.get(char) + (at >> 5)] |= 1 << (at & 31);
    }
    this.bits = Int32Array.from(bits);
  }

  /** The other text as places in `bits`, -1 for letters that the one does not have. */
  read(other) {
    const found = new Int32Array(other.length);
    for (let at = 0; at < other.length; at++) found[at] = this.letters.get(other.charCodeAt(at)) ?? -1;
    return found;
  }

  /** Letters that the text has in common with a part of the other, in order (the bit-parallel row of Hyyrö). */
  common(other, start, end) {
    if (this.size === 1) return this.commonOfFew(other, start, end);
    const {row, bits, size} = this;
    row.fill(-1);
    for (let at = start; at < end; at++) {
      if (other[at] < 0) continue;
      let carry = 0;
      for (let i = 0; i < size; i++) {
        const held = row[i];
        const match = bits[other[at] + i];
        const sum = (held >>> 0) + ((held & match) >>> 0) + carry;
        carry = sum > 0xffffffff ? 1 : 0;
        row[i] = sum | (held & ~match);
      }
    }
    let count = 0;
    for (let i = 0; i < size; i++) count += ones(~row[i]);
    return count;
  }

  commonOfFew(other, start, end) {
    const {bits} = this;
    let row = -1;
    for (let at = start; at < end; at++) {
      if (other[at] < 0) continue;
      const match = bits[other[at]];
      row = (row + (row & match)) | (row & ~match);
    }
    return ones(~row);
  }
}

function ones(bits) {
  bits -= (bits >>> 1) & 0x55555555;
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** How alike two strings are, 0 to 100: common letters in order, twice, of all letters. */
export function ratio(one, other) {
  const all = one.length + other.length;
  if (!one || !other) return all ? 0 : 100;
  const compared = new Compared(one);
  return (200 * compared.common(compared.read(other), 0, other.length)) / all;
}

/** The ratio of the shorter string to the part of the longer that is likest to it. */
export function partialRatio(one, other) {
  if (one.length === other.length) return Math.max(bestPart(one, other), bestPart(other, one));
  return one.length < other.length ? bestPart(one, other) : bestPart(other, one);
}

function bestPart(short, long) {
  const size = short.length;
  if (!size) return long.length ? 0 : 100;
  const compared = new Compared(short);
  const other = compared.read(long);
  const most = mostOfWindows(compared, other);
  let best = (100 * most) / size;
  // parts at the two ends of the longer that are shorter
  for (let length = size - 1; length > 0 && (200 * length) / (size + length) > best; length--) {
    const common = Math.max(compared.common(other, 0, length), compared.common(other, long.length - length, long.length));
    best = Math.max(best, (200 * common) / (size + length));
  }
  return best;
}

/** The most letters in common with any part of the other that is as long. A window that moves by one letter wins or
 * loses one at most, so between two windows only those are looked at that may have more than the best so far. */
function mostOfWindows(compared, other) {
  const size = compared.length;
  const last = other.length - size;
  const at = (start) => compared.common(other, start, start + size);
  const step = Math.max(1, size >> 2);
  const places = [];
  for (let start = 0; start < last; start += step) places.push([start, at(start)]);
  places.push([last, at(last)]);
  let most = Math.max(...places.map(([, common]) => common));
  const between = ([low, first], [high, second]) => {
    if (high - low < 2 || (first + second + high - low) >> 1 <= most) return;
    const middle = [(low + high) >> 1, at((low + high) >> 1)];
    most = Math.max(most, middle[1]);
    between([low, first], middle);
    between(middle, [high, second]);
  };
  places.slice(1).forEach((place, i) => between(places[i], place));
  return most;
}

/** Slips (a letter dropped, added, changed, two exchanged) from one short word to another; `most` + 1 where more. */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [];
  let last = [];
  let row = Array.from({length: other.length + 1}, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    [before, last, row] = [last, row, [i]];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      const turned = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (turned) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most && Math.min(...last) > most) return most + 1;
  }
  return Math.min(row[other.length], most + 1);
}

// Spellings near a word: slips of the hand, of the ear and of a scanner (kg/search/slips.py).

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
// what a scanner reads, and what may have been printed
const SCANNED = ["0o", "1l", "1i", "5s", "8b", "rn m", "m rn", "cl d", "d cl", "vv w", "ii n", "li h"].map(parted);
// initials and finals that regions speak alike, or that are written short; either way round
const FIRST = [
  "tr ch", "s x", "l n", "gi d", "gi r", "d r", "v d",
  "ph f", "qu w", "k c", "k qu", "ngh ng", "gh g", "gi j", "d z",
].map(parted);
const LAST = ["ng n", "nh n", "c t", "i y", "ng nh", "ch t", "o u"].map(parted);

function parted(pair) {
  return pair.includes(" ") ? pair.split(" ") : [...pair];
}

const bothWays = (pairs) => pairs.flatMap(([a, b]) => [[a, b], [b, a]]);

/** All spellings one slip away: a letter dropped, doubled or foreign, two letters exchanged. Digits never change. */
export function edits(word) {
  const near = struck(word);
  for (let at = 0; at <= word.length; at++) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    for (const letter of LETTERS) {
      if (tail) near.add(head + letter + tail.slice(1));
      near.add(head + letter + tail);
    }
  }
  near.delete(word);
  return near;
}

/** A word without one of its keys, or with two of them exchanged. */
export function struck(word) {
  const near = new Set();
  for (let at = 0; at < word.length; at++) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    near.add(head + tail.slice(1));
    if (tail.length > 1) near.add(head + tail[1] + tail[0] + tail.slice(2));
  }
  near.delete(word);
  return near;
}

/** What a word may be if a scanner misread one place of it (or every 0, 1 …). */
export function scanned(word) {
  const near = new Set();
  for (const [read, printed] of SCANNED) {
    if (word.includes(read)) near.add(word.replaceAll(read, printed)).add(word.replace(read, printed));
  }
  near.delete(word);
  return near;
}

/** What a word may be if it was written as it is spoken, or short. */
export function heard(word) {
  const near = new Set();
  for (const [old, fresh] of bothWays(FIRST)) if (word.startsWith(old)) near.add(fresh + word.slice(old.length));
  for (const [old, fresh] of bothWays(LAST)) if (word.endsWith(old)) near.add(word.slice(0, -old.length) + fresh);
  near.delete(word);
  return near;
}

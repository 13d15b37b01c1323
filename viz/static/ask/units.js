// Names of units in a question (kg/ask/units.py): names that the page has, entries of the knowledge with their tails,
// unknown names.

import {unitRef} from "./query.js";
import {spanOf} from "./spans.js";

const LONGEST_UNKNOWN = 12;
const KNOWN_COST = 1.0;
const [UNKNOWN_COST, UNKNOWN_WORD_COST] = [6.0, 2.0];

const unitSpan = (start, end, cost, unit) => spanOf(start, end, "unit", KNOWN_COST + cost, {unit});

/** Finds the names of units in the words of one question. */
export class UnitNames {
  constructor(world, tokens, english) {
    this.world = world;
    this.lexicon = world.lexicon;
    this.tokens = tokens;
    this.english = english;
  }

  /** The units whose names begin at the word `start`. */
  * at(start) {
    for (const {end, value, cost} of this.world.names.at(this.tokens, start)) {
      yield unitSpan(start, end, cost, unitRef(value, {name: value}));
    }
    const byEnd = new Map();
    for (const {end, value, cost} of this.lexicon.units.at(this.tokens, start)) {
      const key = `${end} ${cost}`;
      if (!byEnd.has(key)) byEnd.set(key, {end, cost, entries: []});
      const {entries} = byEnd.get(key);
      if (!entries.includes(value)) entries.push(value);
    }
    for (const {end, cost, entries} of byEnd.values()) yield* this.completed(start, end, cost, entries);
  }

  * completed(start, end, cost, entries) {
    const readings = entries.map((entry) => ({entry, tail: ""}));
    yield unitSpan(start, end, cost, unitRef(entries[0], {readings}));
    const whole = readings.filter(({entry}) => !this.lexicon.unitOf.get(entry).tails.length);
    // "Sở Nội vụ" and then a place; where a tail is wanted, a place alone does not say which unit it is
    if (whole.length) yield* this.placed(start, end, cost, whole[0].entry, whole);
    const objects = this.lexicon.objects.at(this.tokens, end);
    for (const {end: at, value: object, cost: more} of [{end, value: "", cost: 0.0}, ...objects]) {
      const owners = entries.filter((e) => !object || this.lexicon.unitOf.get(e).objects.includes(object));
      for (const tail of owners.length ? this.lexicon.tails.at(this.tokens, at) : []) {
        const taken = owners.map((entry) => ({entry, tail: this.fitting(tail.value, entry)})).filter((o) => o.tail);
        if (!taken.length) continue;
        const full = taken.map((o) => ({entry: o.entry, tail: `${object} ${o.tail}`.trim()}));
        const said = `${full[0].entry} ${full[0].tail}`;
        const total = cost + more + tail.cost;
        yield unitSpan(start, tail.end, total, unitRef(said, {readings: full}));
        yield* this.placed(start, tail.end, total, said, full);
      }
    }
  }

  /** The tail that an entry takes when `tail` is said: of "huyện" a committee takes "Huyện ủy". */
  fitting(tail, entry) {
    const said = this.lexicon.tailOf.get(tail);
    const {tails} = this.lexicon.unitOf.get(entry);
    if (!said || tails.includes(said.cls)) return tail;
    const shared = said.shares ? this.lexicon.tailOf.get(said.shares) : null;
    return shared && tails.includes(shared.cls) ? said.shares : null;
  }

  * placed(start, end, cost, said, readings) {
    if (end === this.tokens.length) return;
    for (const scope of this.world.scopes.at(this.tokens, end)) {
      yield unitSpan(start, scope.end, cost + scope.cost, unitRef(`${said} ${scope.value}`, {readings, place: scope.value}));
    }
  }

  /** Stretches that a word of units opens ("Sở …") and that may be the name of a unit that nobody knows. */
  * unknown(start, text) {
    if (!this.lexicon.nouns.at(this.tokens, start).some((match) => match.cost === 0)) return;
    const known = new Set([...this.at(start)].map((span) => span.end));
    for (let end = start + 1; end <= Math.min(start + LONGEST_UNKNOWN, this.tokens.length); end++) {
      if ((known.has(end - 1) && this.goesOnSmall(start, end - 1)) || this.turns(end - 1)) return;
      const said = text.slice(this.tokens[start].start, this.tokens[end - 1].end);
      const cost = UNKNOWN_COST + UNKNOWN_WORD_COST * (end - start);
      yield spanOf(start, end, "unknown-unit", cost, {unit: unitRef(said), text: said});
    }
  }

  /** Whether the word turns the sense of the question, as "không" and "trừ" do: no name has it. */
  turns(at) {
    return this.lexicon.phrases.at(this.tokens, at, this.english).some((match) => match.value.sense === "refuse");
  }

  /** Small letters behind a known name that has a capital are no part of it, unless they say whose it is. */
  goesOnSmall(start, at) {
    const [first, typed] = [this.tokens[start].typed[0], this.tokens[at].typed];
    const small = first !== first.toLowerCase() && typed === typed.toLowerCase() && typed !== typed.toUpperCase();
    return small && !this.lexicon.tails.at(this.tokens, at).length;
  }
}

/** The ways to say a scope: whole, its first place, and that without "huyện" or "tỉnh" before it. */
export function placesOf(lexicon, scope) {
  const first = scope.split(",")[0].trim();
  const words = first.split(" ");
  const bare = [1, 2].filter((n) => words.length > n && lexicon.tailOf.has(words.slice(0, n).join(" ").toLowerCase()));
  return [scope, first, ...bare.map((n) => words.slice(n).join(" "))];
}

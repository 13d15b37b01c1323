// Times in questions (kg/ask/times.py): a year, a quarter, a month, a day, a span of years; alone, from it, before it.

import {whenOf} from "./query.js";

const YEAR = /^(?:19|20)[0-9]{2}$/;
const SMALL = /^[0-9]{1,2}$/;
const ROMAN = {i: 1, ii: 2, iii: 3, iv: 4};

const two = (number) => String(number).padStart(2, "0");
const daysOf = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
const monthEnd = (year, month) => `${year}-${two(month)}-${daysOf(year, month)}`;

/** Finds times in the words of one question: `gaps` stand between the words, `look(at, sense)` tells where phrases end. */
export class Times {
  constructor(words, gaps, look) {
    this.words = words;
    this.gaps = gaps;
    this.look = look;
  }

  /** The times that begin at the word `start`: [the word that they end before, when]. */
  * at(start) {
    for (const at of [start, ...this.look(start, "time.in")]) {
      for (const stretch of this.stretches(at)) {
        yield [stretch.at, whenOf("within", {start: stretch.start, end: stretch.end})];
        yield* this.spans(stretch);
      }
    }
    for (const at of this.look(start, "time.due")) {
      for (const place of [at, ...this.look(at, "time.in")]) {
        for (const stretch of this.stretches(place)) {
          yield [stretch.at, whenOf("by", {start: stretch.start, end: stretch.end})];
        }
      }
    }
    for (const [sense, kind] of [["time.from", "from"], ["time.by", "by"], ["time.to", "by"]]) {
      for (const at of this.look(start, sense)) {
        for (const stretch of this.stretches(at)) {
          yield [stretch.at, bound(kind, stretch, sense === "time.by")];
          if (kind === "from") yield* this.spans(stretch);
        }
      }
    }
  }

  /** A first time and a second one after it: from … to … */
  * spans(first) {
    const dashed = /[-–]/.test(this.gaps[first.at - 1] ?? "");
    for (const at of [...(dashed ? [first.at] : []), ...this.look(first.at, "time.to")]) {
      for (const last of this.stretches(at)) {
        if (first.start < last.end) yield [last.at, whenOf("within", {start: first.start, end: last.end})];
      }
    }
  }

  * stretches(at) {
    yield* this.year(at);
    yield* this.quarter(at);
    yield* this.month(at);
    yield* this.day(at);
  }

  * year(at) {
    for (const place of [at, ...this.look(at, "year")]) {
      const year = this.number(place, YEAR);
      if (year && !this.tied(place - 1, "/")) yield {at: place + 1, start: `${year}-01-01`, end: `${year}-12-31`};
    }
  }

  * yearAfter(at) {
    for (const place of [at, ...["year", "time.in", "by"].flatMap((sense) => this.look(at, sense))]) {
      const year = this.number(place, YEAR);
      if (year) yield [place + 1, year];
    }
  }

  * quarter(at) {
    const found = this.look(at, "quarter").map((place) => [place, this.quarterNumber(place)]);
    const short = /^q([1-4])$/.exec(this.words[at] ?? "");
    if (short) found.push([at, Number(short[1])]);
    for (const [place, quarter] of found) {
      for (const [end, year] of quarter ? this.yearAfter(place + 1) : []) {
        yield {at: end, start: `${year}-${two(3 * quarter - 2)}-01`, end: monthEnd(year, 3 * quarter)};
      }
    }
  }

  quarterNumber(at) {
    const word = this.words[at] ?? "";
    return /^[1-4]$/.test(word) ? Number(word) : (Object.hasOwn(ROMAN, word) ? ROMAN[word] : 0);
  }

  * month(at) {
    for (const place of [...this.look(at, "month"), at]) {
      const month = this.number(place);
      if (place === at && !this.tied(at, "/", "-")) continue; // a bare number is a month only before a slash: 6/2025
      for (const [end, year] of month >= 1 && month <= 12 ? this.yearAfter(place + 1) : []) {
        yield {at: end, start: `${year}-${two(month)}-01`, end: monthEnd(year, month)};
      }
    }
  }

  * day(at) {
    for (const place of [at, ...this.look(at, "day")]) {
      const day = this.number(place);
      if (day < 1 || day > 31) continue;
      for (const monthAt of [place + 1, ...this.look(place + 1, "month")]) {
        const month = this.number(monthAt);
        if (monthAt === place + 1 && !this.tied(place, "/", "-", ".")) continue;
        for (const [end, year] of month >= 1 && month <= 12 ? this.yearAfter(monthAt + 1) : []) {
          const date = `${year}-${two(month)}-${two(day)}`;
          if (day <= daysOf(year, month)) yield {at: end, start: date, end: date};
        }
      }
    }
  }

  number(at, shape = SMALL) {
    return shape.test(this.words[at] ?? "") ? Number(this.words[at]) : 0;
  }

  /** Whether one of `signs` ties the word to the next. */
  tied(at, ...signs) {
    return signs.includes(this.gaps[at] ?? "");
  }
}

/** From the first day; by the last day; before a year or a month: by the day before its first. */
function bound(kind, stretch, before) {
  if (kind === "from") return whenOf(kind, {start: stretch.start});
  return whenOf(kind, {end: !before || stretch.start === stretch.end ? stretch.end : dayBefore(stretch.start)});
}

function dayBefore(day) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

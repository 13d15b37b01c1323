// Documents in a question (kg/ask/documents.py): "Chỉ thị 28", "28-CT/TW", "Kết luận số 21 ngày 25/10/2021 của Bộ Chính trị".

import {codeKey} from "../text.js";
import {documentRef} from "./query.js";
import {spanOf} from "./spans.js";

const NUMBER = /^[0-9]{1,5}[a-z]?$/;
const GLUED = /^([a-z]+)([0-9]{1,4})$/;
const TERM = /^(?:[ivx]{1,5}|[0-9]{1,2})$/;
const TIE = /^\s?[-/–—]\s?$/;
const COST = 1.0;

/** Finds documents in the words of one question. */
export class Documents {
  constructor(world, tokens, text, timesAt, look) {
    this.lexicon = world.lexicon;
    this.named = world.named;
    Object.assign(this, {tokens, text, timesAt, look});
  }

  /** The documents whose names begin at the word `start`. */
  * at(start) {
    const code = this.codeEnd(start);
    if (code) yield* this.told(start, code, documentRef("", {code: this.between(start, code)}), 0.0);
    for (const kind of this.lexicon.types.at(this.tokens, start)) yield* this.typed(start, kind.end, kind.value, kind.cost);
    for (const end of this.look(start, "noun.document")) yield* this.typed(start, end, null, 0.0);
    const glued = GLUED.exec(this.tokens[start].plain);
    const type = glued ? this.lexicon.letters.get(glued[1]) : null;
    if (type) yield* this.told(start, start + 1, documentRef("", {type, number: glued[2]}), 0.0);
    for (const {end, value, cost} of this.named.at(this.tokens, start)) {
      yield* this.told(start, end, documentRef("", {name: value}), cost);
    }
  }

  /** Types of document at the word `start` ("những chỉ thị nào"), and where they end. */
  kinds(start) {
    const found = this.lexicon.types.at(this.tokens, start);
    return found.filter((kind) => kind.end - start > 1 || this.tokens[start].plain.length > 3);
  }

  * typed(start, end, type, cost) {
    for (const at of [end, ...this.look(end, "number")]) {
      const code = this.codeEnd(at);
      if (code) {
        yield* this.told(start, code, documentRef("", {type, code: this.between(at, code)}), cost);
      } else if (at < this.tokens.length && NUMBER.test(this.tokens[at].plain) && !this.isDated(at)) {
        yield* this.told(start, at + 1, documentRef("", {type, number: this.tokens[at].plain}), cost);
      }
    }
  }

  /** `ref`, and `ref` with the date, the year, the term and the issuer that follow. */
  * told(start, end, ref, cost) {
    const said = this.text.slice(this.tokens[start].start, this.tokens[end - 1].end);
    yield spanOf(start, end, "document", COST + cost, {document: {...ref, said}, text: said});
    for (const [at, when] of ref.date || ref.year ? [] : this.timesAt(end)) {
      if (when.kind !== "within" || !when.start) continue;
      const date = when.start === when.end ? when.start : null;
      const year = !date && when.start.endsWith("-01-01") ? Number(when.start.slice(0, 4)) : null;
      if (date || year) yield* this.told(start, at, {...ref, date, year}, cost);
    }
    for (const at of ref.term ? [] : this.look(end, "term")) {
      const term = this.tokens[at]?.plain ?? "";
      if (TERM.test(term)) yield* this.told(start, at + 1, {...ref, term: term.toUpperCase()}, cost);
    }
    for (const at of ref.issuer ? [] : [end, ...this.look(end, "by")]) {
      for (const issuer of this.lexicon.issuers.at(this.tokens, at)) {
        yield* this.told(start, issuer.end, {...ref, issuer: issuer.value}, cost + issuer.cost);
      }
    }
  }

  /** Where the code that begins with the number at `start` ends; 0 if there is none. */
  codeEnd(start) {
    if (start >= this.tokens.length || !NUMBER.test(this.tokens[start].plain)) return 0;
    let [end, letters] = [start + 1, false];
    for (; end < this.tokens.length && TIE.test(this.gap(end)); end++) letters ||= !/^[0-9]+$/.test(this.tokens[end].plain);
    return letters ? end : 0;
  }

  gap(at) {
    return this.text.slice(this.tokens[at - 1].end, this.tokens[at].start);
  }

  /** Whether the number is the beginning of a date or of a dotted number. */
  isDated(at) {
    return at + 1 < this.tokens.length && ["/", "."].includes(this.gap(at + 1));
  }

  between(start, end) {
    return codeKey(this.text.slice(this.tokens[start].start, this.tokens[end - 1].end));
  }
}

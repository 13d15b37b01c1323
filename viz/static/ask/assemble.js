// From the symbols of a question to the query (kg/ask/assemble.py); every symbol has its place in the query, or there is
// no query.

import {documentRef, narrowed, whenOf} from "./query.js";
import {Misread, Parts, Roles} from "./roles.js";
import {says} from "./spans.js";
import {symbolsOf} from "./symbols.js";

// need no place in the query
const GLUE = ["and", "of", "about-word", "task", "unit-noun", "plan", "tasks-asked"];
const WITHOUT = ["cooperate", "lead", "time"];
const BARE = ["unit", "unknown", "subject", "heading", "time"];
const TIMES = ["annual", "continuous", "periodic", "conditional"];

/** The query that the stretches of a question make; throws Misread where they make none. */
export const assemble = (spans) => new Assembler(symbolsOf(spans)).query();

class Assembler extends Parts {
  constructor(symbols) {
    super(symbols);
    this.roles = new Roles(symbols);
  }

  query() {
    const left = this.all.filter((one) => one.sym === "left").map((one) => one.span);
    if (left.length || this.all.every((one) => BARE.includes(one.sym))) throw new Misread(left);
    this.roles.bind();
    const when = this.times();
    const about = this.take("subject").map((one) => one.span.subject);
    const headings = this.take("heading").map((one) => one.span.text);
    const positions = this.take("position").map((one) => Number(one.span.text));
    if (positions.length > 1) throw new Misread();
    const lacking = this.take("without");
    const without = lacking.flatMap((one) => WITHOUT.filter((what) => says(one.span, `without.${what}`)));
    const having = this.take("having").length ? ["cooperate"] : [];
    const query = this.withDocuments({
      asks: this.asks(),
      parties: this.roles.parties,
      when, headings, about, without, having,
      position: positions[0] ?? null,
      wanted: this.roles.wanted,
      partners: this.roles.partners,
      cites: [], anyDocument: false, citing: false, plan: null, documents: [], everything: false,
    });
    const unused = this.all.filter((one) => !one.used && !GLUE.includes(one.sym));
    if (unused.length) throw new Misread(unused.map((one) => one.span));
    return checked(query);
  }

  // --- conditions

  times() {
    const found = this.take("time");
    const times = found.map(timeOf);
    const waits = this.take("wait");
    const [condition] = this.take("condition");
    const said = condition?.span.text ?? null;
    if (waits.length) times.push(whenOf("conditional", {condition: said, said: said ?? ""}));
    if (times.length > 1) this.joined(found, times);
    return times;
  }

  /** Several times are meant one or the other, and only where "và" or "hoặc" stands between them. */
  joined(found, times) {
    const places = this.placesOf(found);
    const apart = (b, at) => b - places[at] > 2 || (b - places[at] === 2 && !this.is(places[at] + 1, "and", "or"));
    if (places.length !== times.length || places.slice(1).some(apart)) throw new Misread(found.map((one) => one.span));
    for (const one of this.all.slice(places[0], places.at(-1))) one.used = true;
  }

  placesOf(found) {
    return this.all.flatMap((one, at) => (found.includes(one) ? [at] : []));
  }

  // --- what is asked

  asks() {
    if (this.roles.who) return "units";
    const syms = {"time-asked": "timeframes", "documents-asked": "documents", "count": "count", "tasks-asked": "tasks"};
    const explicit = Object.keys(syms).filter((sym) => this.take(sym).length).map((sym) => syms[sym]);
    if (explicit.join() === "timeframes,tasks") return "timeframes"; // which tasks, and when
    if (explicit.length > 1) throw new Misread();
    return explicit[0] ?? this.asksQuietly();
  }

  /** What is asked where no question word says it. */
  asksQuietly() {
    const whatIs = this.take("what-is").length > 0;
    if (whatIs && this.has("time-noun")) return "timeframes";
    if (whatIs && this.has("task")) return "tasks";
    if (whatIs || this.has("document-noun")) return "documents";
    if (this.has("time-noun")) return "timeframes";
    return this.has("document") && !this.has("task", "role", "cites", "unit") ? "documents" : "tasks";
  }

  withDocuments(query) {
    const found = this.take("document");
    const refs = found.map((one) => one.span.document);
    const anyDocument = this.anyDocument(found);
    const nouns = [...this.take("document-noun"), ...this.all.filter((one) => one.sym === "documents-asked")];
    const kinds = nouns.map((one) => one.span.text).filter(Boolean).map((kind) => documentRef(kind, {type: kind}));
    this.take("time-noun");
    const cites = this.take("cites");
    const citing = cites.length > 0;
    if (query.asks === "documents" && refs.length && !narrowed(query)) {
      if (!citing) return {...query, documents: refs};
      if (this.all.indexOf(found[0]) > this.all.indexOf(cites[0])) throw new Misread(cites.map((one) => one.span));
      // "Kế hoạch 68 viện dẫn văn bản nào": the one that cites
      return {...query, documents: kinds, plan: refs[0], everything: true};
    }
    const told = {cites: refs, citing, anyDocument};
    if (query.asks === "documents") return {...query, ...told, documents: kinds, everything: citing};
    if (citing && !refs.length) throw new Misread(cites.map((one) => one.span));
    return {...query, ...told, everything: query.asks === "count" || this.has("plan")};
  }

  anyDocument(found) {
    const places = this.placesOf(found);
    if (places.length < 2) return false;
    const between = this.all.slice(places[0] + 1, places.at(-1)).filter((one) => !found.includes(one));
    for (const one of between) one.used ||= one.sym === "or" || one.sym === "and";
    return between.some((one) => one.sym === "or");
  }
}

/** A question without any condition asks for nothing, unless the whole plan is meant. */
function checked(query) {
  if (query.asks === "documents" && query.documents.some(isNamed)) return query;
  const some = narrowed(query);
  if (!some && !query.plan && !query.everything) throw new Misread();
  if (query.asks === "units" && query.everything && !some) throw new Misread();
  return query;
}

/** Whether a document itself is meant, and not a type. */
export const isNamed = (ref) => Boolean(ref.number || ref.code || ref.name);

function timeOf({span}) {
  return span.time ?? whenOf(TIMES.find((kind) => says(span, `time.${kind}`)));
}

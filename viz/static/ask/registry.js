// Which documents a mention in a question fits (kg/ask/registry.py): all of them, each once. Codes are compared exactly.

import {codeKey, markedKey, searchKey, syllables} from "../text.js";
import {inOrder} from "./store.js";

/** The documents that `ref` may mean: {label, type, number, code, date, directives, own}. */
export function fitting(store, ref) {
  return documents(store, directives(store, ref), ownFitting(store, ref));
}

/** The documents of the page itself that `ref` may mean. */
export function ownFitting(store, ref) {
  if (ref.issuer || ref.name || !(ref.code || ref.number)) return [];
  const typeKey = ref.type ? searchKey(ref.type) : null;
  const found = ref.code
    ? store.documentsByCode(ref.code)
    : numbers(ref.number).flatMap((n) => store.documentsByNumber(n, typeKey));
  return found.filter((at) => {
    const {date = null, type} = store.node(at);
    return isDated(ref, date, null) && (!ref.type || !type || isType(ref, type));
  });
}

/** The documents that these nodes are. */
export const gathered = (store, nodes) => documents(store, [...nodes].sort((a, b) => a - b), []);

/** The ways to write a number: 5, 05, 005. */
function numbers(number) {
  const bare = number.replace(/^0+/, "") || "0";
  return [bare, ...[2, 3].filter((n) => bare.length < n).map((n) => bare.padStart(n, "0"))];
}

function directives(store, ref) {
  let found = named(store, ref).filter((at) => {
    const {date = null, year = null} = store.node(at);
    return isDated(ref, date, year);
  });
  if (ref.issuer) found = told(store, found, ref.issuer, "issuer");
  return ref.term ? told(store, found, ref.term, "term") : found;
}

function named(store, ref) {
  const type = (at) => store.node(at).type;
  if (ref.code) {
    const exact = store.directivesByCode(ref.code);
    const found = exact.length ? exact : withoutMarks(store, ref.code);
    return found.filter((at) => !ref.type || !type(at) || isType(ref, type(at)));
  }
  if (ref.number) {
    const found = numbers(ref.number).flatMap((n) => store.directivesByNumber(n));
    return found.filter((at) => !ref.type || isType(ref, type(at)));
  }
  return ref.name ? store.directivesByName(ref.name) : [];
}

/** Codes typed without Đ: 399-QD/TU. */
function withoutMarks(store, code) {
  if (code.includes("Đ")) return [];
  const found = numbers(code.split(/[-/]/)[0]).flatMap((n) => store.directivesByNumber(n));
  return found.filter((at) => store.node(at).code && codeKey(store.node(at).code).replaceAll("Đ", "D") === code);
}

/** Whether `type` is the one that was said, or a longer name of it (Chương trình hành động). */
export function isType(ref, type) {
  if (!type) return false;
  const [said, has] = [searchKey(ref.type ?? ""), searchKey(type)];
  return has === said || has.startsWith(`${said} `);
}

/** Whether a date does not contradict what was said; one that is not known never does. */
function isDated(ref, date, year) {
  if (ref.date && date && ref.date !== date) return false;
  const known = date ? Number(date.slice(0, 4)) : year;
  const asked = ref.date ? Number(ref.date.slice(0, 4)) : ref.year;
  return !(asked && known) || asked === known;
}

/** Those whose mentions say the same issuer or term; where none does, those whose mentions do not say it. */
function told(store, found, said, field) {
  const wanted = ` ${markedKey(said)} `;
  const sayings = new Map(
    found.map((at) => [at, (store.node(at).mentions ?? []).map((m) => m[field]).filter(Boolean)]),
  );
  const sure = found.filter((at) => sayings.get(at).some((text) => ` ${markedKey(text)} `.includes(wanted)));
  return sure.length ? sure : found.filter((at) => !sayings.get(at).length);
}

/** Nodes of one type and code are one document, as far as no date tells them apart. */
function documents(store, nodes, own) {
  const groups = new Map();
  for (const at of nodes) {
    const {type, code, label} = store.node(at);
    const key = `${searchKey(type ?? "")}\n${code ? codeKey(code) : `name:${searchKey(label)}`}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(at);
  }
  let found = [...groups.values()].flatMap((group) => byDate(store, group));
  for (const at of own) found = withOwn(store, found, at);
  const keys = new Map(found.map((known) => [known, syllables(known.label)]));
  return found.sort((a, b) => rows(keys.get(a), keys.get(b)) || inOrder(a.date ?? "", b.date ?? ""));
}

function rows(a, b) {
  const at = a.findIndex((syllable, i) => syllable !== b[i]);
  if (at < 0) return a.length - b.length;
  return at >= b.length ? 1 : inOrder(a[at], b[at]);
}

function byDate(store, group) {
  const dateOf = (at) => store.node(at).date ?? null;
  const dates = [...new Set(group.map(dateOf).filter(Boolean))].sort();
  if (dates.length < 2) return [known(store, group, dates[0] ?? null)];
  const found = dates.map((date) => known(store, group.filter((at) => dateOf(at) === date), date));
  const undated = group.filter((at) => !dateOf(at));
  return undated.length ? [...found, known(store, undated, null)] : found;
}

function known(store, group, date) {
  const {label, type = null, number = null, code = null} = store.node(group[0]);
  return {label, type, number, code, date, directives: group, own: null};
}

/** A document of the page beside the mentions of it, or as one more. */
function withOwn(store, found, own) {
  const {type = null, number = null, code = null, date = null, file} = store.node(own);
  const same = (one) =>
    one.code && code && codeKey(one.code) === codeKey(code) && (!one.date || !date || one.date === date) && one.own === null;
  const at = found.findIndex(same);
  if (at >= 0) return found.with(at, {...found[at], own, date: found[at].date ?? date});
  const label = [type, code].filter(Boolean).join(" ") || file;
  return [...found, {label, type, number, code, date, directives: [], own}];
}

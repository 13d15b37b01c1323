// The tasks that a query asks for (kg/ask/find.py): who, when, citing what, where, about what.

import {searchKey} from "../text.js";
import {tasksSaying} from "./read.js";
import {fitting, ownFitting} from "./registry.js";
import {BOTH_ROLES} from "./store.js";

const union = (sets) => new Set(sets.flatMap((set) => [...set]));
const intersection = (sets) => new Set([...sets[0]].filter((at) => sets.every((set) => set.has(at))));

/** What fits a query: `tasks` in the order of the page; `shared` are tasks where all units stand only in one and the
 * same group; `several`: a document that was named fits several; `missing`: what the page does not have. */
export function find(store, query) {
  const missing = [];
  const parties = query.parties.map((party) => partyOf(store, party));
  const sets = parties.map((party) => new Set(party.acts.keys()));
  const cited = query.cites.map((ref) => fitting(store, ref));
  missing.push(...query.cites.filter((_, at) => !cited[at].length).map((ref) => ref.said));
  if (query.cites.length) {
    const citing = cited.map((known) => store.tasksCiting(known.flatMap((one) => one.directives)));
    sets.push(query.anyDocument ? union(citing) : intersection(citing));
  }
  if (query.plan) {
    const plans = ownFitting(store, query.plan);
    if (!plans.length) missing.push(query.plan.said);
    sets.push(store.tasksOfDocuments(plans));
  }
  if (query.when.length) {
    sets.push(store.tasksInTimeframes(store.timeframes.filter((at) => query.when.some((when) => isThen(store.node(at), when)))));
  }
  if (query.headings.length || query.position) sets.push(under(store, query, missing));
  for (const subject of query.about) {
    const tasks = tasksSaying(store, subject);
    sets.push(tasks.size ? tasks : store.tasksUnder(headingsSaying(store, subject.words)));
  }
  sets.push(...query.without.map((what) => store.tasksWithout(what)));
  for (const what of query.having) {
    const without = store.tasksWithout(what);
    sets.push(new Set(store.tasks.filter((at) => !without.has(at))));
  }
  const tasks = sets.length ? intersection(sets) : store.allTasks();
  const shared = new Set(parties.length < 2 ? [] : [...tasks].filter((at) => isOneGroup(parties.map((p) => p.acts.get(at)))));
  return {
    tasks: [...tasks].filter((at) => !shared.has(at)).sort((a, b) => a - b),
    parties,
    shared,
    documents: [...new Map(cited.flat().map((known) => [JSON.stringify(known), known])).values()],
    several: cited.some((known) => known.length > 1),
    missing,
    ambiguous: query.parties.some((party) => party.units.some((ref) => isAmbiguous(store, ref))),
  };
}

// --- units

/** A party and what its units do, by task: what stands in the cell itself hides what holds through a group. */
function partyOf(store, party) {
  const found = party.units.map((ref) => ({ref, rows: unitsOf(store, ref)}));
  const units = [...new Set(found.flatMap(({rows}) => rows))];
  const roles = party.part === "either" ? BOTH_ROLES : [party.part];
  const told = store.actsOfUnits(units, roles).sort((a, b) => (a.via !== null) - (b.via !== null) || a.edge - b.edge);
  const acts = new Map();
  for (const act of told) {
    const held = acts.get(act.task) ?? [];
    if (!held.some((one) => one.unit === act.unit && one.role === act.role)) acts.set(act.task, [...held, act]);
  }
  return {party, units, unknown: found.filter(({rows}) => !rows.length).map(({ref}) => ref), acts};
}

/** Whether a short name that was said stands for several units that the page has (BTC). */
function isAmbiguous(store, ref) {
  return ref.readings.length > 1 && new Set(unitsOf(store, ref).map((at) => store.node(at).entry)).size > 1;
}

/** The units of the page that `ref` means; of several readings those count that the page has. */
export function unitsOf(store, ref) {
  const rows = ref.name ? store.unitsByName(ref.name) : ref.readings.flatMap((reading) => ofReading(store, reading));
  return ref.place ? rows.filter((at) => isPlace(store.node(at).scope, ref.place)) : rows;
}

function ofReading(store, {entry, tail}) {
  const fits = (at) => !tail || searchKey(store.node(at).tail ?? "") === searchKey(tail);
  return store.unitsByEntry(searchKey(entry)).filter(fits);
}

/** Whether `place` is the scope, or its first place with or without "huyện" before it. */
function isPlace(scope, place) {
  if (!scope) return false;
  const [asked, first] = [searchKey(place), searchKey(scope.split(",")[0])];
  return asked === searchKey(scope) || asked === first || first.endsWith(` ${asked}`);
}

/** Whether all the units that are asked for together stand in one and the same group. */
function isOneGroup(acts) {
  const [first, ...rest] = acts.flat();
  return first.via !== null && rest.every((act) => act.via === first.via && act.role === first.role);
}

// --- time

function isThen({time, start = null, end = null, condition = null}, when) {
  if (when.kind === "within") {
    if (time === "from") return when.start <= (start ?? "") && (start ?? "") <= when.end;
    const [first, last] = [start ?? end, end ?? start];
    return first !== null && last !== null && first <= when.end && last >= when.start;
  }
  if (when.kind === "from") {
    return time === "from" && (start ?? "").slice(0, 4) === when.start.slice(0, 4) && (start ?? "") >= when.start;
  }
  if (when.kind === "by") return end !== null && (when.start ?? "") <= end && end <= (when.end ?? "");
  if (time !== when.kind) return false;
  return !when.condition || ` ${searchKey(condition ?? "")} `.includes(` ${searchKey(when.condition)} `);
}

// --- places and subjects

function under(store, query, missing) {
  const found = new Set();
  for (const number of query.headings) {
    const headings = headingsNumbered(store, number);
    if (!headings.length) missing.push(`mục ${number}`);
    for (const at of store.tasksUnder(headings)) found.add(at);
  }
  if (!query.position) return found;
  // without a heading only a printed number says which task is meant
  const tasks = query.headings.length ? [...found] : store.tasks.filter((at) => store.node(at).number);
  return new Set(tasks.filter((at) => isAt(store.node(at), query.position)));
}

/** Whether a task is the one that a person counts as `asked`: by its printed number, else by its place. */
const isAt = ({number, position}, asked) => (number ? number.replace(/[.)]{1,9}$/, "") === String(asked) : position === asked);

/** Headings with this number as printed ("2.1", "II"), or with it as the end of a path ("II.1"). */
function headingsNumbered(store, number) {
  for (const way of [number, number.toUpperCase(), `${number}.`, `${number.toUpperCase()}.`]) {
    const found = store.headingsNumbered(way);
    if (found.length) return found;
  }
  const cut = number.indexOf(".");
  if (cut < 0 || cut === number.length - 1 || /^[0-9]+$/.test(number.slice(0, cut))) return [];
  const above = new Set(headingsNumbered(store, number.slice(0, cut)));
  return headingsNumbered(store, number.slice(cut + 1)).filter((at) => above.has(store.node(at).parent));
}

function headingsSaying(store, words) {
  const sought = ` ${words.join(" ")} `;
  return store.headings.filter((at) => ` ${searchKey(store.node(at).text)} `.includes(sought));
}

// What to ask instead (kg/ask/suggest.py): from what the question holds and from the names that the page has.

import {ratio} from "../search/fuzz.js";
import {searchKey} from "../text.js";
import {unitsOf} from "./find.js";
import {understand} from "./understand.js";

const MOST = 4;
const NEAR = 70.0;

const say = (vi, en, lang) => (lang === "en" ? en : vi);

/** Questions near to one that was not understood, each of which would be. */
export function forUnread(world, {reading, left}, lang) {
  const of = (kind) => reading.spans.filter((span) => span.kind === kind);
  const [unit] = of("unit");
  const [document] = of("document");
  const [heading] = of("heading");
  const subject = of("about").find((span) => span.end - span.start > 1);
  const asked = unit ? ofUnit(unit.unit.said, lang) : [];
  if (document) asked.push(say(`Nhiệm vụ nào viện dẫn ${document.text}?`, `Which tasks cite ${document.text}?`, lang));
  if (heading) asked.push(say(`Mục ${heading.text} gồm những nhiệm vụ nào?`, `Which tasks are in section ${heading.text}?`, lang));
  if (subject) asked.push(say(`Ai chủ trì việc ${subject.text}?`, `Who leads the task ${subject.text}?`, lang));
  const understood = asked.filter((question) => understand(world, question).query);
  if (understood.length) return understood.slice(0, MOST);
  const near = nearest(world, left.join(" "));
  const names = near.length ? near : world.store.unitNames.slice(0, 1);
  return names.slice(0, 2).flatMap((name) => ofUnit(name, lang).slice(0, 2)).slice(0, MOST);
}

const ofUnit = (name, lang) => [
  say(`${name} chủ trì những nhiệm vụ nào?`, `Which tasks does ${name} lead?`, lang),
  say(`${name} phối hợp những nhiệm vụ nào?`, `Which tasks does ${name} support?`, lang),
  say(`Ai phối hợp với ${name}?`, `Who supports ${name}?`, lang),
];

/** For names that the page does not have: that it is so, and the nearest that it has. */
export function forUnknown(world, names, lang) {
  return names.slice(0, MOST).map((name) => {
    const near = new Set([...successors(world, name), ...nearest(world, name)].slice(0, 3));
    const none = say(`Kho không có “${name}”.`, `The corpus has no “${name}”.`, lang);
    return near.size ? `${none} ${say("Gần nhất", "Nearest", lang)}: ${[...near].join(", ")}.` : none;
  });
}

/** Units of the page that came before or after the one that was asked for. */
function successors({store}, said) {
  const key = `${searchKey(said)} `;
  const named = store.words.units.filter((entry) => key.startsWith(`${searchKey(entry.name)} `));
  if (!named.length) return [];
  const {name, later = []} = named.reduce((best, entry) => (entry.name.length > best.name.length ? entry : best));
  const before = store.words.units.flatMap((entry) => (entry.later ?? []).filter((one) => one === name).map(() => entry.name));
  return [...later, ...before].flatMap((one) => store.unitsByEntry(searchKey(one))).map((at) => store.node(at).label);
}

/** Names of units on the page that are written nearly like `said`. */
function nearest({store}, said) {
  const key = searchKey(said);
  if (!key) return [];
  const names = [...new Map(store.unitNames.map((name) => [searchKey(name), name]))];
  const found = names.map(([other, name]) => ({name, score: ratio(key, other)})).filter(({score}) => score >= NEAR);
  return found.sort((a, b) => b.score - a.score).slice(0, 3).map(({name}) => name);
}

/** For a question that is understood and that nothing answers: what the unit does otherwise, said in figures. */
export function forNothingFound(world, query, found, lang) {
  const {store} = world;
  const said = [];
  for (const {party, units} of found.parties.slice(0, 2)) {
    for (const unit of units.slice(0, 1)) {
      const {label} = store.node(unit);
      for (const other of new Set(successors(world, label))) {
        said.push(say(`Trước hoặc sau ${label} là ${other}.`, `Before or after ${label} there is ${other}.`, lang));
      }
    }
    said.push(...otherwise(store, party, lang));
  }
  const count = found.shared.size;
  if (count) {
    const vi = `${count} nhiệm vụ do một nhóm gồm các đơn vị này chủ trì hoặc phối hợp; hỏi riêng từng đơn vị để xem.`;
    said.push(say(vi, `${count} tasks fall to one group of which these units are members; ask for each unit to see them.`, lang));
  }
  if (query.asks !== "documents" && !said.length) {
    said.push(say("Không có nhiệm vụ nào thỏa mọi điều kiện.", "No task meets all the conditions.", lang));
  }
  return said.slice(0, MOST);
}

function otherwise(store, {units, part}, lang) {
  const rows = units.flatMap((ref) => unitsOf(store, ref));
  const words = [["lead", "chủ trì", "leads"], ["cooperate", "phối hợp", "supports"]];
  return words.flatMap(([role, vi, en]) => {
    const count = new Set(store.actsOfUnits(rows, [role]).map((act) => act.task)).size;
    if (!rows.length || !(count || part === role)) return [];
    const {label} = store.node(rows[0]);
    return [say(`${label} ${vi} ${count} nhiệm vụ trong kho.`, `${label} ${en} ${count} tasks in the corpus.`, lang)];
  });
}

// What the list holds for a state: an answer, what was found by words, the tasks of a cell, or all tasks.

import {NO_TIME, columnName, once} from "./facts.js";

/** Kinds in the order in which they can be chosen. */
export const KINDS = ["task", "unit", "directive", "heading", "document", "timeframe"];

/** Hits that are listed beside an answer, or where none fits well. */
const FEW = 10;

/**
 * The groups of the list.
 * @returns {{answer: object|null, title: string|null, groups: [{title, note, items: [Item]}], total: number}}
 *   Item: {node, role, via, marks: [[start, end]], under}
 */
export function listOf(page, state, tr) {
  if (state.unit || state.time) return filtered(page, ofCell(page, state), cellTitle(page, state, tr), state);
  if (state.only === "waiting") {
    const items = (page.model.data.waiting ?? []).map((one) => ({node: one.node, waits: one}));
    return filtered(page, items, tr("toConfirmTitle"), state);
  }
  const asked = state.q.trim();
  if (asked) return ofAnswer(page, page.front.answer(asked, state.lang || "vi"), state, tr);
  return {answer: null, title: null, groups: byHeading(page), total: page.model.kind("task").length};
}

function filtered(page, items, title, state) {
  const kept = state.kind ? items.filter((item) => page.model.nodes[item.node].kind === state.kind) : items;
  return {answer: null, title, groups: [{title: null, items: kept}], total: kept.length};
}

/** All tasks under their headings, in the order of the plan. */
function byHeading(page) {
  const {nodes} = page.model;
  const groups = [];
  for (const at of page.model.kind("task")) {
    const heading = nodes[at].heading;
    const above = heading ?? nodes[at].document;
    const last = groups.at(-1);
    if (last?.above === above) last.items.push({node: at});
    else groups.push({above, title: nodes[above].label, items: [{node: at}]});
  }
  return groups;
}

/** Whether a task has one of the times of a column. */
export function isIn(page, task, column) {
  const times = page.facts.times(task);
  if (column.key === NO_TIME) return times.length === 0;
  return times.some((edge) => column.times.includes(edge.dst));
}

function ofCell(page, state) {
  const unit = state.unit ? page.model.byId.get(state.unit) : undefined;
  const column = state.time ? page.columns.find((one) => one.key === state.time) : undefined;
  const inTime = (item) => !column || isIn(page, item.node, column);
  if (unit === undefined) return page.model.kind("task").map((node) => ({node})).filter(inTime);
  const found = [];
  for (const role of ["lead", "cooperate"]) {
    const {own, through} = page.facts.work(unit, role);
    found.push(...own.map((edge) => ({node: edge.dst, role})));
    if (state.groups) found.push(...through.map((edge) => ({node: edge.dst, role, via: edge.via})));
  }
  return found.filter(inTime);
}

function cellTitle(page, state, tr) {
  const unit = page.model.byId.get(state.unit);
  const column = page.columns.find((one) => one.key === state.time);
  const parts = [unit === undefined ? null : page.model.nodes[unit].label, column ? columnName(column, tr) : null];
  return `${tr("filtered")}: ${parts.filter(Boolean).join(" · ")}`;
}

function ofAnswer(page, answer, state, tr) {
  const groups = answer.understood ? answered(page, answer, tr) : [];
  const told = new Set(groups.flatMap((group) => group.items.map((item) => item.node)));
  const item = (hit) => ({
    node: hit.node,
    marks: hit.matched.filter((m) => m.start !== null && m.start !== undefined).map((m) => [m.start, m.end]),
  });
  const hits = answer.hits.filter((hit) => !told.has(hit.node));
  const strong = hits.filter((hit) => hit.strong);
  groups.push({title: tr("byWords"), items: (answer.understood ? strong.slice(0, FEW) : strong).map(item)});
  // what is hardly alike is offered only where there is nothing else
  if (!answer.understood && !strong.length) groups.push({title: tr("weak"), items: hits.slice(0, FEW).map(item), weak: true});
  const kept = groups
    .map((group) => ({...group, items: group.items.filter((one) => ofKind(page, one, state.kind))}))
    .filter((group) => group.items.length);
  const total = kept.reduce((sum, group) => sum + group.items.length, 0);
  return {answer, title: null, groups: kept, total, kinds: kindsOf(page, groups)};
}

const ofKind = (page, item, kind) => !kind || page.model.nodes[item.node].kind === kind;

function kindsOf(page, groups) {
  const counted = new Map();
  for (const item of groups.flatMap((group) => group.items)) {
    const {kind} = page.model.nodes[item.node];
    counted.set(kind, (counted.get(kind) ?? 0) + 1);
  }
  return KINDS.filter((kind) => counted.has(kind)).map((kind) => [kind, counted.get(kind)]);
}

/** The groups of an answer to a question: direct ones apart from those that hold through a group. */
function answered(page, answer, tr) {
  const groups = [];
  const add = (title, items) => items.length && groups.push({title, items, answer: true});
  if (answer.units.length) {
    for (const role of ["lead", "cooperate"]) {
      const acts = answer.units.filter((act) => act.role === role);
      const own = once(acts.filter((act) => act.via === null || act.via === undefined), (act) => `${act.node} ${act.task}`);
      add(tr(role), own.map((act) => ({node: act.node, under: act.task, fact: act.edge ?? {basis: act.basis}})));
    }
  }
  for (const role of ["lead", "cooperate", null]) {
    const acts = answer.tasks.filter((act) => (act.role ?? null) === role);
    const own = acts.filter((act) => act.via === null || act.via === undefined);
    const through = acts.filter((act) => !own.includes(act));
    add(role ? `${tr(role)} – ${tr("direct")}` : tr("tasks"), own.map((act) => ({node: act.node, fact: act.edge ?? {basis: act.basis}})));
    add(`${tr(role ?? "lead")} – ${tr("viaGroup")}`, through.map((act) => ({node: act.node, via: act.via, fact: act.edge ?? {basis: act.basis}})));
  }
  add(tr("directives"), answer.documents.map((found) => ({node: found.nodes[0]})));
  return groups;
}

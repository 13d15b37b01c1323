// The data of a page as questions look it up (kg/corpus/store.py): nodes are named by their numbers, which follow the
// order of the store, and so are edges.

import {codeKey, markedKey, markedSyllables, searchKey} from "../text.js";

const ROLES = {lead: ["lead", "lead_via_group"], cooperate: ["cooperate", "cooperate_via_group"]};
const ROLE_OF = new Map(Object.entries(ROLES).flatMap(([role, relations]) => relations.map((r) => [r, role])));
export const BOTH_ROLES = Object.keys(ROLES);

/** Strings in the order of their code units. */
export const inOrder = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

export class Store {
  constructor(model) {
    this.model = model;
    this.words = model.data.front;
    this.tasks = model.kind("task");
    this.units = this.byId("unit");
    this.directives = this.byId("directive");
    this.documents = this.byId("document");
    this.timeframes = this.byId("timeframe");
    this.headings = model.kind("heading");
    this.entryKeys = new Map(this.units.map((at) => [at, searchKey(this.node(at).entry ?? this.node(at).label)]));
    this.acts = model.edges.flatMap((edge, at) => this.act(edge, at));
    this.actsOfTask = grouped(this.acts, (act) => act.task);
    this.actsOfUnit = grouped(this.acts, (act) => act.unit);
    this.keys = null;
  }

  node(at) {
    return this.model.nodes[at];
  }

  byId(kind) {
    return this.model.kind(kind).sort((a, b) => inOrder(this.node(a).id, this.node(b).id));
  }

  /** What an edge says a unit does in a task: {edge, unit, role, task, via, basis}. */
  act(edge, at) {
    const role = ROLE_OF.get(edge.relation);
    if (!role || this.node(edge.dst).kind !== "task") return [];
    const {src: unit, dst: task, via = null, basis = "stated"} = edge;
    return [{edge: at, unit, role, task, via, basis}];
  }

  // --- documents

  documentsByCode(key) {
    return this.documents.filter((at) => this.node(at).code && codeKey(this.node(at).code) === key);
  }

  documentsByNumber(number, typeKey) {
    const fits = (node) => node.number === number && (typeKey === null || (node.type && searchKey(node.type) === typeKey));
    return this.documents.filter((at) => fits(this.node(at)));
  }

  get scopes() {
    return new Set(this.documents.map((at) => this.node(at).scope).filter(Boolean));
  }

  // --- headings

  headingsNumbered(number) {
    return this.headings.filter((at) => this.node(at).number === number);
  }

  /** Tasks under these headings or under headings below them. */
  tasksUnder(headings) {
    const below = new Set(headings);
    for (let size = -1; size !== below.size; ) {
      size = below.size;
      for (const at of this.headings) if (below.has(this.node(at).parent)) below.add(at);
    }
    return new Set(this.tasks.filter((at) => below.has(this.node(at).heading)));
  }

  // --- tasks

  allTasks() {
    return new Set(this.tasks);
  }

  tasksOfDocuments(documents) {
    return new Set(this.tasks.filter((at) => documents.includes(this.node(at).document)));
  }

  /** Tasks that name no unit in a role, or no time. */
  tasksWithout(what) {
    const named = (at) => (what === "time" ? this.model.out(at, "scheduled") : this.model.into(at, what));
    return new Set(this.tasks.filter((at) => !named(at).length));
  }

  /** Tasks in whose text syllables stand in a row. */
  tasksWithWords(words, marked) {
    if (!words.length || !words.every((word) => /^[\p{L}\p{N}]+$/u.test(word))) return new Set();
    const sought = ` ${words.join(" ")} `;
    return new Set(this.taskKeys.filter((task) => (marked ? task.marked : task.plain).includes(sought)).map((t) => t.at));
  }

  /** The keys of all tasks, made when they are first wanted. */
  get taskKeys() {
    this.keys ??= this.tasks.map((at) => {
      const {text} = this.node(at);
      return {at, plain: ` ${searchKey(text)} `, marked: ` ${markedKey(text)} `};
    });
    return this.keys;
  }

  /** The marked syllables of all tasks' texts, with the number of tasks that have each. */
  markedWords() {
    const counted = new Map();
    for (const at of this.tasks) {
      for (const word of new Set(markedSyllables(this.node(at).text))) counted.set(word, (counted.get(word) ?? 0) + 1);
    }
    return [...counted].sort(([a], [b]) => inOrder(a, b));
  }

  // --- units and what they do

  /** Each different full name of a unit. */
  get unitNames() {
    return [...new Set(this.units.map((at) => this.node(at).label))].sort(inOrder);
  }

  unitsByName(name) {
    return this.units.filter((at) => this.node(at).label === name);
  }

  unitsByEntry(key) {
    return this.units.filter((at) => this.entryKeys.get(at) === key);
  }

  /** What units do, themselves and through groups. */
  actsOfUnits(units, roles = BOTH_ROLES) {
    return units.flatMap((at) => this.actsOfUnit.get(at) ?? []).filter((act) => roles.includes(act.role));
  }

  /** Which units do something in tasks. */
  actsOfTasks(tasks, roles = BOTH_ROLES) {
    return tasks.flatMap((at) => this.actsOfTask.get(at) ?? []).filter((act) => roles.includes(act.role));
  }

  // --- times and cited documents

  tasksInTimeframes(times) {
    return this.sources("scheduled", times);
  }

  tasksCiting(directives) {
    return this.sources("cites", directives);
  }

  sources(relation, targets) {
    const found = targets.flatMap((at) => this.model.into(at, relation).map((edge) => edge.src));
    return new Set(found.filter((at) => this.node(at).kind === "task"));
  }

  directivesOfTasks(tasks) {
    return new Set(tasks.flatMap((at) => this.model.out(at, "cites").map((edge) => edge.dst)));
  }

  directivesOfDocument(document) {
    const cited = (at) => (this.node(at).mentions ?? []).some((mention) => mention.document === document);
    return new Set(this.directives.filter(cited));
  }

  directivesByCode(key) {
    return this.directives.filter((at) => this.node(at).code && codeKey(this.node(at).code) === key);
  }

  directivesByNumber(number) {
    return this.directives.filter((at) => this.node(at).number === number);
  }

  /** Each different name of cited documents that have no code. */
  get directiveNames() {
    return [...new Set(this.directives.map((at) => this.node(at).name).filter(Boolean))].sort(inOrder);
  }

  directivesByName(name) {
    return this.directives.filter((at) => this.node(at).name === name && !this.node(at).code);
  }
}

function grouped(items, keyOf) {
  const found = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(item);
  }
  return found;
}

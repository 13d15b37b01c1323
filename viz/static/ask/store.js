// The data of a page as questions look it up (kg/corpus/store.py): nodes are named by their numbers, which follow the
// order of the store, and so are edges.

import {codeKey, folded, searchKey} from "../text.js";

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
    /** names that a document prints, and the units that a person said they mean */
    this.once = new Map((this.words.once ?? []).map(({name, units}) => [name, this.units.filter((at) => units.includes(this.node(at).id))]));
    /** documents that the registry joins, tells apart or knows a code of, by each of their nodes */
    this.registered = new Map();
    for (const [order, {label, code = null, nodes}] of (this.words.registered ?? []).entries()) {
      const here = nodes.map((id) => model.byId.get(id)).filter((at) => at !== undefined);
      for (const at of here) listOf(this.registered, at).push({label, code, nodes: here, order});
    }
    const once = [...this.once].filter(([, units]) => units.length).map(([name]) => name);
    /** each different full name of a unit */
    this.unitNames = [...new Set([...this.units.map((at) => this.node(at).label), ...once])].sort(inOrder);
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
    return new Set(this.holding(words, marked).filter((task) => stands(task, words, marked)).map((task) => task.at));
  }

  /** Whether syllables stand in a row in any task. */
  anyTaskWithWords(words, marked) {
    return this.holding(words, marked).some((task) => stands(task, words, marked));
  }

  /** The tasks that have the rarest of some syllables. */
  holding(words, marked) {
    const lists = words.map((word) => this.taskWords[marked ? "marked" : "plain"].get(word) ?? []);
    return lists.reduce((least, list) => (list.length < least.length ? list : least), lists[0] ?? []);
  }

  /** The tasks by each of their syllables, without and with marks; made when first wanted. */
  get taskWords() {
    if (this.keys) return this.keys;
    this.keys = {plain: new Map(), marked: new Map()};
    for (const at of this.tasks) {
      const both = folded(this.node(at).text);
      const rows = {plain: both.map(([plain]) => plain), marked: both.map(([, marked]) => marked)};
      const task = {at, plain: ` ${rows.plain.join(" ")} `, marked: ` ${rows.marked.join(" ")} `};
      for (const form of ["plain", "marked"]) {
        for (const word of new Set(rows[form])) listOf(this.keys[form], word).push(task);
      }
    }
    return this.keys;
  }

  /** The marked syllables of all tasks' texts, with the number of tasks that have each. */
  markedWords() {
    return [...this.taskWords.marked].map(([word, tasks]) => [word, tasks.length]).sort(([a], [b]) => inOrder(a, b));
  }

  // --- units and what they do

  unitsByName(name) {
    const found = this.units.filter((at) => this.node(at).label === name);
    return found.length ? found : (this.once.get(name) ?? []);
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

const stands = (task, words, marked) => (marked ? task.marked : task.plain).includes(` ${words.join(" ")} `);

function grouped(items, keyOf) {
  const found = new Map();
  for (const item of items) listOf(found, keyOf(item)).push(item);
  return found;
}

function listOf(lists, key) {
  if (!lists.has(key)) lists.set(key, []);
  return lists.get(key);
}

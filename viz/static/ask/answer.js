// From a question to its answer over a page (kg/ask/run.py); nothing is guessed: what is not understood gets suggestions.

import {isNamed} from "./assemble.js";
import {sentenceOf} from "./explain.js";
import {find} from "./find.js";
import {narrowed, roleOf} from "./query.js";
import {fitting, gathered, isType, ownFitting} from "./registry.js";
import {isFiller} from "./spans.js";
import {BOTH_ROLES} from "./store.js";
import {forNothingFound, forUnknown, forUnread} from "./suggest.js";
import {understand} from "./understand.js";

const NOTHING = {as_of: null, total: 0, tasks: [], units: [], documents: [], count: null, count_via_group: null};
const unique = (items) => [...new Set(items)];

/** The answer to a question in words (viz/README.md); `asking`: it has words of questions. */
export function ask(world, question, lang) {
  const understood = understand(world, question);
  const {query, left} = understood;
  const asking = query !== null || understood.reading.spans.some((span) => span.kind === "words" && !isFiller(span));
  if (!query) {
    const suggestions = forUnread(world, understood, lang);
    return {understood: null, asking, sentence: "", ...NOTHING, unknown: left, suggestions};
  }
  const {store} = world;
  const found = find(store, query);
  const answered = {...NOTHING, ...new Answering(store, query, found).run()};
  const unknown = [...found.parties.flatMap((party) => party.unknown.map((ref) => ref.said)), ...found.missing];
  const sentence = sentenceOf(store, query, found, lang);
  let suggestions = [];
  if (unknown.length) suggestions = forUnknown(world, unknown, lang);
  else if (!answered.total) suggestions = forNothingFound(world, query, found, lang);
  return {understood: told(store, query, found, answered, sentence), asking, sentence, ...answered, unknown, suggestions};
}

/** What was understood, in the words of the contract. */
function told(store, query, found, answered, sentence) {
  const named = query.documents.some(isNamed) ? answered.documents : [];
  const documents = found.documents.length ? found.documents : named;
  const names = found.parties.flatMap((party) => party.units.map((at) => store.node(at).label));
  const [first, ...rest] = query.when.map(({kind, start, end, condition}) => ({kind, start, end, condition}));
  return {
    asks: query.asks,
    role: roleOf(query),
    units: unique([...names, ...found.parties.flatMap((party) => party.unknown.map((ref) => ref.said))]),
    documents: documents.map((known) => known.code ?? known.label),
    when: first ? {...first, ...(rest.length ? {or: rest} : {})} : null,
    heading: query.headings.join(", ") || null,
    about: query.about.map((subject) => subject.said).join(", ") || null,
    without: query.without,
    sentence,
  };
}

class Answering {
  constructor(store, query, found) {
    Object.assign(this, {store, query, found});
  }

  run() {
    if (this.query.asks === "documents") return this.documents();
    if (this.query.asks === "units") return this.units();
    const lines = this.lines();
    const direct = new Set(lines.filter((line) => !line.through).map((line) => line.task));
    const all = unique(lines.map((line) => line.task));
    const through = new Set([...all.filter((task) => !direct.has(task)), ...this.found.shared]);
    const tasks = lines.map((line) => this.line(line));
    return {total: all.length, tasks, documents: this.named(), count: direct.size, count_via_group: through.size,
      as_of: this.date(all)};
  }

  // --- tasks

  /** A task and the act that answers; `through` is the act through a group, where no other is. */
  lines() {
    const [first, ...others] = this.found.parties;
    if (!first) return this.found.tasks.map((task) => ({task, act: null, through: null}));
    return this.found.tasks.flatMap((task) => {
      const through = others.map((party) => onlyThrough(party.acts.get(task))).find(Boolean) ?? null;
      return first.acts.get(task).map((act) => ({task, act, through: act.via === null ? through : act}));
    });
  }

  line({task, act, through}) {
    const {edges} = this.store.model;
    return {
      node: task,
      unit: act?.unit ?? null,
      role: act?.role ?? null,
      via: through?.via ?? null,
      basis: act?.basis ?? this.basis(task),
      edge: act ? edges[act.edge] : null,
      via_edge: through ? edges[through.edge] : null,
    };
  }

  /** The weakest basis of what stands in a task's cells. */
  basis(task) {
    const {model} = this.store;
    const facts = [...BOTH_ROLES.flatMap((role) => model.into(task, role)), ...model.out(task, "scheduled")];
    return ["inferred", "inherited", "corrected"].find((basis) => facts.some((fact) => fact.basis === basis)) ?? "stated";
  }

  /** The one date of the plans that answer; null where they have several. */
  date(tasks) {
    const {store} = this;
    const dates = unique(tasks.map((at) => store.node(store.node(at).document).date ?? null));
    return dates.length === 1 ? dates[0] : null;
  }

  /** Where a document that was named fits several, all of them. */
  named() {
    return this.found.several ? documentAnswers(this.store, this.found.documents) : [];
  }

  // --- units

  units() {
    const {store, found} = this;
    const asked = new Set(found.parties.flatMap((party) => party.units));
    const told = this.rolesWanted().flatMap(([task, roles]) => store.actsOfTasks([task], roles));
    const acts = told.filter((act) => act.via === null && !asked.has(act.unit));
    acts.sort((a, b) => a.task - b.task || a.edge - b.edge);
    const direct = found.tasks.filter((at) => found.parties.every((party) => party.acts.get(at).some((act) => act.via === null)));
    const rows = acts.map(({unit, role, task, basis, edge}) => ({node: unit, role, task, via: null, basis, edge: store.model.edges[edge]}));
    return {
      total: new Set(acts.map((act) => act.unit)).size,
      tasks: found.tasks.map((task) => this.line({task, act: null, through: null})),
      units: rows,
      documents: this.named(),
      count: direct.length,
      count_via_group: found.tasks.length - direct.length,
      as_of: this.date(found.tasks),
    };
  }

  /** Each task with the roles in which those that are asked for stand. */
  rolesWanted() {
    const {wanted, partners} = this.query;
    const roles = wanted === "lead" || wanted === "cooperate" ? [wanted] : BOTH_ROLES;
    if (!partners) return this.found.tasks.map((task) => [task, roles]);
    // of a task that a unit leads, those who cooperate; of one in which it cooperates, those who lead
    return this.found.tasks.map((task) => {
      const own = this.found.parties.flatMap((party) => party.acts.get(task) ?? []).map((act) => act.role);
      return [task, BOTH_ROLES.filter((role) => own.some((one) => one !== role))];
    });
  }

  // --- documents

  documents() {
    const {store, query} = this;
    const named = query.documents.filter(isNamed);
    let known = named.flatMap((ref) => fitting(store, ref));
    if (!named.length) {
      const kinds = query.documents.filter((ref) => ref.type);
      known = gathered(store, this.directives());
      if (kinds.length) known = known.filter((one) => kinds.some((ref) => isType(ref, one.type)));
    }
    const answers = documentAnswers(store, known);
    return {total: answers.length, documents: answers};
  }

  directives() {
    const {store, query} = this;
    if (!query.everything || narrowed(query)) return [...store.directivesOfTasks(this.found.tasks)];
    const documents = query.plan ? ownFitting(store, query.plan) : store.documents;
    return unique(documents.flatMap((at) => [...store.directivesOfDocument(at)]));
  }
}

/** Documents as the registry has them, each once: several where papers of several places mean their own. */
function documentAnswers(store, known) {
  const found = known.flatMap(({label, code, directives, own}) => {
    const nodes = own === null ? directives : [own, ...directives];
    const told = nodes.flatMap((at) => store.registered.get(at) ?? []);
    return told.length ? told.sort((a, b) => a.order - b.order) : [{label, code, nodes}];
  });
  return [...new Map(found.map((one) => [one.nodes.join(), one])).values()];
}

/** The act through a group, where the unit has no other. */
const onlyThrough = (acts) => (acts.some((act) => act.via === null) ? null : acts[0]);

// What the views say of nodes: who does what, when, and how sure that is. Nothing here makes elements.

const ROLES = {lead: "lead_via_group", cooperate: "cooperate_via_group"};
const DATED = new Set(["within", "from", "by"]);
/** Order of the kinds of time, dates between. */
const ORDER = ["continuous", "annual", "periodic", "dated", "conditional", "unknown"];
/** More different times than these are gathered by kind and year. */
const MOST_COLUMNS = 10;
/** Key of the column of tasks without any time. */
export const NO_TIME = "none";

/** "09/01/2023" for "2023-01-09". */
export const day = (iso) => iso.split("-").reverse().join("/");

/** Reads the facts of a model. */
export function createFacts(model) {
  const {nodes} = model;

  /** Facts of a role in a task, or of a heading: those of its own cell, and those through groups that no own one tells. */
  function parties(at, role) {
    const own = model.into(at, role);
    const standing = new Set(own.map((edge) => edge.src));
    const through = model.into(at, ROLES[role]).filter((edge) => !standing.has(edge.src));
    return {own, through};
  }

  /** Tasks of a unit by role: where it stands itself, and where only its group does. */
  function work(at, role) {
    const isTask = (edge) => nodes[edge.dst].kind === "task";
    const own = once(model.out(at, role).filter(isTask), (edge) => edge.dst);
    const told = new Set(own.map((edge) => edge.dst));
    const through = model.out(at, ROLES[role]).filter((edge) => isTask(edge) && !told.has(edge.dst));
    return {own, through: once(through, (edge) => edge.dst)};
  }

  /** The fact of the cell that a fact through a group rests on, else the fact itself. */
  function standing(fact) {
    if (fact.via === undefined) return fact;
    const role = fact.relation.replace("_via_group", "");
    return model.into(fact.dst, role).find((edge) => edge.src === fact.via) ?? fact;
  }

  const times = (at) => model.out(at, "scheduled");

  /** The name of a time: what most of its tasks print. */
  const printedTimes = new Map();
  function timeName(at) {
    if (!printedTimes.has(at)) {
      const counted = new Map();
      for (const edge of model.into(at, "scheduled")) {
        if (edge.printed) counted.set(edge.printed, (counted.get(edge.printed) ?? 0) + 1);
      }
      const [most] = [...counted].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      printedTimes.set(at, most ? most[0] : nodes[at].label);
    }
    return printedTimes.get(at);
  }

  /** The short name of any node. */
  function name(at) {
    const node = nodes[at];
    if (node.kind === "timeframe") return timeName(at);
    if (node.kind === "task") return node.text;
    return node.label;
  }

  return {parties, work, standing, times, timeName, name, columns: () => columns(model, timeName)};
}

/** The columns of the table of times: {key, times: [node], name (null: to be named by its kind), kind, year}. */
function columns(model, timeName) {
  const all = model.kind("timeframe");
  const few = all.length <= MOST_COLUMNS;
  const found = new Map();
  for (const at of all) {
    const node = model.nodes[at];
    const dated = DATED.has(node.time);
    const year = (node.start ?? node.end ?? "").slice(0, 4);
    const key = few ? node.id : [dated ? "year" : node.time, dated ? year : ""].filter(Boolean).join(":");
    if (!found.has(key)) {
      const rank = ORDER.indexOf(dated ? "dated" : node.time);
      const when = few ? (node.start ?? node.end ?? "") : year;
      found.set(key, {key, times: [], name: few ? timeName(at) : null, kind: dated ? "year" : node.time, year, rank, when});
    }
    found.get(key).times.push(at);
  }
  const ordered = [...found.values()].sort((a, b) => a.rank - b.rank || (a.when < b.when ? -1 : a.when > b.when ? 1 : 0));
  if (model.kind("task").some((at) => model.out(at, "scheduled").length === 0)) {
    ordered.push({key: NO_TIME, times: [], name: null, kind: NO_TIME, year: ""});
  }
  return ordered;
}

/** The name of a column in the language of `tr`. */
export function columnName(column, tr) {
  if (column.name) return column.name;
  if (column.kind === NO_TIME) return tr("noTime");
  if (column.kind === "year") return `${tr("year")} ${column.year}`;
  return tr(column.kind === "unknown" ? "unknownTime" : column.kind);
}

/** The first of the items of each key. */
export function once(items, key) {
  const seen = new Set();
  return items.filter((item) => !seen.has(key(item)) && seen.add(key(item)));
}

/** Where something stands, in words: "dòng 40, 47-49". */
export function placeText(at, tr) {
  if (!at?.length) return "";
  const lines = [...new Set(at.map((piece) => (Array.isArray(piece) ? piece[0] : piece)).filter((line) => line !== null))];
  if (lines.length) return `${tr("line")} ${spans(lines.sort((a, b) => a - b))}`;
  return [...new Set(at.map((piece) => cellText(piece, tr)))].join("; ");
}

function cellText([, ...numbers], tr) {
  const words = [["page", 0], ["table", 1], ["row", 1], ["cell", 1]];
  return words
    .map(([word, shift], n) => (numbers[n] === null || numbers[n] === undefined ? null : `${tr(word)} ${numbers[n] + shift}`))
    .filter(Boolean)
    .join(", ");
}

function spans(numbers) {
  const found = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([a, b]) => (a === b ? `${a}` : `${a}-${b}`)).join(", ");
}

// The sentence that says what was understood (kg/ask/explain.py), in Vietnamese (0) and in English (1).

import {narrowed} from "./query.js";

const NAMED = 4;
const ASKS = {
  tasks: ["Các nhiệm vụ", "Tasks"],
  count: ["Số nhiệm vụ", "Number of tasks"],
  timeframes: ["Thời gian của các nhiệm vụ", "Times of the tasks"],
  documents: ["Các văn bản được viện dẫn trong các nhiệm vụ", "Documents cited in the tasks"],
};
const UNITS = {
  lead: ["Các đơn vị chủ trì các nhiệm vụ", "Units that lead the tasks"],
  cooperate: ["Các đơn vị phối hợp trong các nhiệm vụ", "Units that support the tasks"],
  any: ["Các đơn vị chủ trì hoặc phối hợp các nhiệm vụ", "Units that lead or support the tasks"],
};
const PARTS = {
  lead: ["do {} chủ trì", "led by {}"],
  cooperate: ["có {} phối hợp", "supported by {}"],
  either: ["{} chủ trì hoặc phối hợp", "led or supported by {}"],
};
const KINDS = {annual: ["hằng năm", "annual"], continuous: ["thường xuyên", "continuous"], periodic: ["định kỳ", "periodic"]};
const WITHOUT = {
  cooperate: ["không ghi đơn vị phối hợp", "without a cooperating unit"],
  lead: ["không ghi đơn vị chủ trì", "without a lead unit"],
  time: ["không ghi thời gian", "without a time"],
};
const HAVING = {cooperate: ["có ghi đơn vị phối hợp", "with a cooperating unit"]};

/** What was understood, as one sentence in `lang`. */
export function sentenceOf(store, query, found, lang) {
  const at = lang === "en" ? 1 : 0;
  const some = narrowed(query);
  if (query.asks === "documents" && query.documents.length && !(some || query.everything || query.plan)) {
    const said = listed(query.documents.map((ref) => ref.said), at);
    return [`Văn bản được gọi là “${said}”.`, `Documents called “${said}”.`][at];
  }
  if (query.asks === "documents" && !some) {
    const where = query.plan?.said ?? ["tất cả kế hoạch trong kho", "all plans in the corpus"][at];
    return [`Các văn bản được viện dẫn trong ${where}.`, `Documents cited in ${where}.`][at];
  }
  const said = [...conditions(store, query, found, at)];
  const where = said.length ? said.join(", ") : ["của tất cả kế hoạch trong kho", "of all plans in the corpus"][at];
  return `${asked(query, at)} ${where}.`;
}

function asked(query, at) {
  if (query.partners) return ["Các đơn vị cùng làm trong các nhiệm vụ", "Units that share the tasks"][at];
  if (query.asks !== "units") return ASKS[query.asks][at];
  return UNITS[query.wanted === null || query.wanted === "either" ? "any" : query.wanted][at];
}

function* conditions(store, query, found, at) {
  for (const part of new Set(found.parties.map(({party}) => party.part))) {
    const names = found.parties.filter(({party}) => party.part === part).map((party) => unitsSaid(store, party, at));
    const said = PARTS[part][at].replace("{}", () => listed(names, at));
    const together = [`${said.replace(/ chủ trì$/, "")} cùng chủ trì`, `${said} together`];
    yield names.length > 1 && part === "lead" ? together[at] : said;
  }
  if (query.when.length) yield query.when.map((when) => timeSaid(when, at)).join([" hoặc ", " or "][at]);
  if (query.cites.length) yield cited(query, found.documents, at);
  if (query.headings.length) yield `${["thuộc mục", "in section"][at]} ${listed(query.headings, at)}`;
  if (query.position) yield [`đứng thứ ${query.position}`, `number ${query.position} there`][at];
  for (const {said} of query.about) yield [`có nội dung “${said}”`, `with “${said}” in their text`][at];
  for (const what of query.without) yield WITHOUT[what][at];
  for (const what of query.having) yield HAVING[what][at];
  if (query.plan) yield `${["trong", "in"][at]} ${query.plan.said}`;
}

function unitsSaid(store, {party, units, unknown}, at) {
  const nodes = units.map((unit) => store.node(unit));
  const placed = new Set(nodes.map((node) => node.scope ?? null)).size > 1 || party.units.some((ref) => ref.place);
  let names = [...new Set(nodes.map(({label, scope}) => (placed && scope ? `${label} (${scope})` : label)))];
  const more = names.length - NAMED;
  if (more > 1) names = [...names.slice(0, NAMED), [`${more} đơn vị khác`, `${more} other units`][at]];
  const none = [" (không có trong kho)", " (not in the corpus)"][at];
  return listed([...names, ...unknown.map((ref) => ref.said + none)], at, true);
}

function cited(query, known, at) {
  const labels = known.map(({label, date}) => (date ? `${label} (${daySaid(date)})` : label));
  const names = labels.length ? labels : query.cites.map((ref) => ref.said);
  const words = listed(names, at, query.anyDocument || labels.length > query.cites.length);
  return `${["viện dẫn", "citing"][at]} ${words}`;
}

function timeSaid(when, at) {
  const [start, end] = [daySaid(when.start), daySaid(when.end)];
  const year = (when.start ?? "").slice(0, 4);
  if (when.kind === "within" && when.start.endsWith("-01-01") && when.end === `${year}-12-31`) {
    return [`có mốc thời gian trong năm ${year}`, `with a date in ${year}`][at];
  }
  if (when.kind === "within") return [`có mốc thời gian từ ${start} đến ${end}`, `with a date from ${start} to ${end}`][at];
  if (when.kind === "from") return [`ghi bắt đầu từ năm ${year}`, `that start in ${year} and go on`][at];
  if (when.kind === "by" && when.start) return [`có hạn trong khoảng ${start} đến ${end}`, `due between ${start} and ${end}`][at];
  if (when.kind === "by") return [`có hạn chậm nhất ${end}`, `due by ${end}`][at];
  if (when.kind !== "conditional") return KINDS[when.kind][at];
  return when.condition ? `${["chờ", "waiting for"][at]} “${when.condition}”` : ["có điều kiện", "conditional"][at];
}

/** 9/1/2023 for 2023-01-09. */
const daySaid = (date) => (date ? date.split("-").reverse().map(Number).join("/") : "");

function listed(names, at, either = false) {
  const joined = (either ? [" hoặc ", " or "] : [" và ", " and "])[at];
  return names.length > 1 ? `${names.slice(0, -1).join(", ")}${joined}${names.at(-1)}` : (names[0] ?? "");
}

// The list at the left: what was understood, the groups of the answer, and everything else that fits.

import {el, replace} from "./dom.js";
import {basis, marked, nodeLink, short} from "./nodes.js";

/** Items that are shown before "more" is pressed. */
const FIRST = 60;
/** Characters of a text that the list shows, and how many stand before a found word. */
const SHOWN = 150;
const BEFORE = 40;

/** Show the list of a state in `pane`. */
export function showResults(page, pane, list, state, tr) {
  const chosen = page.model.byId.get(state.node);
  let left = FIRST;
  const groups = list.groups.map((group) => {
    const shown = group.items.slice(0, Math.max(left, 0));
    left -= shown.length;
    if (!shown.length) return null;
    const head = group.title ? el("h3", {class: group.answer ? "answer" : null}, `${group.title} (${group.items.length})`) : null;
    return [head, el("ul", {class: "hits"}, shown.map((item) => entry(page, item, chosen, tr)))];
  });
  const rest = left < 0 || list.total > FIRST ? moreButton(page, pane, list, state, tr) : null;
  replace(pane, head(page, list, state, tr), groups.flat(), rest);
}

function moreButton(page, pane, list, state, tr) {
  const show = () => {
    const seen = pane.querySelectorAll(".hits a").length;
    const all = list.groups.map((group) => [
      group.title ? el("h3", {class: group.answer ? "answer" : null}, `${group.title} (${group.items.length})`) : null,
      el("ul", {class: "hits"}, group.items.map((item) => entry(page, item, page.model.byId.get(state.node), tr))),
    ]);
    replace(pane, head(page, list, state, tr), all.flat());
    pane.querySelectorAll(".hits a")[seen]?.focus();
  };
  return el("button", {type: "button", class: "more", on: {click: show}}, `${tr("more")} (${list.total})`);
}

function head(page, list, state, tr) {
  if (list.title) {
    const clear = page.state.link({unit: "", time: "", only: ""});
    return el("div", {class: "understood"}, el("p", null, `${list.title} (${list.total})`), el("a", {href: clear, class: "button"}, tr("removeFilter")));
  }
  if (!state.q.trim()) return examples(page, tr);
  const {answer} = list;
  const helps = answer?.suggestions?.length && ((answer.understood && answer.unknown?.length) || list.groups.every((group) => group.weak));
  return [
    answer?.understood ? understood(page, answer, tr) : null,
    answer?.unknown?.length ? el("p", {class: "unknown"}, `${tr(answer.understood ? "unknownNames" : "notUnderstood")}: ${answer.unknown.join("; ")}`) : null,
    list.total ? null : el("p", {class: "nothing"}, tr("nothing")),
    helps ? suggestions(page, answer.suggestions, tr) : null,
    list.kinds?.length > 1 || state.kind ? kinds(page, list, state, tr) : null,
  ];
}

function examples(page, tr) {
  const texts = page.examples;
  if (!texts.length) return null;
  const links = texts.map((text) => el("li", null, el("a", {href: page.state.link({q: text})}, text)));
  return el("div", {class: "examples"}, el("p", null, `${tr("examples")}:`), el("ul", null, links));
}

function understood(page, answer, tr) {
  const subjects = page.subjects(answer);
  const counted =
    answer.count === null || answer.count === undefined
      ? null
      : el("p", {class: "count"}, `${answer.count} ${tr("direct")}, ${answer.count_via_group ?? 0} ${tr("viaGroup")}`);
  return el(
    "div",
    {class: "understood"},
    el("p", null, `${tr("understood")}: `, el("strong", null, answer.sentence)),
    counted,
    subjects.length ? el("p", {class: "subjects"}, subjects.map((at) => nodeLink(page, at, null, {class: "chip"}))) : null,
  );
}

function suggestions(page, texts, tr) {
  const links = texts.map((text) => el("li", null, el("a", {href: page.state.link({q: text})}, text)));
  return el("div", {class: "examples"}, el("p", null, `${tr("perhaps")}:`), el("ul", null, links));
}

function kinds(page, list, state, tr) {
  const chip = (kind, text) =>
    el("a", {class: "chip", href: page.state.link({kind}), "aria-current": state.kind === kind ? "true" : null}, text);
  const all = list.kinds.reduce((sum, [, count]) => sum + count, 0);
  return el(
    "p",
    {class: "kinds"},
    chip("", `${tr("all")} (${all})`),
    list.kinds.map(([kind, count]) => chip(kind, `${tr(kind)} (${count})`)),
  );
}

/** The stretch of a text that shows what was found, with its marks. */
function snippet(text, marks) {
  const first = marks?.length ? Math.min(...marks.map(([start]) => start)) : 0;
  const from = first > SHOWN - BEFORE ? text.lastIndexOf(" ", first - BEFORE) + 1 : 0;
  const cut = short(text.slice(from), SHOWN);
  const within = (marks ?? []).map(([a, b]) => [a - from, b - from]).filter(([a, b]) => a >= 0 && b <= cut.length);
  return [from ? "…" : null, marked(cut, within)];
}

function entry(page, item, chosen, tr) {
  const {nodes} = page.model;
  const node = nodes[item.node];
  const own = node.kind === "heading" ? node.text : page.facts.name(item.node);
  const text = item.waits && node.kind === "document" ? item.waits.text : own;
  const link = nodeLink(page, item.node, [
    node.kind === "heading" && node.number ? `${node.number} ` : null,
    ...snippet(text, item.marks),
  ]);
  if (item.node === chosen) link.setAttribute("aria-current", "true");
  return el("li", null, link, el("p", {class: "meta"}, meta(page, item, node, tr)));
}

function meta(page, item, node, tr) {
  const parts = [tr(node.kind)];
  if (node.kind === "task") {
    parts[0] = node.place;
    if (page.model.data.documents.length > 1) parts.push(page.model.nodes[node.document].code);
    parts.push(page.facts.times(item.node).map((edge) => edge.printed).join("; ") || tr("noTime"));
  }
  if (item.waits) parts.unshift(tr(`doubt_${item.waits.kind}`));
  if (item.role) parts.push(tr(item.role).toLowerCase());
  if (item.via !== undefined && item.via !== null) parts.push(`${tr("through")} ${page.model.nodes[item.via].label}`);
  if (item.under !== undefined) parts.push(short(page.facts.name(item.under), 80));
  if (node.kind === "unit" && item.under === undefined) parts.push(page.workText(item.node, tr));
  if (node.kind === "directive") parts.push(`${page.tasksCiting(item.node).length} ${tr("tasks")}`);
  const sure = item.basis && item.basis !== "stated" ? [" · ", basis(item, tr)] : null;
  return [parts.filter(Boolean).join(" · "), sure];
}

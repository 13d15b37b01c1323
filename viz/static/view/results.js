// The list at the left: what was understood, the groups of the answer, and everything else that fits.

import {el, replace} from "./dom.js";
import {basis, marked, nodeLink, short} from "./nodes.js";

/** Items that are shown before "more" is pressed. */
const FIRST = 60;
/** Characters of a text that the list shows, and how many stand before a found word. */
const SHOWN = 150;
const BEFORE = 40;

/** Show the list of a state in `pane`, at first no more than `most` of it. */
export function showResults(page, pane, list, state, tr, most = FIRST) {
  const chosen = page.model.byId.get(state.node);
  let left = most;
  const groups = list.groups.map((group) => {
    const shown = group.items.slice(0, Math.max(left, 0));
    left -= shown.length;
    if (!shown.length) return null;
    const name = group.title ? el("h3", {class: group.answer ? "answer" : null}, `${group.title} (${group.items.length})`) : null;
    return [name, el("ul", {class: "hits"}, shown.map((item) => entry(page, item, chosen, tr)))];
  });
  const showAll = () => {
    showResults(page, pane, list, state, tr, Infinity);
    pane.querySelectorAll(".hits a")[most]?.focus();
  };
  const more = el("button", {type: "button", class: "more", on: {click: showAll}}, `${tr("more")} (${list.total})`);
  const told = advice(page, list, tr);
  const found = list.groups.some((group) => !group.weak && group.items.length) && !list.answer?.understood;
  replace(pane, head(page, list, state, tr), found ? null : told, kinds(page, list, state, tr), groups, list.total > most ? more : null, found ? told : null);
  oneStop(pane);
}

/** The whole list is one stop of the tab key; arrows go on from there. */
function oneStop(pane) {
  const links = [...pane.querySelectorAll(".hits a")];
  const stop = links.find((link) => link.getAttribute("aria-current")) ?? links[0];
  links.forEach((link) => link.setAttribute("tabindex", link === stop ? "0" : "-1"));
}

function head(page, list, state, tr) {
  if (list.title) {
    const clear = page.state.link({unit: "", time: "", only: ""});
    return el("div", {class: "understood"}, el("p", null, `${list.title} (${list.total})`), el("a", {href: clear, class: "button"}, tr("removeFilter")));
  }
  if (!state.q.trim()) return offered(page, tr("examples"), page.examples);
  return [
    list.answer?.understood ? understood(page, list.answer, tr) : null,
    list.total ? null : el("p", {class: "nothing"}, tr("nothing")),
  ];
}

/** What the page does not have or did not understand, and what could be asked instead. */
function advice(page, list, tr) {
  const {unknown = [], suggestions: texts = [], understood: asked} = list.answer ?? {};
  return [
    unknown.length ? el("p", {class: "unknown"}, `${tr(asked ? "unknownNames" : "notUnderstood")}: ${unknown.join("; ")}`) : null,
    offered(page, tr("perhaps"), texts),
  ];
}

function offered(page, title, texts) {
  if (!texts.length) return null;
  // a whole sentence tells something; all else can be asked
  const link = (text) => (text.endsWith(".") ? text : el("a", {href: page.state.link({q: text})}, text));
  const links = texts.map((text) => el("li", null, link(text)));
  return el("div", {class: "examples"}, el("p", null, `${title}:`), el("ul", null, links));
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

function kinds(page, list, state, tr) {
  if (!state.kind && !(list.kinds?.length > 1)) return null;
  const chip = (kind, text) =>
    el("a", {class: "chip", href: page.state.link({kind}), "aria-current": state.kind === kind ? "true" : null}, text);
  const all = (list.kinds ?? []).reduce((sum, [, count]) => sum + count, 0);
  return el(
    "p",
    {class: "kinds"},
    chip("", `${tr("all")} (${all})`),
    (list.kinds ?? []).map(([kind, count]) => chip(kind, `${tr(kind)} (${count})`)),
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
  const title = node.mentions?.find((mention) => mention.title)?.title;
  if (title) parts.push(short(title, 90));
  if (node.kind === "directive") parts.push(`${page.tasksCiting(item.node).length} ${tr("tasks")}`);
  const sure = item.fact ? basis(page, item.fact, tr) : null;
  return [parts.filter(Boolean).join(" · "), sure ? [" · ", sure] : null];
}

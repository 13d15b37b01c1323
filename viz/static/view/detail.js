// The chosen node at the right: its whole text, its facts with how sure they are and where they stand, and what can be copied.

import {copyButton} from "./copy.js";
import {el, replace} from "./dom.js";
import {day} from "./facts.js";
import {basis, byHand, marked, nodeLink, place, short} from "./nodes.js";

/** Show the node of a state in `pane`; `marks` are the stretches of its text that were found. */
export function showDetail(page, pane, state, marks, tr) {
  const chosen = page.model.byId.get(state.node);
  const hint = chosen === undefined ? el("p", {class: "hint"}, state.node ? tr("notHere") : tr("choose")) : null;
  const at = chosen ?? page.model.data.unit ?? page.model.data.documents[0];
  const node = page.model.nodes[at];
  const parts = {task, unit, directive, heading, document: plan, timeframe}[node.kind](page, at, node, {state, marks, tr});
  replace(pane, hint, parts);
}

function head(node, text, tr, note) {
  return el(
    "header",
    null,
    el("p", {class: `kind ${node.kind}`}, tr(node.kind), note ? ` · ${note}` : null),
    el("h3", {class: "name"}, text),
  );
}

/** A block of the detail; what nothing is known of says so. */
function block(title, items, tr, {unknown = false} = {}) {
  if (!items.length && !unknown) return null;
  const body = items.length ? el("ul", null, items) : el("p", {class: "unknown"}, tr("unknown"));
  return el("section", {class: "block"}, el("h4", null, items.length > 1 ? `${title} (${items.length})` : title), body);
}

/** A line of a block: a node with how sure the fact is and where it stands. */
function line(page, at, fact, tr, {more = null, always = true, text = null} = {}) {
  return el("li", null, nodeLink(page, at, text ?? short(page.facts.name(at), 160)), " ", basis(page, fact, tr, always), " ", place(fact.at, tr), more);
}

function sourceLine(page, at, tr) {
  const node = page.model.nodes[at];
  const file = page.model.nodes[node.document].file;
  return el("p", {class: "source"}, `${tr("source")}: ${file}`, ", ", place(node.at, tr));
}

function linkButton(page, state, tr) {
  return copyButton(page, tr("copyLink"), `${location.href.split("#")[0]}${page.state.link({q: "", unit: "", time: "", only: ""})}`, tr);
}

// --- tasks

function task(page, at, node, {state, marks, tr}) {
  return [
    head(node, node.place, tr, page.model.nodes[node.document].code),
    el("p", {class: "whole"}, marked(node.text, marks)),
    sourceLine(page, at, tr),
    (node.hands ?? []).map((hand) => el("p", {class: "source"}, byHand(hand.kind, hand.by, hand.at, tr))),
    el(
      "p",
      {class: "buttons"},
      copyButton(page, tr("copyText"), node.text, tr),
      linkButton(page, state, tr),
    ),
    citations(page, page.model.nodes[node.document].citations, state, tr, node.place),
    roleBlock(page, at, "lead", tr("leadBy"), tr, true),
    roleBlock(page, at, "cooperate", tr("cooperateBy"), tr, false),
    block(tr("when"), page.facts.times(at).map((fact) => timeLine(page, fact, tr)), tr, {unknown: true}),
    node.product ? block(tr("product"), [el("li", null, node.product)], tr) : null,
    block(tr("cites"), page.model.out(at, "cites").map((fact) => line(page, fact.dst, fact, tr, {always: false})), tr),
    node.heading === undefined ? null : block(tr("belongs"), [el("li", null, nodeLink(page, node.heading))], tr),
    node.parent === undefined ? null : block(tr("parentTask"), [el("li", null, nodeLink(page, node.parent, short(page.facts.name(node.parent), 160)))], tr),
    block(tr("subtasks"), page.model.into(at, "child_of").map((fact) => line(page, fact.src, fact, tr, {always: false})), tr),
  ];
}

function roleBlock(page, at, role, title, tr, unknown) {
  const {own, through} = page.facts.parties(at, role);
  const items = own.map((fact) => {
    const members = through.filter((one) => one.via === fact.src);
    return line(page, fact.src, fact, tr, {more: members.length ? membersOf(page, at, members, tr) : null});
  });
  return block(title, items, tr, {unknown});
}

function membersOf(page, at, members, tr) {
  const node = page.model.nodes[at];
  const date = page.model.nodes[node.document ?? page.model.data.documents[0]].date;
  const judged = date ? ` (${tr("judged")} ${day(date)})` : "";
  return el(
    "details",
    null,
    el("summary", null, `${tr("members")} ${members.length} ${tr("units")}${judged}`),
    el("ul", null, members.map((fact) => el("li", null, nodeLink(page, fact.src), " ", membership(fact, tr)))),
  );
}

/** How long a membership or succession holds and how sure that is. */
function membership(fact, tr) {
  const parts = [
    fact.since ? `${tr("since")} ${day(fact.since)}` : null,
    fact.until ? `${tr("until")} ${day(fact.until)}` : null,
    fact.mark ? tr(fact.mark) : null,
    fact.cited ?? null,
  ];
  return el("span", {class: "basis knowledge"}, parts.filter(Boolean).join("; "));
}

function timeLine(page, fact, tr) {
  const held = fact.holds_for ? ` (${tr("holdsFor")} ${fact.holds_for})` : "";
  return line(page, fact.dst, fact, tr, {text: `${fact.printed ?? page.facts.timeName(fact.dst)}${held}`});
}

// --- units

function unit(page, at, node, {state, tr}) {
  return [
    head(node, node.label, tr, node.scope),
    el("p", {class: "counts"}, page.workText(at, tr)),
    el(
      "p",
      {class: "buttons"},
      el("a", {class: "button", href: page.state.link({view: "sheet"})}, tr("printSheet")),
      linkButton(page, state, tr),
    ),
    ["lead", "cooperate"].flatMap((role) => {
      const {own, through} = page.facts.work(at, role);
      return [
        block(`${tr(role)} – ${tr("direct")}`, own.map((fact) => line(page, fact.dst, fact, tr)), tr),
        block(`${tr(role)} – ${tr("viaGroup")}`, through.map((fact) => throughLine(page, fact, tr)), tr),
      ];
    }),
    headingsLed(page, at, tr),
    related(page, page.model.out(at, "member_of"), "dst", tr("memberOf"), tr),
    related(page, page.model.into(at, "member_of"), "src", tr("members"), tr),
    related(page, page.model.out(at, "succeeded_by"), "dst", tr("successor"), tr),
    related(page, page.model.into(at, "succeeded_by"), "src", tr("predecessor"), tr),
  ];
}

function throughLine(page, fact, tr) {
  const through = el("span", {class: "via"}, `${tr("through")} ${page.model.nodes[fact.via].label}; `, membership(fact, tr));
  return line(page, fact.dst, fact, tr, {more: through});
}

function headingsLed(page, at, tr) {
  const led = page.model.out(at, "lead").filter((fact) => page.model.nodes[fact.dst].kind === "heading");
  return block(`${tr("lead")}: ${tr("heading")}`, led.map((fact) => line(page, fact.dst, fact, tr)), tr);
}

function related(page, facts, end, title, tr) {
  return block(title, facts.map((fact) => el("li", null, nodeLink(page, fact[end]), " ", membership(fact, tr))), tr);
}

// --- documents that are cited

function directive(page, at, node, {state, tr}) {
  const tasks = page.tasksCiting(at);
  const others = page.model.into(at, "cites").filter((fact) => page.model.nodes[fact.src].kind !== "task");
  return [
    head(node, node.label, tr, node.date ? `${tr("date")} ${day(node.date)}` : tr("dateUnknown")),
    citations(page, node.citations, state, tr),
    el("p", {class: "buttons"}, linkButton(page, state, tr)),
    block(tr("citedBy"), [...tasks, ...others].map((fact) => line(page, fact.src, fact, tr, {always: false})), tr),
    relations(page, at, tr),
    block(tr("printed"), (node.mentions ?? []).map((m) => el("li", null, `${m.printed} `, place(m.at, tr))), tr),
  ];
}

/** The citation of a document in the chosen style, or with a place that of a task of it; what is not sure is told. */
function citations(page, held, state, tr, place = null) {
  if (!held) return null;
  const {styles} = page.model.data;
  const at = Math.max(0, styles.findIndex((style) => style.key === state.style));
  const first = place ? held.texts[held.of_task[at]].replace("{place}", () => place) : held.texts[held.first[at]];
  const later = place ? null : held.texts[held.later[at]];
  const choose = (event) => page.state.set({style: event.target.value}, {quiet: true});
  const options = styles.map((style, n) => el("option", {value: style.key, selected: n === at}, style[tr.lang]));
  const notes = (held.told?.[at] ?? []).map((n) => el("li", {class: "note"}, held.notes[n][tr.lang]));
  return el(
    "section",
    {class: "block"},
    el("h4", null, tr("citation")),
    el("p", null, el("label", {for: "style"}, `${tr("style")}: `), el("select", {id: "style", on: {change: choose}}, options)),
    el("p", {class: "citation"}, first),
    notes.length ? el("ul", null, notes) : null,
    el(
      "p",
      {class: "buttons"},
      copyButton(page, tr("copyCitation"), first, tr),
      later && later !== first ? copyButton(page, tr("copyLater"), later, tr) : null,
    ),
  );
}

/** What texts state between two documents. */
function relations(page, at, tr) {
  const plain = new Set(["cites", "contains"]);
  const facts = [...page.model.out(at), ...page.model.into(at)].filter((fact) => !plain.has(fact.relation));
  return facts.map((fact) => {
    const other = fact.src === at ? fact.dst : fact.src;
    return block(page.relation(fact.relation, fact.src === at, tr), [line(page, other, fact, tr)], tr);
  });
}

// --- headings, plans, times

function heading(page, at, node, {state, marks, tr}) {
  const inside = page.model.out(at, "contains");
  return [
    head(node, node.number ?? tr("heading"), tr, page.model.nodes[node.document].code),
    el("p", {class: "whole"}, marked(node.text, marks)),
    sourceLine(page, at, tr),
    el("p", {class: "buttons"}, copyButton(page, tr("copyText"), node.text, tr), linkButton(page, state, tr)),
    roleBlock(page, at, "lead", tr("leadBy"), tr, false),
    node.parent === undefined ? null : block(tr("belongs"), [el("li", null, nodeLink(page, node.parent))], tr),
    block(tr("contains"), inside.map((fact) => line(page, fact.dst, fact, tr, {always: false})), tr),
    block(tr("cites"), page.model.out(at, "cites").map((fact) => line(page, fact.dst, fact, tr, {always: false})), tr),
  ];
}

function plan(page, at, node, {state, tr}) {
  const said = (key, value) => (value ? [el("dt", null, tr(key)), el("dd", null, value)] : []);
  const inside = page.model.out(at, "contains").filter((fact) => page.model.nodes[fact.dst].kind !== "task");
  return [
    head(node, node.label, tr, node.draft ? tr("draft") : null),
    el(
      "dl",
      null,
      said("issueDate", node.date ? day(node.date) : tr("dateUnknown")),
      said("issuer", node.issuer ?? tr("unknown")),
      said("scope", node.scope),
      said("title", node.title ?? node.attached),
      said("marking", node.marking),
      said("file", node.file),
    ),
    citations(page, node.citations, state, tr),
    el("p", {class: "buttons"}, linkButton(page, state, tr)),
    block(tr("warnings"), (node.warnings ?? []).map((one) => el("li", null, `${one.text} `, place(one.at, tr))), tr),
    block(tr("unread"), (node.unread ?? []).map((one) => el("li", null, `${one.text} `, place(one.at, tr))), tr),
    block(tr("contains"), inside.map((fact) => line(page, fact.dst, fact, tr, {always: false})), tr),
    relations(page, at, tr),
    block(tr("cites"), page.model.out(at, "cites").map((fact) => line(page, fact.dst, fact, tr, {always: false})), tr),
  ];
}

function timeframe(page, at, node, {state, tr}) {
  const span = [node.start ? day(node.start) : null, node.end ? day(node.end) : null].filter(Boolean).join(" – ");
  const tasks = page.model.into(at, "scheduled");
  return [
    head(node, page.facts.timeName(at), tr, span || null),
    el("p", {class: "buttons"}, linkButton(page, state, tr)),
    block(tr("task"), tasks.map((fact) => line(page, fact.src, fact, tr)), tr),
  ];
}

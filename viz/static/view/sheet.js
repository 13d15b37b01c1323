// Phiếu nhiệm vụ: the tasks of the chosen unit, or of the list, as a table for paper, with the plan's number and date.

import {el, replace} from "./dom.js";
import {once} from "./facts.js";
import {basis, place} from "./nodes.js";

/** Show the sheet of a state in `pane`; `list` is what stands in the list. */
export function showSheet(page, pane, list, state, tr) {
  const at = page.model.byId.get(state.node);
  const isUnit = at !== undefined && page.model.nodes[at].kind === "unit" && !state.unit && !state.time;
  const rows = isUnit ? ofUnit(page, at) : ofList(page, list);
  const title = isUnit ? page.model.nodes[at].label : (list.title ?? list.answer?.sentence ?? tr("sheetOf"));
  const several = page.model.data.documents.length > 1;
  const head = ["number", "task", "role", "with", "when", "source"].map((key) => el("th", {scope: "col", class: `c-${key}`}, tr(key)));
  const print = el("button", {type: "button", class: "noprint", on: {click: () => globalThis.print()}}, tr("print"));
  replace(
    pane,
    el("p", {class: "buttons noprint"}, print),
    el("h3", {class: "sheet-title"}, `${tr("sheetTitle")}: ${title}`),
    el("p", {class: "meta"}, page.planText(tr)),
    el(
      "div",
      {class: "wide", tabindex: "0", role: "region", "aria-label": tr("sheet")},
      el("table", {class: "sheet"}, el("thead", null, el("tr", null, head)), el("tbody", null, rows.map((row, n) => line(page, row, n, several, tr)))),
    ),
  );
}

function ofUnit(page, at) {
  const rows = [];
  for (const role of ["lead", "cooperate"]) {
    const {own, through} = page.facts.work(at, role);
    rows.push(...own.map((fact) => ({node: fact.dst, role, fact})), ...through.map((fact) => ({node: fact.dst, role, fact})));
  }
  return rows;
}

function ofList(page, list) {
  const items = list.groups.filter((group) => !group.weak).flatMap((group) => group.items);
  const rows = items.map((item) => ({...item, node: item.under ?? item.node}));
  return once(rows.filter((row) => page.model.nodes[row.node].kind === "task"), (row) => row.node);
}

function line(page, row, n, several, tr) {
  const node = page.model.nodes[row.node];
  const via = row.fact?.via ?? row.via;
  const part = row.role ?? row.fact?.relation?.replace("_via_group", "");
  const role = part ? [tr(part), via === undefined || via === null ? null : ` (${tr("through")} ${page.model.nodes[via].label})`] : "–";
  const times = page.facts.times(row.node);
  const plan = page.model.nodes[node.document];
  return el(
    "tr",
    null,
    el("td", null, String(n + 1)),
    el("td", null, node.text, el("span", {class: "meta"}, ` [${node.place}${several ? `, ${plan.label}` : ""}]`)),
    el("td", null, role, " ", row.fact ? basis(page, row.fact, tr) : null),
    el("td", null, party(page, row.node, "lead", tr), party(page, row.node, "cooperate", tr)),
    el("td", null, times.length ? times.map((fact) => el("div", null, fact.printed, " ", basis(page, fact, tr))) : tr("unknown")),
    el("td", null, several ? `${plan.file}, ` : null, place(node.at, tr)),
  );
}

function party(page, at, role, tr) {
  const {own} = page.facts.parties(at, role);
  if (!own.length) return role === "lead" ? el("div", null, `${tr("leadBy")}: ${tr("unknown")}`) : null;
  const names = own.map((fact) => page.model.nodes[fact.src].label).join("; ");
  return el("div", null, el("b", null, `${tr(role === "lead" ? "leadBy" : "cooperateBy")}: `), names);
}

// Đơn vị × thời gian: how many tasks each unit has when; a cell filters the list.

import {el, replace} from "./dom.js";
import {columnName} from "./facts.js";
import {isIn} from "./list.js";

/** Rows that are shown before "more" is pressed. */
const FIRST = 80;

/** Show the table of a state in `pane`. */
export function showMatrix(page, pane, state, tr) {
  const rows = rowsOf(page, state);
  const body = el("tbody", null, rows.slice(0, FIRST).map((row) => rowOf(page, row, state, tr)));
  const rest = rows.slice(FIRST);
  const more = el("button", {type: "button", class: "more", on: {click: () => {
    body.append(...rest.map((row) => rowOf(page, row, state, tr)));
    more.remove();
  }}}, `${tr("more")} (${rest.length})`);
  const count = el("a", {class: "button", role: "switch", "aria-checked": state.groups ? "true" : "false", href: page.state.link({groups: state.groups ? "" : "1"})}, tr("countGroups"));
  replace(
    pane,
    el("p", {class: "hint"}, tr("matrixHelp")),
    el("p", {class: "noprint"}, count),
    el("div", {class: "wide", tabindex: "0", role: "region", "aria-label": tr("matrix")}, el("table", {class: "matrix"}, heads(page, state, tr), body)),
    rest.length ? more : null,
  );
}

/** Units that stand in a cell (with groups counted: all), those with most tasks first; with their tasks by role. */
function rowsOf(page, state) {
  const rows = page.model.kind("unit").map((at) => {
    const work = Object.fromEntries(["lead", "cooperate"].map((role) => [role, page.facts.work(at, role)]));
    const own = work.lead.own.length + work.cooperate.own.length;
    const through = work.lead.through.length + work.cooperate.through.length;
    return {at, work, own, all: own + (state.groups ? through : 0)};
  });
  return rows.filter((row) => row.all).sort((a, b) => b.own - a.own || b.all - a.all || a.at - b.at);
}

function heads(page, state, tr) {
  const head = (column) => {
    const on = state.time === column.key && !state.unit;
    const link = el("a", {href: page.state.link({unit: "", time: on ? "" : column.key, only: "", kind: ""}), "aria-current": on ? "true" : null}, columnName(column, tr));
    return el("th", {scope: "col"}, link);
  };
  return el("thead", null, el("tr", null, el("th", {scope: "col"}, tr("unit")), el("th", {scope: "col"}, tr("total")), page.columns.map(head)));
}

function rowOf(page, row, state, tr) {
  const {nodes} = page.model;
  const id = nodes[row.at].id;
  const name = el("a", {href: page.state.link({node: id, unit: "", time: ""})}, nodes[row.at].label);
  const cells = page.columns.map((column) => cell(page, row, column, state, tr));
  return el("tr", null, el("th", {scope: "row"}, name), cell(page, row, null, state, tr), cells);
}

function cell(page, row, column, state, tr) {
  const {nodes} = page.model;
  const count = (facts) => facts.filter((fact) => !column || isIn(page, fact.dst, column)).length;
  const parts = ["lead", "cooperate"].map((role) => {
    const {own, through} = row.work[role];
    return {role, own: count(own), through: state.groups ? count(through) : 0};
  });
  const heat = parts.reduce((sum, part) => sum + part.own, 0);
  const shown = parts.filter((part) => part.own || part.through);
  if (!shown.length) return el("td", null);
  const text = shown.map(({role, own, through}) => `${role === "lead" ? "●" : "○"}${own || ""}${through ? `+${through}` : ""}`).join(" ");
  const said = shown
    .map(({role, own, through}) => `${tr(role)} ${own}${through ? `, ${through} ${tr("viaGroup")}` : ""}`)
    .join("; ");
  const unit = nodes[row.at].id;
  const key = column ? column.key : "";
  const on = state.unit === unit && state.time === key;
  const patch = on ? {unit: "", time: ""} : {unit, time: key, node: unit, only: "", kind: ""};
  const name = `${nodes[row.at].label}, ${column ? columnName(column, tr) : tr("total")}: ${said}`;
  const link = el("a", {href: page.state.link(patch), "aria-label": name, "aria-current": on ? "true" : null}, text);
  return el("td", {class: `heat${column ? Math.min(4, Math.ceil(heat / 2)) : 0}`}, link);
}

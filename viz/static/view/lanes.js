// Lược đồ: the chosen node in the middle, what is related to it in labelled, counted lanes at both sides.

import {el, replace, svg} from "./dom.js";
import {basis, isDoubted, nodeLink, short} from "./nodes.js";

/** Cards of a lane that are shown before "more" is pressed. */
const FIRST = 12;
/** So many times more cards on one side get it more room. */
const MANY = 2;
/** Characters of a card, and of the card in the middle. */
const CARD = 110;
const CENTRE = 420;
/** Relations whose other end stands at the left, seen from the chosen node: what it rests on. */
const LEFT = new Set(["contains<", "cites>", "child_of>", "member_of>", "succeeded_by<", "implements>", "continues>", "based_on>", "guides>", "amends>", "replaces>", "attached_to>"]);

/** Show the relations of the node of a state in `pane`. */
export function showLanes(page, pane, state, tr) {
  const at = page.model.byId.get(state.node) ?? page.model.data.unit ?? page.model.data.documents[0];
  const lanes = lanesOf(page, at, tr);
  const draw = () => connect(sheet, lines, centre);
  const side = (left) => lanes.filter((lane) => lane.left === left).map((lane) => laneOf(page, lane, tr, draw));
  const centre = el("div", {class: "centre"}, centreCard(page, at, tr));
  const lines = svg("svg", {class: "connectors", "aria-hidden": "true"});
  const count = (left) => lanes.filter((lane) => lane.left === left).reduce((sum, lane) => sum + lane.items.length, 0);
  const heavy = count(false) > MANY * (count(true) + 1) ? "right-heavy" : count(true) > MANY * (count(false) + 1) ? "left-heavy" : "";
  const sheet = el("div", {class: `lanes ${heavy}`}, lines, el("div", {class: "side left"}, side(true)), centre, el("div", {class: "side right"}, side(false)));
  replace(pane, sheet, lanes.length ? null : el("p", {class: "hint"}, tr("noRelations")));
  draw();
  return draw;
}

function centreCard(page, at, tr) {
  const node = page.model.nodes[at];
  const place = node.kind === "task" ? node.place : null;
  return el(
    "div",
    {class: `card ${node.kind} chosen`},
    el("p", {class: `kind ${node.kind}`}, [tr(node.kind), place].filter(Boolean).join(" · ")),
    el("p", {class: "text"}, short(page.facts.name(at), CENTRE)),
    node.kind === "unit" ? el("p", {class: "meta"}, page.workText(at, tr)) : null,
  );
}

/** The lanes of a node: {key, title, left, via, items: [{at, fact}]}, direct ones apart from those through a group. */
function lanesOf(page, at, tr) {
  const lanes = new Map();
  const add = (key, title, left, other, fact) => {
    if (!lanes.has(key)) lanes.set(key, {key, title, left, role: fact.relation, items: []});
    const lane = lanes.get(key);
    if (!lane.items.some((item) => item.at === other)) lane.items.push({at: other, fact});
  };
  const {nodes} = page.model;
  for (const [forward, facts] of [[false, page.model.into(at)], [true, page.model.out(at)]]) {
    for (const fact of facts) {
      const other = forward ? fact.dst : fact.src;
      const key = `${fact.relation}${forward ? ">" : "<"}`;
      if (fact.relation === "contains" && !forward && nodes[other].kind === "document" && nodes[at].kind === "task") continue;
      add(key, title(page, fact, forward, tr), LEFT.has(key), other, fact);
    }
  }
  hideTold(lanes);
  const carriedOut = new Set((lanes.get("implements>")?.items ?? []).map((item) => item.at));
  const cited = lanes.get("cites>");
  if (cited) cited.items = cited.items.filter((item) => !carriedOut.has(item.at));
  const order = ["contains<", "child_of>", "lead", "lead_via_group", "cooperate", "cooperate_via_group", "scheduled"];
  const rank = (lane) => {
    const found = order.findIndex((one) => one === lane.key || one === lane.key.slice(0, -1));
    return found < 0 ? order.length : found;
  };
  return [...lanes.values()].filter((lane) => lane.items.length).sort((a, b) => rank(a) - rank(b));
}

/** What stands in the cell itself is not told again as through a group. */
function hideTold(lanes) {
  for (const role of ["lead", "cooperate"]) {
    for (const way of [">", "<"]) {
      const own = new Set((lanes.get(role + way)?.items ?? []).map((item) => item.at));
      const through = lanes.get(`${role}_via_group${way}`);
      if (through) through.items = through.items.filter((item) => !own.has(item.at));
    }
  }
}

function title(page, fact, forward, tr) {
  const words = {
    lead: forward ? tr("lead") : tr("leadBy"),
    cooperate: forward ? tr("cooperate") : tr("cooperateBy"),
    lead_via_group: `${tr(forward ? "lead" : "leadBy")} – ${tr("viaGroup")}`,
    cooperate_via_group: `${tr(forward ? "cooperate" : "cooperateBy")} – ${tr("viaGroup")}`,
    scheduled: forward ? tr("when") : tr("task"),
    cites: forward ? tr("cites") : tr("citedBy"),
    contains: forward ? tr("contains") : tr("belongs"),
    child_of: forward ? tr("parentTask") : tr("subtasks"),
    member_of: forward ? tr("memberOf") : tr("members"),
    succeeded_by: forward ? tr("successor") : tr("predecessor"),
  };
  return words[fact.relation] ?? page.relation(fact.relation, forward, tr);
}

function laneOf(page, lane, tr, draw) {
  const list = el("ul", null, lane.items.slice(0, FIRST).map((item) => card(page, item, tr)));
  const rest = lane.items.slice(FIRST);
  const more = el("button", {type: "button", class: "more", on: {click: () => {
    const first = card(page, rest[0], tr);
    list.append(first, ...rest.slice(1).map((item) => card(page, item, tr)));
    more.remove();
    first.querySelector("a").focus();
    draw();
  }}}, `${tr("more")} (${rest.length})`);
  const kind = lane.role.startsWith("cooperate") ? " dashed" : "";
  const group = lane.role.endsWith("_via_group") ? " through" : "";
  return el("section", {class: `lane${kind}${group}`}, el("h3", null, `${lane.title} (${lane.items.length})`), list, rest.length ? more : null);
}

function card(page, {at, fact}, tr) {
  const node = page.model.nodes[at];
  const text = fact.relation === "scheduled" && fact.src !== at ? fact.printed : null;
  const through = fact.via === undefined ? null : el("p", {class: "meta"}, `${tr("through")} ${page.model.nodes[fact.via].label}`);
  const doubt = fact.relation === "member_of" || fact.relation === "succeeded_by" ? null : basis(page, fact, tr);
  return el(
    "li",
    {class: `card ${node.kind}${doubt && isDoubted(page, fact) ? " doubted" : ""}`},
    nodeLink(page, at, short(text ?? page.facts.name(at), CARD)),
    node.kind === "task" ? el("p", {class: "meta"}, node.place) : null,
    through,
    doubt,
  );
}

/** Lines from the middle to every lane; the rail of the lane goes on to its cards. */
function connect(sheet, lines, centre) {
  const whole = sheet.getBoundingClientRect();
  const middle = centre.firstElementChild.getBoundingClientRect();
  const paths = [...sheet.querySelectorAll(".lane")].map((lane) => {
    const box = lane.querySelector("ul").getBoundingClientRect();
    const left = lane.closest(".left") !== null;
    const from = [(left ? middle.left : middle.right) - whole.left, middle.top + Math.min(middle.height / 2, 60) - whole.top];
    const to = [(left ? box.right : box.left) - whole.left, box.top + 16 - whole.top];
    const bend = (from[0] + to[0]) / 2;
    const dashed = lane.matches(".dashed, .through");
    return svg("path", {d: `M${from} C${bend},${from[1]} ${bend},${to[1]} ${to}`, class: dashed ? "dashed" : null});
  });
  lines.setAttribute("width", whole.width);
  lines.setAttribute("height", whole.height);
  lines.replaceChildren(...paths);
}

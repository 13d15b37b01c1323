// Toàn cảnh: the plan in columns on the canvas of vis-network; faint until something is chosen, then only what is tied to it is strong.

import {el, replace} from "./dom.js";

/** More nodes than these, or more in one column, are not drawn at once: then only what is near the chosen one. */
const MOST = 300;
const TALLEST = 60;
/** Width of a box, room inside it, and height of a row, in the units of the canvas. */
const BOX = 330;
const ROOM = 12;
const ROW = 26;
const FONT = 17;
const FACE = '"Segoe UI", "Noto Sans", Arial, sans-serif';
/** Relations by which a unit that stands in no cell is tied to what is drawn. */
const MEMBER = "member_of";

/** The canvas in `pane`, made when it is first shown. `data`: what viz/graph.py writes. */
export function createCanvas(page, pane, data) {
  const places = new Map(data.nodes.map((node) => [node.id, node]));
  const near = new Map(data.nodes.map((node) => [node.id, new Set()]));
  for (const edge of data.edges) {
    near.get(edge.from).add(edge.to);
    near.get(edge.to).add(edge.from);
  }
  const all = fits(places.keys());
  const help = el("p", {class: "hint"});
  const buttons = el("p", {class: "buttons noprint"});
  const frame = el("div", {class: "frame", "aria-hidden": "true"});
  let drawn = null;
  pane.append(help, buttons, frame);

  function draw(shown) {
    drawn?.network.destroy();
    const colours = coloursOf(pane);
    const nodes = new globalThis.vis.DataSet(placed(shown).map((node) => styled(page, node, colours)));
    const edges = new globalThis.vis.DataSet(
      data.edges.filter((edge) => shown.has(edge.from) && shown.has(edge.to)).map((edge) => edgeStyle(edge, colours, false)),
    );
    const network = new globalThis.vis.Network(frame, {nodes, edges}, data.options);
    frame.querySelectorAll("[tabindex]").forEach((one) => one.removeAttribute("tabindex"));
    network.on("click", ({nodes: [at]}) => at !== undefined && page.state.set({node: page.model.nodes[at].id}));
    drawn = {network, nodes, edges, shown, strong: new Set(), strongEdges: new Set(), colours};
    network.fit();
  }

  /** The places of the nodes that are shown: those of the plan, or for a part of it stacked anew. */
  function placed(shown) {
    if (all) return data.nodes;
    const columns = new Map();
    for (const node of data.nodes.filter((one) => shown.has(one.id))) {
      if (!columns.has(node.x)) columns.set(node.x, []);
      columns.get(node.x).push(node);
    }
    const height = ROW * Math.max(...[...columns.values()].map((column) => column.length));
    return [...columns.values()].flatMap((column) =>
      column.sort((a, b) => a.y - b.y).map((node, n) => ({...node, y: ((n + 0.5) / column.length) * height})),
    );
  }

  /** Whether so many nodes can be read. */
  function fits(shown) {
    const counted = new Map();
    for (const at of shown) counted.set(places.get(at).x, (counted.get(places.get(at).x) ?? 0) + 1);
    const counts = [...counted.values()];
    return Math.max(...counts, 0) <= TALLEST && counts.reduce((sum, count) => sum + count, 0) <= MOST;
  }

  /** The chosen nodes and what is near them: as many rings as fit, at least the first. */
  function around(chosen) {
    const ring = (from) => new Set([...from, ...[...from].flatMap((at) => [...near.get(at)])]);
    let shown = ring(chosen);
    if (!fits(shown)) return shown;
    for (let next = ring(shown); next.size > shown.size && fits(next); next = ring(shown)) shown = next;
    return shown;
  }

  /** Restyle only what changed: all at once takes too long in a large plan. */
  function mark(chosen) {
    const strong = new Set(chosen.flatMap((at) => [at, ...near.get(at)]));
    const strongEdges = new Set();
    const {colours, edges, nodes} = drawn;
    edges.forEach((edge) => {
      if (chosen.includes(edge.from) || chosen.includes(edge.to)) strongEdges.add(edge.id);
    });
    const changed = (before, after) => [...new Set([...before, ...after])].filter((one) => before.has(one) !== after.has(one));
    const again = new Set([...changed(drawn.strong, strong), ...(drawn.chosen ?? []), ...chosen].filter((at) => drawn.shown.has(at)));
    nodes.update([...again].map((at) => look(page, at, colours, strong.has(at), chosen.includes(at))));
    edges.update(changed(drawn.strongEdges, strongEdges).map((id) => edgeStyle(edges.get(id), colours, strongEdges.has(id))));
    Object.assign(drawn, {strong, strongEdges, chosen});
  }

  function show(state, tr) {
    const at = page.model.byId.get(state.node);
    const groups = at === undefined || places.has(at) ? [] : page.model.out(at, MEMBER).map((fact) => fact.dst).filter((one) => places.has(one));
    const chosen = at === undefined ? [] : places.has(at) ? [at] : groups;
    const from = chosen.length ? chosen : page.model.data.documents;
    const texts = [tr("canvasHelp"), all ? null : tr("canvasPart"), groups.length ? tr("canvasOnlyGroup") : null];
    replace(help, texts.filter(Boolean).join(" "));
    replace(
      buttons,
      button("+", tr("zoomIn"), () => zoom(1.3)),
      button("−", tr("zoomOut"), () => zoom(1 / 1.3)),
      button(tr("fit"), null, () => drawn?.network.fit()),
    );
    const shown = all ? new Set(places.keys()) : around(from.filter((one) => places.has(one)));
    if (!drawn || (!all && [...shown].some((one) => !drawn.shown.has(one)))) draw(shown);
    mark(chosen);
  }

  function zoom(by) {
    drawn?.network.moveTo({scale: drawn.network.getScale() * by});
  }

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    if (!drawn) return;
    const chosen = drawn.chosen ?? [];
    draw(drawn.shown);
    mark(chosen);
  });
  return {show, network: () => drawn?.network};
}

const button = (text, name, act) => el("button", {type: "button", "aria-label": name, title: name, on: {click: act}}, text);

/** The colours of the style sheet, which the canvas cannot read by itself. */
function coloursOf(pane) {
  const style = getComputedStyle(pane);
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  const kinds = ["task", "unit", "directive", "document", "heading", "timeframe"];
  return {
    kinds: Object.fromEntries(kinds.map((kind) => [kind, of(kind)])),
    ground: of("ground"),
    text: of("text"),
    faint: of("faint"),
    line: of("line"),
    thread: of("thread"),
    chosen: of("chosen"),
    accent: of("accent"),
  };
}

let measured = null;
/** `text` cut where the box ends. */
function cut(text) {
  measured ??= document.createElement("canvas").getContext("2d");
  measured.font = `${FONT}px ${FACE}`;
  if (measured.measureText(text).width <= BOX - ROOM) return text;
  let low = 0;
  let high = Math.min(text.length, BOX);
  while (low < high) {
    const half = Math.ceil((low + high) / 2);
    if (measured.measureText(`${text.slice(0, half).trimEnd()}…`).width <= BOX - ROOM) low = half;
    else high = half - 1;
  }
  return `${text.slice(0, low).trimEnd()}…`;
}

function styled(page, node, colours) {
  const text = page.facts.name(node.id);
  return {
    id: node.id,
    x: node.x,
    y: node.y,
    label: cut(page.model.nodes[node.id].kind === "heading" ? page.model.nodes[node.id].label : text),
    widthConstraint: {minimum: BOX},
    margin: 3,
    ...look(page, node.id, colours, false, false),
  };
}

function look(page, at, colours, strong, chosen) {
  const own = colours.kinds[page.model.nodes[at].kind];
  return {
    id: at,
    borderWidth: chosen ? 3 : strong ? 2 : 1,
    color: {background: chosen ? colours.chosen : colours.ground, border: strong ? own : colours.line},
    font: {face: FACE, size: FONT, align: "left", color: strong ? colours.text : colours.faint},
  };
}

function edgeStyle(edge, colours, strong) {
  return {
    ...edge,
    arrows: "",
    width: strong ? 2 : 0.5,
    dashes: edge.r === "cooperate",
    color: {color: strong ? colours.accent : colours.thread, opacity: strong ? 1 : 0.35},
  };
}

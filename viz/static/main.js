// The page: one state, and everything that is seen follows it.

import {createFront} from "./ask/front.js";
import {createModel} from "./model.js";
import {createCanvas} from "./view/canvas.js";
import {el, replace} from "./view/dom.js";
import {exampleQuestions} from "./view/examples.js";
import {createFacts, day} from "./view/facts.js";
import {showDetail} from "./view/detail.js";
import {listen} from "./view/keys.js";
import {showLanes} from "./view/lanes.js";
import {listOf} from "./view/list.js";
import {showMatrix} from "./view/matrix.js";
import {showResults} from "./view/results.js";
import {showSheet} from "./view/sheet.js";
import {VIEWS, createState} from "./view/state.js";
import {language, speaker} from "./view/words.js";

/** Hits that the list holds; how well they fit falls off long before. */
const MOST_HITS = 50;
/** Milliseconds without a key after which all follows what is typed. */
const PAUSE = 150;
const byId = (id) => document.getElementById(id);
const read = (id) => JSON.parse(byId(id).textContent);

const about = read("about");
const model = createModel(read("data"));
const facts = createFacts(model);
const state = createState(about.start, render);
const page = {model, facts, state, columns: facts.columns(), say, ...texts()};
page.front = remembering(createFront(model));
const box = byId("q");
const panes = Object.fromEntries(VIEWS.map((view) => [view, byId(`view-${view}`)]));
let canvas = null;
let redraw = null;
let typing = false;
let later = 0;
const examplesBy = new Map();

/** The last answer is kept: choosing a result asks nothing anew. */
function remembering(front) {
  let last = {};
  return {
    ready: front.ready,
    answer(text, lang) {
      if (last.text !== text || last.lang !== lang) last = {text, lang, answer: front.answer(text, lang, MOST_HITS)};
      return last.answer;
    },
  };
}

function examples(tr) {
  if (!examplesBy.has(tr.lang)) examplesBy.set(tr.lang, exampleQuestions(page, tr));
  return examplesBy.get(tr.lang);
}

/** Texts about nodes that several views show. */
function texts() {
  const relations = new Map(model.data.relations.map((one) => [one.key, one]));
  return {
    workText(at, tr) {
      const parts = ["lead", "cooperate"].map((role) => {
        const {own, through} = facts.work(at, role);
        return `${tr(role).toLowerCase()} ${own.length}${through.length ? ` (+${through.length} ${tr("viaGroup")})` : ""}`;
      });
      return parts.join(", ");
    },
    tasksCiting: (at) => model.into(at, "cites").filter((fact) => model.nodes[fact.src].kind === "task"),
    relation(key, forward, tr) {
      const label = relations.get(key);
      const text = forward ? label?.[tr.lang] : label?.[`${tr.lang}_back`];
      return text ? text[0].toUpperCase() + text.slice(1) : key;
    },
    subjects(answer) {
      const {units = [], documents = []} = answer.understood ?? {};
      const named = model.kind("unit").filter((at) => units.includes(model.nodes[at].label));
      const cited = model.kind("directive").filter((at) => documents.includes(model.nodes[at].code));
      return [...named, ...cited];
    },
    planText(tr) {
      return model.data.documents
        .map((at) => model.nodes[at])
        .map((plan) => `${plan.label} ${plan.date ? `${tr("date")} ${day(plan.date)}` : `(${tr("dateUnknown")})`}${plan.issuer ? ` ${tr("of")} ${plan.issuer}` : ""}`)
        .join("; ");
    },
  };
}

function say(text) {
  replace(byId("said"), text);
}

function render() {
  const now = state.get();
  const tr = speaker(language(now));
  const focus = remembered();
  clearTimeout(later);
  document.documentElement.lang = tr.lang;
  page.examples = now.q ? [] : examples(tr);
  frame(now, tr);
  const list = listOf(page, now, tr);
  showResults(page, byId("list"), list, now, tr);
  replace(byId("status"), now.q.trim() || list.title ? `${list.total} ${tr("results_n")}` : `${list.total} ${tr("tasks")}`);
  if (typing) later = setTimeout(showChosen, PAUSE, list, now, tr);
  else showChosen(list, now, tr);
  restore(focus);
}

/** The detail and the view: of what is typed they only hold the links, so they follow when the typing pauses. */
function showChosen(list, now, tr) {
  const focus = remembered();
  const chosen = model.byId.get(now.node);
  const marks = list.groups.flatMap((group) => group.items).find((item) => item.node === chosen)?.marks ?? [];
  showDetail(page, byId("chosen"), now, marks, tr);
  redraw = null;
  if (now.view === "matrix") showMatrix(page, panes.matrix, now, tr);
  else if (now.view === "sheet") showSheet(page, panes.sheet, list, now, tr);
  else if (now.view === "canvas") {
    canvas ??= createCanvas(page, panes.canvas, read("canvas"));
    canvas.show(now, tr);
  } else redraw = showLanes(page, panes.lanes, now, tr);
  restore(focus);
}

/** What stands around the panes: names, tabs, languages. */
function frame(now, tr) {
  const chosen = model.byId.get(now.node);
  const title = page.model.data.unit === undefined ? model.nodes[model.data.documents[0]].label : `${tr("workOf")} ${model.nodes[model.data.unit].label}`;
  document.title = chosen === undefined ? title : `${facts.name(chosen).slice(0, 60)} – ${title}`;
  document.querySelectorAll("[data-t]").forEach((one) => replace(one, tr(one.dataset.t)));
  box.placeholder = tr("searchHint");
  if (document.activeElement !== box || now.q.trim() !== box.value.trim()) box.value = now.q;
  replace(byId("plan"), title);
  replace(byId("plan-meta"), page.planText(tr));
  const count = (kind) => model.kind(kind).length;
  replace(byId("counts"), `${count("task")} ${tr("tasks")} · ${count("unit")} ${tr("units")} · ${count("directive")} ${tr("directives")}`);
  const open = model.data.waiting?.length ?? 0;
  const link = el("a", {href: state.link({only: "waiting", q: "", unit: "", time: "", kind: ""})}, `${open} ${tr("toConfirm")}`);
  replace(byId("confirm"), open ? link : tr("toConfirmNone"));
  replace(byId("hash"), `${tr("dataHash")} ${about.digest}`);
  for (const view of VIEWS) {
    const on = now.view === view;
    const tab = byId(`tab-${view}`);
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    panes[view].hidden = !on;
  }
  document.body.dataset.view = now.view;
  for (const lang of ["vi", "en"]) {
    const one = byId(`lang-${lang}`);
    one.setAttribute("href", state.link({lang: lang === "vi" ? "" : lang}));
    if (tr.lang === lang) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }
}

/** Where the focus is, so that it is found again in what is made anew. */
function remembered() {
  const now = document.activeElement;
  const pane = now?.closest("#list, #chosen, [role=tabpanel]");
  return pane ? {pane, text: now.textContent, href: now.getAttribute("href")} : null;
}

function restore(focus) {
  if (!focus || focus.pane.contains(document.activeElement)) return;
  const links = [...focus.pane.querySelectorAll("a, button, select")];
  const same = links.find((one) => one.getAttribute("href") === focus.href && one.textContent === focus.text) ?? links.find((one) => one.textContent === focus.text);
  const next = same ?? focus.pane.querySelector(".hits [aria-current]") ?? (focus.pane.id === "list" ? null : byId("detail"));
  (next ?? box).focus({preventScroll: next === byId("detail")});
}

box.addEventListener("input", () => {
  typing = true;
  state.set({q: box.value, unit: "", time: "", only: "", kind: ""}, {quiet: true});
  typing = false;
});
for (const view of VIEWS) {
  const tab = byId(`tab-${view}`);
  tab.addEventListener("click", () => state.set({view}));
  tab.addEventListener("keydown", (event) => {
    const way = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (!way) return;
    event.preventDefault();
    const next = VIEWS[(VIEWS.indexOf(view) + way + VIEWS.length) % VIEWS.length];
    byId(`tab-${next}`).focus();
    state.set({view: next});
  });
}
addEventListener("resize", () => redraw?.());
listen({box, list: byId("list"), views: VIEWS, state});
render();
document.documentElement.dataset.ready = "true";
(window.requestIdleCallback ?? setTimeout)(() => page.front.ready());

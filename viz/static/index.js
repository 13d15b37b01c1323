// The index of several pages: the plans, and the units with their work in each; a box narrows both.

import {searchKey} from "./text.js";
import {el, replace} from "./view/dom.js";
import {day} from "./view/facts.js";
import {createState, format} from "./view/state.js";
import {language, speaker} from "./view/words.js";

/** Units that are shown before more words are typed. */
const MOST = 200;
const byId = (id) => document.getElementById(id);
const read = (id) => JSON.parse(byId(id).textContent);

const about = read("about");
const data = read("data");
const state = createState(about.start, render);
const box = byId("q");

const fits = (texts, sought) => {
  const held = searchKey(texts.filter(Boolean).join(" "));
  return searchKey(sought).split(" ").every((word) => held.includes(word));
};

function render() {
  const now = state.get();
  const tr = speaker(language(now));
  document.documentElement.lang = tr.lang;
  document.title = tr("indexTitle");
  replace(byId("plan"), tr("indexTitle"));
  document.querySelectorAll("[data-t]").forEach((one) => replace(one, tr(one.dataset.t)));
  box.placeholder = tr("filter");
  if (document.activeElement !== box) box.value = now.q;
  const plans = data.plans.map((plan, at) => ({...plan, at}));
  const shown = plans.filter((plan) => fits([plan.label, plan.issuer, plan.scope, plan.title], now.q));
  const units = data.units.filter((unit) => fits([unit.name, unit.scope], now.q));
  replace(byId("status"), `${shown.length} ${tr("plans").toLowerCase()} · ${units.length} ${tr("units")}`);
  replace(byId("plans"), planTable(shown, now, tr));
  replace(byId("units"), unitTable(units.slice(0, MOST), now, tr), units.length > MOST ? el("p", {class: "hint"}, tr("narrow")) : null);
  replace(byId("hash"), `${tr("dataHash")} ${about.digest}`);
  for (const lang of ["vi", "en"]) {
    byId(`lang-${lang}`).setAttribute("href", state.link({lang: lang === "vi" ? "" : lang}));
    if (tr.lang === lang) byId(`lang-${lang}`).setAttribute("aria-current", "true");
    else byId(`lang-${lang}`).removeAttribute("aria-current");
  }
}

/** A link to the page of a plan, in the same language. */
const to = (plan, now, patch, text, name) =>
  el("a", {href: `${plan.page.split("/").map(encodeURIComponent).join("/")}${format({...patch, lang: now.lang})}`, "aria-label": name}, text);

function table(heads, rows) {
  const head = el("thead", null, el("tr", null, heads.map((text) => el("th", {scope: "col"}, text))));
  return el("div", {class: "wide"}, el("table", {class: "sheet"}, head, el("tbody", null, rows)));
}

function planTable(plans, now, tr) {
  const heads = ["document", "issueDate", "issuer", "scope", "taskCount", "waitingCount"].map(tr);
  const rows = plans.map((plan) =>
    el(
      "tr",
      null,
      el("th", {scope: "row"}, to(plan, now, {}, plan.label), plan.title ? el("p", {class: "meta"}, plan.title) : null),
      el("td", null, plan.date ? day(plan.date) : tr("dateUnknown")),
      el("td", null, plan.issuer ?? tr("unknown")),
      el("td", null, plan.scope ?? "–"),
      el("td", null, String(plan.tasks)),
      el("td", null, plan.waiting ? to(plan, now, {only: "waiting"}, String(plan.waiting)) : "0"),
    ),
  );
  return table(heads, rows);
}

function unitTable(units, now, tr) {
  const rows = units.map((unit) =>
    el(
      "tr",
      null,
      el("th", {scope: "row"}, unit.name, unit.scope ? el("p", {class: "meta"}, unit.scope) : null),
      el("td", null, unit.shares.map((share) => el("p", null, shareLink(unit, share, now, tr)))),
    ),
  );
  return table([tr("unit"), tr("unitShare")], rows);
}

function shareLink(unit, share, now, tr) {
  const plan = data.plans[share.plan];
  const counts = [
    share.lead ? `${tr("lead").toLowerCase()} ${share.lead}` : null,
    share.cooperate ? `${tr("cooperate").toLowerCase()} ${share.cooperate}` : null,
    share.through ? `${tr("viaGroup")} ${share.through}` : null,
  ];
  const text = `${plan.label}: ${counts.filter(Boolean).join(", ")}`;
  return to(plan, now, {node: unit.id}, text, `${unit.name}, ${text}`);
}

box.addEventListener("input", () => state.set({q: box.value}, {quiet: true}));
addEventListener("keydown", (event) => {
  if (event.key === "/" && event.target !== box) {
    event.preventDefault();
    box.focus();
  } else if (event.key === "Escape") {
    box.value = "";
    state.set({q: ""}, {quiet: true});
    box.focus();
  }
});
render();
document.documentElement.dataset.ready = "true";

// Questions that this page can answer, made from what stands in it.

/** A question about a unit, one about a task, one about a cited document, one about a time. */
export function exampleQuestions(page, tr) {
  const {model, facts} = page;
  const most = (kind, count) => model.kind(kind).map((at) => [count(at), at]).sort((a, b) => b[0] - a[0] || a[1] - b[1])[0];
  const fill = (key, name) => tr(key).replace("{0}", name);
  const found = [];
  const [led = 0, unit] = most("unit", (at) => facts.work(at, "lead").own.length) ?? [];
  if (led) found.push(fill("exampleLead", model.nodes[unit].label));
  const task = model.kind("task").find((at) => model.nodes[at].number === undefined && model.nodes[at].place.startsWith("mục"));
  if (task !== undefined) found.push(fill("exampleWho", model.nodes[task].place));
  const [cited = 0, directive] = most("directive", (at) => (model.nodes[at].code ? page.tasksCiting(at).length : 0)) ?? [];
  if (cited) found.push(fill("exampleCites", model.nodes[directive].label));
  if (led && model.kind("timeframe").some((at) => model.nodes[at].time === "continuous")) {
    found.push(fill("exampleWhen", model.nodes[unit].label));
  }
  return found;
}

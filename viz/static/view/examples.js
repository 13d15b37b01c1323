// Questions that this page can answer, made from what stands in it.

/** Places of tasks that a question can name. */
const CITED = /^mục ([IVX]+|\d+)(\.\d+)*, gạch đầu dòng \d+$/;

/** A question about a unit, one about a task, one about a cited document, one about a time. */
export function exampleQuestions(page, tr) {
  const {model, facts} = page;
  const most = (kind, count) => model.kind(kind).map((at) => [count(at), at]).sort((a, b) => b[0] - a[0] || a[1] - b[1])[0];
  const fill = (key, name) => tr(key).replace("{0}", name);
  const found = [];
  const [led = 0, unit] = most("unit", (at) => facts.work(at, "lead").own.length) ?? [];
  if (led) found.push(fill("exampleLead", model.nodes[unit].label));
  const isLed = (at) => facts.parties(at, "lead").own.length > 0;
  const task = model.kind("task").find((at) => CITED.test(model.nodes[at].place) && isLed(at));
  if (task !== undefined) found.push(fill("exampleWho", model.nodes[task].place));
  const [cited = 0, directive] = most("directive", (at) => (model.nodes[at].code ? page.tasksCiting(at).length : 0)) ?? [];
  if (cited) found.push(fill("exampleCites", model.nodes[directive].label));
  const isContinuous = (at) => facts.times(at).some((edge) => model.nodes[edge.dst].time === "continuous");
  if (led && facts.work(unit, "lead").own.some((edge) => isContinuous(edge.dst))) {
    found.push(fill("exampleWhen", model.nodes[unit].label));
  }
  return found;
}

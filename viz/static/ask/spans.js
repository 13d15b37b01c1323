// Stretches of a question and what each means; and the choice of stretches that explains it whole (kg/ask/spans.py).

/** What a stretch that no phrase explains costs; more than any way to explain it. */
const LEFT_COST = 100.0;
// phrases after which a subject in free words may follow
const OPENS = ["about", "noun.task", "role.lead", "role.cooperate", "role.either", "which", "when", "and", "cites", "time.in"];
const NONE = new Set();

/** Words `start` up to `end`. What is set beside them goes by kind. */
export function spanOf(start, end, kind, cost, told = {}) {
  return {start, end, kind, cost, senses: NONE, unit: null, document: null, time: null, subject: null, text: "", ...told};
}

/** Whether a stretch is a phrase with one of `senses`. */
export const says = (span, ...senses) => span.kind === "words" && senses.some((sense) => span.senses.has(sense));

/** Whether a stretch says nothing by itself. */
export const isFiller = (span) => span.senses.size === 1 && span.senses.has("filler");

/** The cheapest row of stretches that covers all words; what nothing explains is left. A subject in free words stands
 * only where one may follow. */
export function explain(spans, length) {
  const starting = Array.from({length}, () => []);
  for (const span of spans) starting[span.start].push(span);
  const best = Array.from({length: length + 1}, () => new Map());
  best[0].set(true, {cost: 0.0, span: null, before: null});
  for (let at = 0; at < length; at++) {
    for (const opened of [true, false]) {
      const here = best[at].get(opened);
      if (here) step(best, here, opened, [...starting[at], spanOf(at, at + 1, "left", LEFT_COST)]);
    }
  }
  const [open, closed] = [best[length].get(true), best[length].get(false)];
  const way = [];
  for (let one = !closed || open?.cost <= closed.cost ? open : closed; one.span; one = one.before) way.unshift(one.span);
  return way;
}

function step(best, here, opened, spans) {
  for (const span of spans) {
    if (span.kind === "about" && !opened) continue;
    const key = opens(span, opened);
    const cost = here.cost + span.cost;
    const held = best[span.end].get(key);
    if (!held || cost < held.cost) best[span.end].set(key, {cost, span, before: here});
  }
}

function opens(span, opened) {
  if (span.kind === "about") return true;
  if (span.kind !== "words") return false;
  return isFiller(span) ? opened : OPENS.some((sense) => span.senses.has(sense));
}

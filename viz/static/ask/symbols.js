// From stretches to symbols (kg/ask/symbols.py): each phrase with the one sense that it has among its neighbours.

import {isFiller, says} from "./spans.js";

const KINDS = {
  "unit": "unit", "unknown-unit": "unknown", "document": "document", "time": "time", "heading": "heading",
  "position": "position", "condition": "condition", "about": "subject", "left": "left",
};
// the first sense of a phrase that stands here decides, where its neighbours do not
const SENSES = [
  ["refuse", "left"], ["without.cooperate", "without"], ["without.lead", "without"], ["without.time", "without"],
  ["with.cooperate", "having"], ["who", "who"], ["when", "time-asked"], ["count", "count"], ["what-is", "what-is"],
  ["role.lead", "role"], ["role.cooperate", "role"], ["role.either", "role"], ["time.annual", "time"],
  ["time.continuous", "time"], ["time.periodic", "time"], ["time.conditional", "time"], ["noun.task", "task"],
  ["noun.unit", "unit-noun"], ["noun.document", "document-noun"], ["noun.time", "time-noun"], ["wait", "wait"],
  ["cites", "cites"], ["about", "about-word"], ["together", "together"], ["and", "and"], ["or", "or"], ["by", "of"],
  ["with", "with"], ["whole-plan", "plan"], ["which", "tasks-asked"],
];
const PARTS = {"role.lead": "lead", "role.cooperate": "cooperate", "role.either": "either"};
// what a noun becomes when "nào", "gì", "which" or "what is" goes with it
const ASKED = {"task": "tasks-asked", "unit-noun": "who", "document-noun": "documents-asked", "time-noun": "time-asked"};

/** A part of a question; `used` once the query holds it. */
const symbol = (sym, span, part = null) => ({sym, span, part, used: false});

/** The symbols of a question, words that say nothing left out. */
export function symbolsOf(spans) {
  const telling = spans.filter((span) => !isFiller(span));
  return asked(telling.map((span, at) => symbolOf(span, telling[at + 1]?.kind)).filter(Boolean));
}

function symbolOf(span, following) {
  if (span.kind !== "words") return symbol(KINDS[span.kind], span);
  const senses = toldApart(span.senses, following);
  const found = SENSES.find(([sense]) => senses.has(sense));
  if (found) return symbol(found[1], span, PARTS[found[0]]);
  return senses.has("filler") ? null : symbol("left", span);
}

/** The senses that fit what follows: "liên quan đến" a document cites it. */
function toldApart(said, following) {
  const senses = new Set(said);
  if (senses.has("cites") && following !== "document" && senses.size > 1) senses.delete("cites");
  if (senses.has("about") && following === "document") return new Set(["cites"]);
  if (senses.has("role.either") && senses.has("about") && following !== "unit") senses.delete("role.either");
  else if (senses.has("role.either") && following === "unit") return new Set(["role.either"]);
  return senses;
}

/** Nouns and the question words beside them as one symbol each. */
function asked(symbols) {
  const out = [];
  let waiting = null; // a question word before its noun: "which tasks", "bao nhiêu nhiệm vụ"
  for (const one of symbols) {
    const isWord = one.sym === "count" || one.sym === "what-is" || says(one.span, "which");
    const before = out.at(-1);
    if (one.sym in ASKED && waiting) {
      out[out.length - 1] = withQuestion(one, waiting);
      waiting = null;
    } else if (isWord && before && before.sym in ASKED) {
      out[out.length - 1] = withQuestion(before, one);
    } else {
      out.push(one);
      waiting = isWord ? one : null;
    }
  }
  return out;
}

function withQuestion(noun, word) {
  if (word.sym === "count" && noun.sym === "task") return symbol("count", noun.span);
  return symbol(ASKED[noun.sym], noun.span, noun.part);
}

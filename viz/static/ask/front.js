// What is typed in the box, answered: words are searched in the texts of all nodes.

const MARKS = /[\u0300-\u036f]/g;
const fold = (text) => text.normalize("NFD").replace(MARKS, "").replace(/[đĐÐð]/g, "d").toLowerCase();

/**
 * @param {object} model of model.js
 * @returns {{answer: function(string, string): object}}
 */
export function createFront(model) {
  const texts = model.nodes.map((node) => fold(node.text ?? node.label));
  function answer(text) {
    const sought = fold(text.trim());
    const hits = [];
    if (sought) {
      texts.forEach((held, node) => {
        const start = held.indexOf(sought);
        if (start < 0) return;
        const end = start + sought.length;
        const matched = [{typed: text, found: sought, how: "exact", start, end}];
        const kind = model.nodes[node].kind;
        hits.push({kind, node, score: 1, strong: true, how: "exact", coverage: 1, matched});
      });
    }
    return {understood: null, sentence: "", tasks: [], units: [], documents: [], count: null, count_via_group: null,
      unknown: [], hits, suggestions: []};
  }
  return {answer};
}

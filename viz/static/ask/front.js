// What is typed in the box, answered: as a question, and as words to be found.

import {Search} from "../search/run.js";
import {ask as answerOf} from "./answer.js";
import {World} from "./read.js";
import {Store} from "./store.js";

/**
 * Nothing is made ready before it is needed; who wants the first answer at once calls `ready()` in a quiet moment.
 *
 * @param {object} model of model.js
 * @returns {{answer: function(string, string, number): object, ask: function(string, string): object,
 *   search: function(string, number): object, ready: function()}} `answer` is `ask` and `search` together
 */
export function createFront(model) {
  let made = null;
  const parts = () => {
    if (!made) {
      const store = new Store(model);
      made = {world: new World(store), search: new Search(store)};
    }
    return made;
  };
  const search = (text, limit) => parts().search.run(text, limit);
  const ask = (text, lang = "vi") => answerOf(parts().world, text, lang);
  const answer = (text, lang = "vi", limit = undefined) => {
    const found = search(text, limit);
    const told = ask(text, lang);
    // words that are no question and that are found need no advice on how to ask
    const plain = !told.understood && !told.asking && found.hits.some((hit) => hit.strong);
    return {...told, ...(plain ? {unknown: [], suggestions: []} : {}), ...found};
  };
  return {answer, ask, search, ready: () => void parts()};
}

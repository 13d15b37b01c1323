// What is typed in the box, answered: as a question, and as words to be found.

import {Search} from "../search/run.js";
import {ask} from "./answer.js";
import {World} from "./read.js";
import {Store} from "./store.js";

/**
 * Nothing is made ready before it is needed; who wants the first answer at once calls `ready()` in a quiet moment.
 *
 * @param {object} model of model.js
 * @returns {{answer: function(string, string): object, search: function(string): object, ready: function()}}
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
  const search = (text) => parts().search.run(text);
  const answer = (text, lang = "vi") => {
    const {hits, read, words} = search(text);
    return {...ask(parts().world, text, lang), hits, read, words};
  };
  return {answer, search, ready: () => void parts()};
}

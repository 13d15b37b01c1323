// What is typed in the box, answered: as a question, and as words to be found.

import {Search} from "../search/run.js";
import {Store} from "./store.js";

/**
 * Nothing is made ready before it is needed; who wants the first answer at once calls `ready()` in a quiet moment.
 *
 * @param {object} model of model.js
 * @returns {{answer: function(string, string): object, ready: function()}}
 */
export function createFront(model) {
  let made = null;
  const parts = () => {
    if (!made) {
      const store = new Store(model);
      made = {store, search: new Search(store)};
    }
    return made;
  };
  function answer(text) {
    const {search} = parts();
    const {hits, read, suggestions} = search.run(text);
    return {understood: null, sentence: "", tasks: [], units: [], documents: [], count: null, count_via_group: null,
      unknown: [], hits, read, suggestions};
  }
  return {answer, ready: () => void parts()};
}

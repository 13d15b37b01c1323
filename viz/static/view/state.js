// What is chosen and asked: one state, in the hash of the address, so that back, forward and pasted links work.

/** The views, in the order of their tabs. */
export const VIEWS = ["lanes", "matrix", "canvas", "sheet"];

/** The parts of the state and what each is where the hash does not say it. */
export const EMPTY = {
  q: "", // what is typed
  node: "", // id of the chosen node
  view: VIEWS[0],
  unit: "", // the cell of the table that filters: id of its unit
  time: "", // key of its column
  only: "", // "waiting": what waits for a person
  kind: "", // the one kind of node that is listed
  groups: "", // "1": the table counts what holds through groups
  style: "", // the style of citations
  lang: "", // vi or en
};

/** The state that a hash ("#node=…&view=…") says; what is not known is left out. */
export function parse(hash) {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const state = {...EMPTY};
  for (const name of Object.keys(EMPTY)) {
    if (said.has(name)) state[name] = said.get(name);
  }
  if (!VIEWS.includes(state.view)) state.view = EMPTY.view;
  return state;
}

/** The hash of a state. */
export function format(state) {
  const said = new URLSearchParams();
  for (const [name, usual] of Object.entries(EMPTY)) {
    if (state[name] && state[name] !== usual) said.set(name, state[name]);
  }
  return `#${said}`;
}

/**
 * The state of the page.
 * @param {object} start what the state is where the address says nothing
 * @param {function(object): void} changed called after every change
 */
export function createState(start, changed) {
  const read = () => (location.hash.length > 1 ? parse(location.hash) : {...EMPTY, ...start});
  let now = read();
  addEventListener("hashchange", () => {
    now = read();
    changed(now);
  });
  return {
    get: () => now,
    /** The hash of the state with some parts changed: where a link leads. */
    link: (patch) => format({...now, ...patch}),
    /** Change the state; `quiet`: without a step that back undoes. */
    set(patch, {quiet = false} = {}) {
      const next = format({...now, ...patch});
      if (next === format(now)) return;
      if (quiet) {
        history.replaceState(null, "", next);
        now = parse(next);
        changed(now);
      } else {
        location.hash = next;
      }
    },
  };
}

// The keyboard: "/" to the box, ↑ ↓ through the list, Enter opens, Esc clears, ← → change the view.

const WRITING = "input, textarea, select";
/** What the arrows go through; the chips above are reached by Tab. */
const LINKS = ".subjects a, .examples a, .hits a";
const OWN_ARROWS = `${WRITING}, .wide, [role=tab]`;

/**
 * Listen to the keys.
 * @param {{box: HTMLInputElement, list: HTMLElement, views: string[], state: object}} page
 */
export function listen({box, list, views, state}) {
  const links = () => [...list.querySelectorAll(LINKS)];
  const go = (way) => {
    const all = links();
    const now = all.indexOf(document.activeElement);
    if (now < 0 && way < 0) return;
    const next = now + way;
    if (next < 0) box.focus();
    else all[Math.min(next, all.length - 1)]?.focus();
  };
  const view = (way) => {
    const now = views.indexOf(state.get().view);
    state.set({view: views[(now + way + views.length) % views.length]});
  };

  function inBox(event) {
    if (event.key === "ArrowDown") go(1);
    else if (event.key === "Enter") (list.querySelector(".subjects a") ?? list.querySelector(".hits a"))?.click();
    else return false;
    return true;
  }

  function inList(event) {
    if (event.key === "ArrowDown") go(1);
    else if (event.key === "ArrowUp") go(-1);
    else if (event.key === "Home") links()[0]?.focus();
    else if (event.key === "End") links().at(-1)?.focus();
    else return false;
    return true;
  }

  function anywhere(event) {
    const writing = event.target.matches(WRITING);
    if (event.key === "/" && !writing) {
      box.focus();
      box.select();
    } else if (event.key === "Escape") {
      clear();
    } else if ((event.key === "ArrowLeft" || event.key === "ArrowRight") && !event.target.closest(OWN_ARROWS)) {
      view(event.key === "ArrowLeft" ? -1 : 1);
    } else return false;
    return true;
  }

  function clear() {
    const now = state.get();
    const asked = now.q || now.unit || now.time || now.only || now.kind;
    state.set(asked ? {q: "", unit: "", time: "", only: "", kind: ""} : {node: ""});
    box.focus();
  }

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const done = (event.target === box && inBox(event)) || (list.contains(event.target) && inList(event)) || anywhere(event);
    if (done) event.preventDefault();
  });
}

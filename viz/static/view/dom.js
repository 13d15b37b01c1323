// Elements made from parts. Text goes in as text only: nothing from a document is ever read as markup.

const SVG = "http://www.w3.org/2000/svg";

const kept = (children) => children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== "");

function fill(node, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    } else {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...kept(children));
  return node;
}

/** An element with attributes (`on`: handlers by event) and children: elements, texts, lists of them. */
export function el(tag, props, ...children) {
  return fill(document.createElement(tag), props ?? {}, children);
}

/** The same for SVG. */
export function svg(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props ?? {}, children);
}

/** Put `children` in the place of what is in `node`. */
export function replace(node, ...children) {
  node.replaceChildren(...kept(children));
}

// Copying to the clipboard, and telling how it went.

import {el} from "./dom.js";

/** A button that copies `text` word for word. */
export function copyButton(page, label, text, tr) {
  return el("button", {type: "button", on: {click: () => copy(page, text, tr)}, "data-copies": text}, label);
}

async function copy(page, text, tr) {
  const done = await toClipboard(text);
  page.say(done ? `${tr("copied")}: ${text.length > 80 ? `${text.slice(0, 80)}…` : text}` : tr("notCopied"));
}

/** Whether `text` is now on the clipboard. Pages from a file may not use the new way in every browser. */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = el("textarea", {readonly: true, class: "copied-from"});
    area.value = text;
    document.body.append(area);
    const before = document.activeElement;
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    before?.focus?.();
    return done;
  }
}

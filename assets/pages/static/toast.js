// A short word at the bottom about what was just done, with the way back.

import { button, el, find } from "./dom.js";

const SHOWN_MS = 6_000;
const ARMED_MS = 4_000;

let timer = 0;

/** `undo` is {label, run}, or nothing. */
export function toast(text, undo) {
  const place = find("#toast");
  clearTimeout(timer);
  const hide = () => {
    place.hidden = true;
  };
  const back = undo && button(undo.label, () => {
    hide();
    undo.run();
  }, { kind: "quiet", sign: "undo" });
  place.replaceChildren(el("span", {}, text), ...(back ? [back] : []));
  place.hidden = false;
  timer = setTimeout(hide, SHOWN_MS);
}

/** A button that asks once more before it does what cannot be taken back. */
export function armed(label, sure, run, properties = {}) {
  const made = button(label, () => {
    if (made.dataset.armed) return run();
    made.dataset.armed = "yes";
    find("span", made).textContent = sure;
    setTimeout(() => {
      delete made.dataset.armed;
      find("span", made).textContent = label;
    }, ARMED_MS);
  }, { sign: "cross", ...properties });
  return made;
}

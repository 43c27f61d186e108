// Elements out of values. Text is always set as text: nothing anybody wrote is read as HTML.

import { icon } from "./icons.js";

/** `<tag>` with properties ("class", "data-x", "aria-x", "on…", any attribute) and children. */
export function el(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

export function button(label, onclick, { kind = "", sign = "", ...rest } = {}) {
  const inside = sign ? [icon(sign), el("span", {}, label)] : [label];
  return el("button", { type: "button", class: kind, onclick, ...rest }, ...inside);
}

export const row = (...buttons) => el("div", { class: "row" }, buttons);

export const find = (selector, within = document) => within.querySelector(selector);

/** Put `text` there, but touch the page only when it changed. */
export function put(where, text) {
  if (where.textContent !== text) where.textContent = text;
}

/**
 * Let `parent` hold exactly these items, each drawn by `draw(item)` and found again by its key.
 * What did not change keeps its element, so that nothing moves under a thumb without need.
 */
export function reconcile(parent, items, key, draw) {
  const before = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let place = parent.firstElementChild;
  for (const item of items) {
    const name = key(item);
    const print = JSON.stringify(item);
    let child = before.get(name);
    before.delete(name);
    if (!child || child.print !== print) {
      const fresh = draw(item);
      fresh.dataset.key = name;
      fresh.print = print;
      if (child) {
        if (place === child) place = fresh;
        child.replaceWith(fresh);
      }
      child = fresh;
    }
    if (child === place) place = place.nextElementSibling;
    else parent.insertBefore(child, place);
  }
  for (const gone of before.values()) gone.remove();
}

for (const place of document.querySelectorAll("[data-icon]")) {
  place.prepend(icon(place.dataset.icon));
}

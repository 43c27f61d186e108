// The goods: what the state says of them now, and pictures, weights and colours beside it.

import { el } from "./dom.js";
import { count, money, weight } from "./numbers.js";
import { say } from "./words.js";
import { ask, Unreachable } from "./net.js";

/** All goods of the show by their code, in the order of the sheet. */
export class Goods {
  constructor() {
    this.now = new Map();
    this.details = new Map();
    this.asked = "";
  }

  /** Take the state's word; true where pictures have to be drawn anew. */
  async follow(state) {
    this.now = new Map(state.products.map((product) => [product.sku, product]));
    const wanted = JSON.stringify([state.session, state.products.map(({ sku, name }) => [sku, name])]);
    if (wanted === this.asked) return false;
    this.asked = wanted;
    try {
      const { status, said } = await ask("GET", "/api/goods");
      if (status !== 200) throw new Unreachable(String(status));
      this.details = new Map(said.goods.map((detail) => [detail.sku, detail]));
      return true;
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      this.asked = "";
      return false;
    }
  }

  get(sku) {
    const product = this.now.get(sku);
    return product && { unit_weight_g: null, picture: null, ...this.details.get(sku), ...product };
  }

  all() {
    return [...this.now.keys()].map((sku) => this.get(sku));
  }
}

export const priceOf = (product) => `${money(product.price_vnd)}/${product.unit}`;

/** "còn 27,4 tấn", "còn 12 thùng", "hết"; nothing where stock is not counted. */
export function leftOf(product) {
  if (product.left === null) return "";
  if (product.left <= 0) return say("none_left");
  const amount = product.unit === "kg"
    ? weight(product.left * 1000)
    : `${count(product.left)} ${product.unit}`;
  return say("left", { amount });
}

/** The picture of the goods, or their first letters on a colour of their own. */
export function pictureOf(product) {
  if (!product.picture) return drawnFor(product);
  const picture = el("img", { class: "goods-picture", src: product.picture, alt: "" });
  // Without a network a picture that never came is drawn instead.
  picture.addEventListener("error", () => picture.replaceWith(drawnFor(product)));
  return picture;
}

function drawnFor(product) {
  const drawn = el("span", { class: "goods-picture placeholder", "aria-hidden": true },
    initials(product.name));
  drawn.style.setProperty("--own", String(hueOf(product.name)));
  return drawn;
}

/** What is on the viewers' card, drawn anew where it changed; `nothing` where nothing is. */
export function drawOnCard(place, product, ...nothing) {
  const print = JSON.stringify(product ?? null);
  if (place.dataset.print === print) return;
  place.dataset.print = print;
  place.replaceChildren(...(product
    ? [
      pictureOf(product),
      el("div", {},
        el("p", { class: "now-name" }, product.name),
        el("p", { class: "now-price number" }, priceOf(product)),
        el("p", { class: "now-left number" }, leftOf(product))),
    ]
    : [el("p", { class: "nothing" }, ...nothing)]));
}

function initials(name) {
  const letters = name.split(/\s+/).map((word) => word[0] ?? "");
  return letters.filter((letter) => /[\p{L}\p{N}]/u.test(letter)).slice(0, 2).join("").toUpperCase();
}

function hueOf(name) {
  let hash = 7;
  for (const letter of name) hash = (hash * 31 + letter.codePointAt(0)) >>> 0;
  return hash % 360;
}

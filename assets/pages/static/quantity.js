// How much: a field that takes what is typed, big steps, a few usual amounts, and kilograms.

import { button, el, find, put } from "./dom.js";
import { priceOf } from "./goods.js";
import { forField, money, typedNumber } from "./numbers.js";
import { say } from "./words.js";

const USUAL = [1, 2, 3, 5, 10, 20];

/** One line of an order: `product`, the amount as it stands in the field, and by which unit. */
export class Line {
  constructor(product, changed, { amount = "1", by = "unit", remove } = {}) {
    this.product = product;
    this.by = by;
    this.changed = changed;
    this.field = el("input", {
      class: "amount", value: amount, inputmode: "decimal", autocomplete: "off", enterkeyhint: "done",
      maxlength: "24", "aria-label": say("how_much_of", { name: product.name }),
      oninput: () => this.show(), onfocus: () => this.field.select(),
      onkeydown: (event) => event.key === "Enter" && this.field.blur(),
    });
    const step = (sign, by_, label) =>
      button("", () => this.step(by_), { kind: "step", sign, "aria-label": label });
    this.element = el("li", { class: "line", "data-sku": product.sku },
      el("div", { class: "line-head" },
        el("span", { class: "line-name" }, product.name),
        el("span", { class: "line-price number" }),
        button("", remove, {
          kind: "quiet small", sign: "cross", "aria-label": say("take_out", { name: product.name }),
        })),
      el("div", { class: "stepper" },
        step("minus", -1, say("less")), this.field, step("plus", 1, say("more")), this.units()),
      el("div", { class: "usual", role: "group", "aria-label": say("usual_amounts") },
        USUAL.map((number) => button(String(number), () => this.set(number), { kind: "chip" }))));
    this.show();
  }

  /** Goods that are packed can also be asked for by the kilogram. */
  units() {
    const { unit, unit_weight_g: grams } = this.product;
    if (!grams || unit === "kg") return el("span", { class: "unit" }, unit);
    const choice = (by, label) => button(label, () => this.choose(by), { "data-by": by });
    return el("span", { class: "units", role: "group", "aria-label": say("unit") },
      choice("unit", unit), choice("kg", "kg"));
  }

  choose(by) {
    const number = typedNumber(this.field.value);
    const kg = this.product.unit_weight_g / 1000;
    if (number !== null && by !== this.by) {
      this.field.value = forField(by === "kg" ? number * kg : Math.max(1, Math.round(number / kg)));
    }
    this.by = by;
    this.show();
  }

  step(direction) {
    const size = this.by === "kg" ? this.product.unit_weight_g / 1000 : 1;
    const number = typedNumber(this.field.value) ?? 0;
    this.set(Math.max(size, number + direction * size));
  }

  set(number) {
    this.field.value = forField(number);
    this.show();
  }

  /** As the desk reads it: "5 kg", or what was typed. */
  get quantity() {
    const written = this.field.value.trim();
    if (typedNumber(written) === null) return written;
    return this.by === "kg" ? `${written} kg` : `${written} ${this.product.unit}`;
  }

  /** In selling units; null where the desk has to read it. */
  get number() {
    const number = typedNumber(this.field.value);
    if (number === null || this.by !== "kg") return number;
    return (number * 1000) / this.product.unit_weight_g;
  }

  get amount_vnd() {
    return this.number === null ? null : Math.round(this.number * this.product.price_vnd);
  }

  get isEmpty() {
    return !/[1-9\p{L}]/u.test(this.field.value);
  }

  get value() {
    return { sku: this.product.sku, amount: this.field.value, by: this.by };
  }

  /** The price may have changed since. */
  update(product) {
    this.product = { ...this.product, price_vnd: product.price_vnd };
    this.show();
  }

  show() {
    const amount = this.amount_vnd;
    put(find(".line-price", this.element), amount ? money(amount) : priceOf(this.product));
    for (const choice of this.element.querySelectorAll("[data-by]")) {
      choice.setAttribute("aria-pressed", String(choice.dataset.by === this.by));
    }
    const number = typedNumber(this.field.value);
    for (const chip of this.element.querySelectorAll(".chip")) {
      chip.setAttribute("aria-pressed", String(Number(chip.textContent) === number));
    }
    this.field.toggleAttribute("aria-invalid", false);
    this.changed();
  }
}

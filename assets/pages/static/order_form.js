// Taking an order down: goods by their pictures, how much, who; also for mending one.

import { button, el, find, put, reconcile } from "./dom.js";
import { icon } from "./icons.js";
import { leftOf, pictureOf, priceOf } from "./goods.js";
import { canBePhone, money } from "./numbers.js";
import { Line } from "./quantity.js";
import { say } from "./words.js";

const DRAFT = "lensong.draft";
const BUYER = ["name", "phone", "address"];
const OFFERED = 8;

export class OrderForm {
  /**
   * `done(order, purpose)` gets {lines, buyer, total_vnd, oversell}. What it promises is
   * {text, short}: the text is shown, and where goods are short it may be sent with `oversell`.
   */
  constructor(root, goods, done) {
    this.root = root;
    this.goods = goods;
    this.done = done;
    this.lines = [];
    this.purpose = null;
    this.aside = null;
    // A telephone number that was asked about; taken if it is sent once more.
    this.odd_phone = null;
    this.card = null;
    this.recent = [];
    this.at = (selector) => find(selector, root);
    this.at("#take").addEventListener("click", () => this.take());
    this.at("#anyway").addEventListener("click", () => this.take(true));
    this.at("#add-goods").addEventListener("click", () => this.show("pick"));
    this.at("#basket").addEventListener("click", () => this.show("fill"));
    this.at("#stop-mending").addEventListener("click", () => this.finish());
    for (const name of BUYER) {
      this.field(name).addEventListener("input", () => {
        this.complain("");
        this.offer();
        this.keepDraft();
      });
    }
    // The keyboard's own key leads from field to field, and after the last takes the order.
    for (const [place, name] of BUYER.entries()) {
      this.field(name).addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        if (place + 1 < BUYER.length) this.field(BUYER[place + 1]).focus();
        else this.take();
      });
    }
    this.show("pick");
  }

  field(name) {
    return this.at(`#buyer-${name}`);
  }

  /** Goods or prices changed. */
  follow(card) {
    this.card = card;
    const tiles = this.goods.all().map((product) => this.tileOf(product));
    const shown = tiles.filter((tile) => tile.sku === card).map((tile) => ({ ...tile, wide: true }));
    reconcile(this.at("#card-now"), shown, (tile) => tile.sku, (tile) => this.tile(tile));
    reconcile(this.at("#tiles"), tiles, (tile) => tile.sku, (tile) => this.tile(tile));
    this.at("#card-now").hidden = !shown.length;
    this.at("#no-goods").hidden = tiles.length > 0;
    for (const line of this.lines) {
      const product = this.goods.get(line.product.sku);
      if (product && product.price_vnd !== line.product.price_vnd) line.update(product);
    }
  }

  tileOf(product) {
    const { sku, name, picture } = product;
    const chosen = this.lines.find((line) => line.product.sku === sku);
    return {
      sku, name, picture, price: priceOf(product), left: leftOf(product), gone: product.left <= 0
        && product.left !== null, chosen: chosen ? chosen.quantity : "", wide: false,
    };
  }

  tile(tile) {
    const { sku, name, price, left, gone, chosen, wide } = tile;
    return el("button", {
      type: "button", class: `tile${wide ? " wide" : ""}`, onclick: () => this.add(sku),
      "aria-label": [wide && say("on_card"), name, price, left, chosen].filter(Boolean).join(", "),
    },
      pictureOf(tile),
      el("span", { class: "tile-text" },
        wide && el("span", { class: "tag" }, say("on_card")) || null,
        el("span", { class: "tile-name" }, name),
        el("span", { class: "tile-price number" }, price),
        left ? el("span", { class: gone ? "tile-left gone" : "tile-left" }, left) : null),
      chosen ? el("span", { class: "chosen" }, icon("check"), chosen) : null);
  }

  add(sku, written = {}) {
    const product = this.goods.get(sku);
    if (!product) return;
    if (!this.lines.some((line) => line.product.sku === sku)) {
      const line = new Line(product, () => this.sum(), {
        ...written, remove: () => this.remove(line),
      });
      this.lines.push(line);
      this.at("#lines").append(line.element);
    }
    this.sum();
    this.show("fill");
  }

  remove(line) {
    this.lines = this.lines.filter((other) => other !== line);
    line.element.remove();
    this.sum();
    if (!this.lines.length) this.show("pick");
  }

  get total_vnd() {
    const amounts = this.lines.map((line) => line.amount_vnd);
    return amounts.includes(null) ? null : amounts.reduce((sum, amount) => sum + amount, 0);
  }

  sum() {
    const total = this.total_vnd === null ? "" : money(this.total_vnd);
    put(this.at("#total"), total);
    put(this.at("#basket-text"), say("basket", { count: this.lines.length, total }));
    this.at("#basket").hidden = !this.lines.length;
    this.complain("");
    this.keepDraft();
  }

  show(view) {
    this.at("#pick").hidden = view !== "pick";
    this.at("#fill").hidden = view !== "fill";
    if (view === "pick") this.follow(this.card);
    else this.offer();
    this.root.dataset.view = view;
    window.scrollTo(0, 0);
  }

  complain(text) {
    if (!text) this.field("phone").removeAttribute("aria-invalid");
    put(this.at("#wrong"), text);
    this.at("#wrong").hidden = !text;
    this.at("#anyway").hidden = true;
  }

  /** Those who bought before, the newest first, narrowed by what is typed. */
  offer() {
    const typed = BUYER.map((name) => this.field(name).value.trim()).filter(Boolean);
    const fits = (buyer) =>
      typed.every((text) => BUYER.some((name) => plain(buyer[name]).includes(plain(text))));
    const taken = BUYER.map((name) => this.field(name).value).join("\n");
    const fitting = this.recent
      .filter((buyer) => fits(buyer) && BUYER.map((name) => buyer[name]).join("\n") !== taken)
      .slice(0, OFFERED);
    this.at("#recent").hidden = !fitting.length;
    reconcile(this.at("#recent-list"), fitting, (buyer) => JSON.stringify(buyer), (buyer) =>
      button("", () => this.choose(buyer), { kind: "person", "aria-label": namesOf(buyer) })
    );
    for (const [index, chip] of [...this.at("#recent-list").children].entries()) {
      if (!chip.childElementCount) chip.append(...describe(fitting[index]));
    }
  }

  choose(buyer) {
    for (const name of BUYER) this.field(name).value = buyer[name] ?? "";
    this.offer();
    this.keepDraft();
  }

  async take(oversell = false) {
    const empty = this.lines.find((line) => line.isEmpty);
    if (empty) {
      empty.field.setAttribute("aria-invalid", "true");
      empty.field.focus();
      this.complain(say("say_how_much", { name: empty.product.name }));
      return;
    }
    if (!this.lines.length) return;
    const phone = this.field("phone");
    if (phone.value !== this.odd_phone && !canBePhone(phone.value)) {
      this.odd_phone = phone.value;
      phone.setAttribute("aria-invalid", "true");
      phone.focus();
      this.complain(say("phone_odd"));
      return;
    }
    const buyer = Object.fromEntries(BUYER.map((name) => [name, this.field(name).value.trim()]));
    const order = {
      lines: this.lines.map((line) => ({
        sku: line.product.sku, name: line.product.name, quantity: line.quantity, shown: line.value,
      })),
      buyer,
      total_vnd: this.total_vnd,
    };
    if (oversell) order.oversell = true;
    const purpose = this.purpose;
    const problem = this.done(order, purpose);
    // A new order is kept at once: a second tap finds an empty form.
    if (!(problem instanceof Promise)) return this.finish();
    this.at("#take").disabled = true;
    const { text, short } = await problem;
    this.at("#take").disabled = false;
    if (text) {
      this.complain(text);
      this.at("#anyway").hidden = !short;
      this.at("#wrong").scrollIntoView({ block: "center" });
    }
    else if (this.purpose === purpose) this.finish();
  }

  /** Fill the form for mending; what was being taken down comes back afterwards. */
  mend({ lines, buyer, title, words }, purpose) {
    if (!this.purpose) this.aside = this.draft();
    this.fill({ lines, buyer });
    this.purpose = purpose;
    put(this.at("#mending-title"), title);
    put(this.at("#mending-words"), words ?? "");
    this.at("#mending").hidden = false;
    this.show(this.lines.length ? "fill" : "pick");
  }

  finish() {
    this.purpose = null;
    this.odd_phone = null;
    this.at("#mending").hidden = true;
    const back = this.aside ?? { lines: [], buyer: {} };
    this.aside = null;
    this.fill(back);
    this.show(this.lines.length ? "fill" : "pick");
  }

  fill({ lines, buyer }) {
    for (const line of this.lines) line.element.remove();
    this.lines = [];
    for (const name of BUYER) this.field(name).value = buyer?.[name] ?? "";
    for (const { sku, ...written } of lines) this.add(sku, written);
    this.sum();
  }

  draft() {
    const buyer = Object.fromEntries(BUYER.map((name) => [name, this.field(name).value]));
    return { lines: this.lines.map((line) => line.value), buyer };
  }

  /** What is being typed outlives a reload of the page. */
  keepDraft() {
    if (this.purpose) return;
    try {
      sessionStorage.setItem(DRAFT, JSON.stringify(this.draft()));
    } catch {
      // Then a reload empties the form; no order that was taken is touched.
    }
  }

  restore() {
    try {
      const draft = JSON.parse(sessionStorage.getItem(DRAFT) ?? "null");
      if (draft) this.fill(draft);
    } catch {
      // What cannot be read is no draft.
    }
    this.show(this.lines.length ? "fill" : "pick");
  }
}

const plain = (text) =>
  (text ?? "").normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase();

const namesOf = (buyer) => BUYER.map((name) => buyer[name]).filter(Boolean).join(", ");

function describe(buyer) {
  const [first, ...rest] = BUYER.map((name) => buyer[name]).filter(Boolean);
  return [el("b", {}, first), el("span", {}, rest.join(" · "))];
}

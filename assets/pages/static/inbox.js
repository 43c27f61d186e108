// The inbox: what buyers wrote and what was read in it, for a person to say yes or no.

import { button, el, find, put, reconcile, row } from "./dom.js";
import { icon } from "./icons.js";
import { ask, Unreachable } from "./net.js";
import { clock, count } from "./numbers.js";
import { say } from "./words.js";

const ASKED_AT_ONCE = 60;
const REFRESH_MS = 900;
// A drop goes out a little later, so that a slip of the thumb can be taken back.
const DROP_MS = 4_000;
// After the list moved, a thumb that was on its way must not hit another's button.
const STILL_MS = 350;
const DONE_MS = 900;
const SORTS = ["unsure", "cancel", "sure", "waiting"];

export class InboxList {
  /** `mend(item)` opens the form, `told(text)` shows a sentence, `confirmed(item, order_id)` the undo. */
  constructor(root, { mend, told, confirmed, live }) {
    this.root = root;
    this.acts = { mend, told, confirmed };
    this.live = live;
    this.items = [];
    this.settled = new Map();
    this.moved_at = 0;
    this.asked_for = "";
    this.refreshing = false;
    find("#inbox-list", root).addEventListener("click", (event) => this.holdStill(event), true);
  }

  get isOpen() {
    return !this.root.hidden;
  }

  /** The show moved on: look again, but not more often than anybody can read. */
  follow(state) {
    for (const sort of SORTS) {
      const here = find(`[data-count="${sort}"]`, this.root);
      put(find("b", here), count(state.inbox?.[sort] ?? 0));
      here.classList.toggle("none", !state.inbox?.[sort]);
    }
    const wanted = JSON.stringify([state.session, state.inbox, state.comments, state.sequence]);
    if (this.isOpen && wanted !== this.asked_for) this.refresh(wanted);
  }

  async refresh(wanted = "") {
    if (this.refreshing) {
      this.again = wanted;
      return;
    }
    this.refreshing = true;
    this.again = undefined;
    try {
      const { status, said } = await ask("GET", `/api/inbox?limit=${ASKED_AT_ONCE}`);
      if (status === 200) {
        this.asked_for = wanted;
        this.items = said.items;
        this.counts = said.counts;
        this.draw();
      }
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      this.live.lost();
    }
    setTimeout(() => {
      this.refreshing = false;
      if (this.again !== undefined && this.isOpen) this.refresh(this.again);
    }, REFRESH_MS);
  }

  draw() {
    const list = find("#inbox-list", this.root);
    const order = () => [...list.children].map((child) => child.dataset.key).join();
    const before = order();
    const online = this.live.link === "up" || this.live.link === "busy";
    const shown = this.items
      .filter((item) => this.settled.get(item.id)?.gone !== true)
      .map((item) => ({ ...item, ...this.markOf(item), online }));
    reconcile(list, shown, (item) => item.id, (item) => this.card(item));
    if (before !== order()) this.moved_at = Date.now();
    find("#inbox-none", this.root).hidden = shown.length > 0;
    const all = Object.values(this.counts ?? {}).reduce((sum, number) => sum + number, 0);
    const more = find("#inbox-more", this.root);
    more.hidden = all <= this.items.length;
    put(more, say("inbox_sample", { shown: count(this.items.length), all: count(all) }));
  }

  holdStill(event) {
    if (Date.now() - this.moved_at < STILL_MS) {
      event.stopPropagation();
      event.preventDefault();
    }
  }

  card(item) {
    return el("li", { class: `card item ${item.sort}`, "data-id": item.id },
      el("div", { class: "card-head" },
        el("span", { class: "tag" }, icon(SIGNS[item.sort]), say(`sort_${item.sort}`)),
        el("b", { class: "author" }, item.author || say("nobody")),
        el("span", { class: "muted" }, [item.platform, clock(Date.parse(item.at))]
          .filter(Boolean).join(" · "))),
      item.text ? el("blockquote", {}, item.text) : null,
      item.repeats ? el("p", { class: "note" }, icon("repeat"), say("repeats", { count: item.repeats })) : null,
      ...this.reading(item),
      ...this.below(item));
  }

  markOf(item) {
    const { text = "", short = "" } = this.settled.get(item.id) ?? {};
    return { settled: text, short };
  }

  below(item) {
    if (item.settled) return [this.settledRow(item)];
    if (item.short) return [el("p", { class: "wrong", role: "alert" }, item.short), this.shortRow(item)];
    return [this.buttons(item)];
  }

  /** There is too little: later, or promised all the same by the helper's own word. */
  shortRow(item) {
    const able = item.online ? {} : { disabled: true };
    return row(
      button(say("wait_tomorrow"), () => this.wait(item), { sign: "clock", "data-act": "wait", ...able }),
      button(say("confirm_anyway"), () => this.confirm(item, true), {
        sign: "check", "data-act": "anyway", ...able,
      }));
  }

  reading(item) {
    if (item.sort === "cancel") {
      const meant = item.cancels ?? [];
      return [
        el("p", { class: "read" }, meant.length ? say("cancels_order") : say("cancels_none")),
        ...meant.slice(0, 1).map((order) =>
          el("p", { class: "meant" }, el("b", {}, order.buyer_label || say("nobody")), ` ${order.goods}`)),
      ];
    }
    const lines = item.lines.map((line) => lineText(line)).join(", ");
    const reach = [item.phone, item.place].filter(Boolean).join(" · ");
    return [
      el("p", { class: "read" }, lines || say("no_goods_read")),
      reach ? el("p", { class: "who number" }, reach) : null,
      item.why ? el("p", { class: "muted why-read" }, item.why) : null,
    ];
  }

  buttons(item) {
    const able = item.online ? {} : { disabled: true };
    const complete = item.lines.length > 0 && item.lines.every((line) => line.quantity !== null);
    const yes = (label) => button(label, () => this.confirm(item), {
      kind: "yes", sign: "check", "data-act": "confirm", ...able,
    });
    const drop = (label) =>
      button(label, () => this.drop(item), { sign: "cross", "data-act": "drop", ...able });
    if (item.sort === "cancel") {
      return row(item.cancels?.length ? yes(say("cancel_that")) : null, drop(say("ignore")));
    }
    const mend = button(say("mend"), () => this.acts.mend(item), {
      sign: "pen", "data-act": "mend", ...able,
    });
    return row(complete ? yes(YES[item.sort]()) : null, mend, drop(say("drop")));
  }

  settledRow(item) {
    const undo = this.settled.get(item.id)?.undo;
    return el("div", { class: "row settled" },
      el("span", { role: "status" }, icon("check"), item.settled),
      undo ? button(say("undo"), undo, { kind: "quiet", sign: "undo" }) : null);
  }

  confirm(item, oversell = false) {
    const body = oversell ? { allow_oversell: true } : {};
    // The order that stands on the card, though another may be the likeliest by now.
    if (item.sort === "cancel") body.order_id = item.cancels[0].order_id;
    this.settle(item, item.sort === "cancel" ? say("is_cancelled") : say("is_confirmed"));
    return this.post(item, "confirm", body);
  }

  wait(item) {
    if (item.sort === "waiting") return this.unsettle(item);
    this.settle(item, say("sort_waiting"));
    return this.post(item, "wait", {});
  }

  drop(item) {
    const timer = setTimeout(() => this.post(item, "drop", {}), DROP_MS);
    this.settle(item, say("is_dropped"), () => {
      clearTimeout(timer);
      this.unsettle(item);
    });
  }

  settle(item, text, undo) {
    this.settled.set(item.id, { text, undo });
    this.draw();
  }

  unsettle(item) {
    this.settled.delete(item.id);
    this.draw();
  }

  /** Have the desk do it; what it refuses is said and the item stands as before. */
  async post(item, act, body) {
    try {
      const { status, said } = await ask("POST", `/api/inbox/${encodeURIComponent(item.id)}/${act}`, body);
      if (status === 200 && act === "confirm" && item.sort !== "cancel") {
        this.acts.confirmed(item, said.order_id);
      }
      if (status === 200 || status === 404) return this.gone(item);
      if (said.error === "out_of_stock") return this.askShort(item, said.message);
      this.unsettle(item);
      if (status === 401) this.live.out(false);
      this.acts.told(said.message || say("refused_here"));
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      this.unsettle(item);
      this.live.lost();
      this.acts.told(say("not_sent"));
    }
    return undefined;
  }

  askShort(item, short) {
    this.settled.set(item.id, { short });
    this.draw();
  }

  gone(item) {
    setTimeout(() => {
      this.settled.set(item.id, { gone: true });
      this.draw();
      // By then the desk no longer lists it; the note of it may go.
      setTimeout(() => this.settled.delete(item.id), 10_000);
      this.refresh();
    }, DONE_MS);
  }
}

const YES = {
  unsure: () => say("right"),
  sure: () => say("confirm"),
  waiting: () => say("confirm_waiting"),
};
const SIGNS = { unsure: "alert", cancel: "undo", sure: "check", waiting: "clock" };

function lineText(line) {
  const amount = line.quantity === null ? say("how_many") : `${count(line.quantity)} ${line.unit}`;
  return `${amount} ${line.name}`;
}

// The orders of this phone: those the desk refused first, those that wait, those it has.

import { button, el, find, reconcile, row } from "./dom.js";
import { icon } from "./icons.js";
import * as kept from "./kept.js";
import { clock, count, money } from "./numbers.js";
import { armed } from "./toast.js";
import { say } from "./words.js";

export class KeptList {
  /** `acts`: mend(order), again(order), drop(order), wait(order). */
  constructor(root, acts) {
    this.root = root;
    this.acts = acts;
  }

  draw() {
    const orders = kept.all().reverse();
    const rank = { refused: 0, kept: 1, dropped: 1, sent: 2 };
    orders.sort((one, other) => rank[one.state] - rank[other.state]);
    reconcile(find("#mine-list", this.root), orders, (order) => order.id, (order) => this.card(order));
    find("#mine-none", this.root).hidden = orders.length > 0;
  }

  card(order) {
    const who = order.buyer ? Object.values(order.buyer).filter(Boolean).join(" · ") : "";
    const amount = order.total_vnd ? money(order.total_vnd) : "";
    return el("li", { class: `card mine ${order.state}`, "data-id": order.id },
      el("div", { class: "card-head" },
        el("b", {}, say("number_here", { number: count(order.number) })),
        el("span", { class: "muted number" }, clock(order.made_ms)),
        el("span", { class: "state" }, icon(SIGNS[order.state]), say(stateOf(order)))),
      el("p", { class: "goods" }, goodsOf(order), amount && el("b", { class: "number" }, amount) || ""),
      who ? el("p", { class: "who" }, who) : null,
      order.state === "refused" ? el("p", { class: "why" }, whyOf(order)) : null,
      stands(order) ? el("p", { class: "muted" }, say("taken_earlier")) : null,
      this.buttons(order));
  }

  buttons(order) {
    const drop = (label, sure) =>
      armed(label, sure, () => this.acts.drop(order), { kind: "quiet danger" });
    if (order.state === "dropped" || order.earlier) return null;
    if (order.state === "sent") return row(drop(say("cancel"), say("cancel_sure")));
    if (order.state === "kept") return row(drop(say("drop"), say("drop_sure")));
    const again = button(say("send_again"), () => this.acts.again(order), { sign: "repeat" });
    const mend = button(say("mend"), () => this.acts.mend(order), { sign: "pen" });
    const wait = button(say("wait_tomorrow"), () => this.acts.wait(order), { sign: "clock" });
    return row(
      order.unsure || order.code === "other_show" ? again : mend,
      order.code === "out_of_stock" ? wait : null,
      drop(say("drop"), say("drop_sure")),
    );
  }
}

const SIGNS = { refused: "alert", kept: "clock", dropped: "undo", sent: "check" };

/** Whether an earlier show has it and counts it. */
const stands = (order) => Boolean(order.earlier) && order.earlier !== "cancelled";

const stateOf = (order) => {
  if (order.earlier) return stands(order) ? "state_earlier" : "state_earlier_cancelled";
  return `state_${order.state}`;
};

export const goodsOf = (order) =>
  order.lines.map((line) => `${line.quantity} ${line.name}`).join(", ");

const whyOf = (order) =>
  order.code === "other_show" ? say("other_show") : order.why || say("refused_here");

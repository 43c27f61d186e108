// Sends what is kept, one order after another, each until the desk has answered for it.
// The id is made with the order, so sending it once more is never a second order.

import * as kept from "./kept.js";
import { ask, Backoff, pause, Unreachable } from "./net.js";

// An order on which the desk itself breaks must not hold up those behind it for ever.
const FAILURES = 4;

export class Sender {
  /** `live` knows whether anybody answers; `changed(order)` after each change. */
  constructor(live, changed) {
    this.live = live;
    this.changed = changed;
    this.backoff = new Backoff();
    this.running = false;
    this.waiting = false;
  }

  /** Something may be sendable now: a new order, the network, a show that was opened. */
  async poke() {
    if (this.running) return;
    this.running = true;
    try {
      for (let order = this.next(); order; order = this.next()) {
        const done = await this.send(order);
        if (!done) break;
      }
    } finally {
      this.running = false;
    }
  }

  next() {
    const { link, state } = this.live;
    if (link === "down" || link === "out" || !state) return undefined;
    return kept.all().find((order) => this.sendable(order, state));
  }

  sendable(order, state) {
    if (order.state === "dropped") return true;
    return order.state === "kept" && isOpen(state);
  }

  /** Whether to go on with the next. */
  async send(order) {
    // From now on that show may hold it, whatever becomes of the answer.
    const session = order.session ?? this.live.state.session;
    const tried = { ...order, session, attempts: order.attempts + 1 };
    kept.write(tried);
    try {
      const { status, said, wait_ms } = await request(tried);
      // Meanwhile it may have been taken back.
      const now = kept.read(order.id) ?? tried;
      return await this.heard(now, status, said, wait_ms, order.state);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      this.live.lost();
      return false;
    }
  }

  async heard(order, status, said, wait_ms, was) {
    if (status === 401 || status === 403) {
      this.live.out(status === 403);
      return false;
    }
    if (status === 429 || status === 503) {
      await pause(wait_ms || this.backoff.take());
      return true;
    }
    if (said.error === "show_not_open") return false;
    if (status >= 500) return this.failed(order, said);
    this.backoff.reset();
    // What was taken back while it was on its way is cancelled by the next request.
    if (order.state === "dropped" && was !== "dropped") return true;
    if (said.error === "taken_in_other_show") this.taken(order, { earlier_show: true, status: "confirmed" });
    else if (order.state === "dropped") this.takenBack(order);
    else if (status === 200 || status === 201) this.taken(order, said);
    else this.refuse(order, status, said);
    return true;
  }

  async failed(order, said) {
    if (order.attempts % FAILURES === 0) this.refuse(order, 500, said);
    else await pause(this.backoff.take());
    return true;
  }

  taken(order, said) {
    kept.sent(order, said.total_vnd ?? order.total_vnd, said.earlier_show ? said.status : "");
    this.changed(kept.read(order.id));
  }

  /** Cancelled, or the desk never heard of it. */
  takenBack(order) {
    kept.forget(order.id);
    this.changed(null);
  }

  /** After a 500 nobody knows whether the desk holds it. */
  refuse(order, status, said) {
    const { error: code = "", message: why = "" } = said;
    const refused = { ...order, state: "refused", code, why, unsure: status >= 500 };
    kept.write(refused);
    this.changed(refused);
  }
}

export const isOpen = (state) => state.phase === "open" || state.phase === "break";

function request(order) {
  if (order.state === "dropped") {
    return ask("POST", `/api/orders/${encodeURIComponent(order.id)}/cancel`, {
      session: order.session,
    });
  }
  return ask("POST", "/api/orders", {
    order_id: order.id,
    lines: order.lines.map(({ sku, quantity }) => ({ sku, quantity })),
    buyer: order.buyer,
    source: order.source,
    session: order.session,
    ...(order.waiting ? { waiting: true, status: "pending" } : {}),
  });
}

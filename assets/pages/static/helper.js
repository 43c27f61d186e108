// The helper's page: orders taken down by hand, the inbox, and what waits on this phone.

import { drawBand, drawNumber, drawShow, hasEnded } from "./bands.js";
import { find } from "./dom.js";
import { Goods } from "./goods.js";
import { InboxList } from "./inbox.js";
import { goodsOf, KeptList } from "./kept_list.js";
import * as kept from "./kept.js";
import { offerLeaving } from "./leaving.js";
import { Live } from "./live.js";
import { ask, Unreachable } from "./net.js";
import { count, forField, weight } from "./numbers.js";
import { OrderForm } from "./order_form.js";
import { Sender } from "./sender.js";
import { toast } from "./toast.js";
import { say } from "./words.js";

const TABS = ["new", "inbox", "mine"];
const BUYERS_AGAIN_MS = 20_000;

const goods = new Goods();
const live = new Live(follow, linked);
const sender = new Sender(live, sentOrRefused);
const form = new OrderForm(find("#new"), goods, taken);
const inbox = new InboxList(find("#inbox"), { mend: mendItem, told: toast, confirmed, live });
const mine = new KeptList(find("#mine"), { mend: mendKept, again, drop, wait });
let restored = false;
let buyers_at = 0;

for (const tab of TABS) find(`#tab-${tab}`).addEventListener("click", () => open(tab));
kept.onElsewhere(draw);
offerLeaving(() => kept.unsent().length);
// An order of this phone that is not sent is easily lost with the page, where nothing lasts.
window.addEventListener("beforeunload", (event) => {
  if (!kept.lasting && kept.unsent().length) event.preventDefault();
});
draw();

async function follow(state) {
  drawShow(find("#show"), state);
  drawNumber(find("#orders"), count(state.counters.orders));
  drawNumber(find("#weight"), weight(state.counters.weight_g));
  const pictures = goods.follow(state);
  form.follow(state.product);
  inbox.follow(state);
  draw();
  sender.poke();
  if (await pictures) form.follow(state.product);
  if (!restored && state.products.length) {
    restored = true;
    form.restore();
  }
}

function linked(link) {
  document.body.dataset.link = link;
  draw();
  if (inbox.isOpen) inbox.draw();
  if (link === "up") {
    sender.poke();
    fetchBuyers();
  }
}

function draw() {
  const unsent = kept.unsent();
  const refused = unsent.filter((order) => order.state === "refused").length;
  drawBand(live, unsent.length, refused, kept.lasting);
  if (!find("#mine").hidden) mine.draw();
  badge("mine", unsent.length);
  badge("inbox", hasEnded(live.state) ? 0 : needing(live.state?.inbox));
}

/** What needs a person, counted as the computer counts it: those for later wait by themselves. */
function needing(inbox) {
  return inbox ? inbox.unsure + inbox.cancel + inbox.sure : 0;
}

function badge(tab, number) {
  const place = find(`#tab-${tab} .badge`);
  place.hidden = !number;
  place.textContent = number > 99 ? "99+" : String(number);
}

function open(tab) {
  for (const name of TABS) {
    find(`#${name}`).hidden = name !== tab;
    find(`#tab-${name}`).setAttribute("aria-selected", String(name === tab));
  }
  if (tab === "inbox") inbox.refresh();
  if (tab === "mine") mine.draw();
  window.scrollTo(0, 0);
}

/** The form's order: written down first, then sent. */
function taken(order, purpose) {
  if (purpose?.item) return mendOnDesk(order, purpose.item);
  const session = live.state?.session ?? null;
  const old = purpose?.order;
  const made = {
    id: old?.id ?? kept.newId(),
    number: old?.number ?? kept.nextNumber(session),
    made_ms: old?.made_ms ?? Date.now(),
    session,
    source: document.body.dataset.device,
    attempts: 0,
    state: "kept",
    ...order,
  };
  kept.write(made);
  remember(order.buyer);
  const words = { number: made.number, goods: goodsOf(made) };
  toast(say("taken_down", words), { label: say("undo"), run: () => drop(kept.read(made.id)) });
  draw();
  sender.poke();
  return null;
}

function sentOrRefused(order) {
  draw();
  if (order?.state === "refused") toast(say("order_refused", { number: order.number }));
  if (order?.earlier) toast(say("order_earlier", { number: order.number }));
}

/** Take an order of this phone back, wherever it is by now. */
function drop(shown) {
  // It may have left since it was drawn.
  const order = shown && kept.read(shown.id);
  if (!order) return;
  if (kept.nowhereElse(order)) kept.forget(order.id);
  else kept.write({ ...order, state: "dropped" });
  toast(say("taken_back", { number: order.number }));
  draw();
  sender.poke();
}

/** Into the show of now only if the desk said that the show it was meant for does not hold it. */
function again(order) {
  const session = order.code === "other_show" ? live.state?.session ?? null : order.session;
  kept.write({ ...order, state: "kept", session });
  draw();
  sender.poke();
}

/** Onto the list of those who get theirs from the next harvest. */
function wait(order) {
  again({ ...order, waiting: true, attempts: 0 });
}

function mendKept(order) {
  open("new");
  form.mend({
    lines: order.lines.map((line) => ({ ...line.shown })),
    buyer: order.buyer,
    title: say("mend_number", { number: order.number }),
    words: order.why,
  }, { order });
}

function mendItem(item) {
  open("new");
  form.mend({
    lines: item.lines.map((line) => ({
      sku: line.sku, amount: line.quantity === null ? "" : forField(line.quantity), by: "unit",
    })),
    buyer: item.buyer,
    title: say("mend_item", { name: item.author || say("nobody") }),
    words: item.text,
  }, { item });
}

/**
 * {text} of what was wrong, if anything, and whether goods are {short}. What nobody changed of the
 * buyer is not sent.
 */
async function mendOnDesk(order, item) {
  const body = { lines: order.lines.map(({ sku, quantity }) => ({ sku, quantity })) };
  for (const [field, asked] of [["name", "name"], ["phone", "phone"], ["address", "place"]]) {
    if (order.buyer[field] !== item.buyer[field].trim()) body[asked] = order.buyer[field];
  }
  if (order.oversell) body.allow_oversell = true;
  let done = null;
  try {
    const path = `/api/inbox/${encodeURIComponent(item.id)}/mend`;
    const { status, said } = await ask("POST", path, body);
    if (status !== 200) {
      return { text: said.message || say("refused_here"), short: said.error === "out_of_stock" };
    }
    done = said.order_id;
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    live.lost();
    return { text: say("not_sent") };
  }
  confirmed(item, done);
  open("inbox");
  return {};
}

/** Said with the way back, for what is confirmed in the inbox stands in no list of this phone. */
function confirmed(item, order_id) {
  const name = item.author || say("nobody");
  toast(say("confirmed_of", { name }), order_id ? {
    label: say("undo"), run: () => takeBack(order_id, name),
  } : undefined);
}

async function takeBack(order_id, name) {
  try {
    const path = `/api/orders/${encodeURIComponent(order_id)}/cancel`;
    const { status, said } = await ask("POST", path, {});
    toast(status === 200 ? say("taken_back_of", { name }) : said.message || say("refused_here"));
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    live.lost();
    toast(say("not_sent"));
  }
}

async function fetchBuyers() {
  if (Date.now() - buyers_at < BUYERS_AGAIN_MS) return;
  buyers_at = Date.now();
  try {
    const { status, said } = await ask("GET", "/api/buyers/recent");
    if (status === 200) form.recent = said.buyers;
    form.offer();
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
  }
}

/** Offered again at once, also without a network; kept in the page's memory alone. */
function remember(buyer) {
  if (!buyer.name && !buyer.phone) return;
  const same = (other) => buyer.phone ? other.phone === buyer.phone : other.name === buyer.name;
  form.recent = [buyer, ...form.recent.filter((other) => !same(other))].slice(0, 40);
}

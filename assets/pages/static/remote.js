// The remote control: what is on the card, scenes, prices, the break.

import { drawBand, drawNumber, drawShow } from "./bands.js";
import { el, find, put, reconcile } from "./dom.js";
import { drawOnCard, Goods, leftOf, pictureOf, priceOf } from "./goods.js";
import { icon } from "./icons.js";
import { offerLeaving } from "./leaving.js";
import { Live } from "./live.js";
import { ask, Unreachable } from "./net.js";
import { count, money, typedMoney } from "./numbers.js";
import { toast } from "./toast.js";
import { say } from "./words.js";

const goods = new Goods();
const live = new Live(follow, linked);
let pricing = null;
// What was probably meant by a price that the desk asked about.
let meant = null;

offerLeaving();
find("#next").append(icon("next"));
find("#next").addEventListener("click", () => turn(1));
find("#previous").addEventListener("click", () => turn(-1));
find("#hide").addEventListener("click", () => show(null));
find("#price").addEventListener("click", openPrice);
find("#pricing-no").addEventListener("click", () => find("#pricing").close());
find("#pricing-yes").addEventListener("click", changePrice);
find("#pricing-typed").addEventListener("click", () => setPrice(typed(), true));
find("#new-price").addEventListener("input", drawChange);
find("#new-price").addEventListener("keydown", (event) => {
  // The key that ends the typing never answers a question.
  if (event.key === "Enter" && find("#pricing-typed").hidden) changePrice();
});
find("#break").addEventListener("click", () => change("break", { on: !inBreak() }));
for (const choice of document.querySelectorAll("[data-scene]")) {
  choice.addEventListener("click", () => scene(choice.dataset.scene));
}

async function follow(state) {
  drawShow(find("#show"), state);
  drawBand(live);
  drawNumber(find("#orders"), count(state.counters.orders));
  const pictures = goods.follow(state);
  draw();
  if (await pictures) draw();
}

function linked(link) {
  document.body.dataset.link = link;
  drawBand(live);
  draw();
}

const inBreak = () => live.state?.phase === "break";

function draw() {
  const { state } = live;
  if (!state) return;
  const able = live.link === "up" || live.link === "busy";
  const now = goods.get(state.product);
  drawOnCard(find("#now"), now, icon("eye_off"), el("span", {}, say("no_card")));
  for (const name of ["price", "hide"]) find(`#${name}`).disabled = !able || !now;
  for (const name of ["previous", "next"]) {
    find(`#${name}`).disabled = !able || inBreak() || !state.products.length;
  }
  for (const choice of document.querySelectorAll("[data-scene]")) {
    choice.setAttribute("aria-pressed", String(choice.dataset.scene === state.scene));
    choice.disabled = !able;
  }
  drawBreak(able && (state.phase === "open" || state.phase === "break"));
  drawList(state, able && !inBreak());
}

function drawBreak(able) {
  const place = find("#break");
  place.disabled = !able;
  const on = inBreak();
  if (place.dataset.on === String(on)) return;
  place.dataset.on = String(on);
  place.replaceChildren(icon(on ? "play" : "pause"),
    el("span", {}, el("b", {}, say(on ? "break_end" : "break_start")),
      el("small", {}, say(on ? "break_on" : "break_help"))));
}

function drawList(state, able) {
  const rows = goods.all().map(({ sku, name, picture, ...rest }, place) => ({
    sku, name, picture, place: place + 1, price: priceOf(rest), left: leftOf(rest),
    on: sku === state.product, able,
  }));
  find("#no-goods").hidden = rows.length > 0;
  reconcile(find("#goods"), rows, (row) => row.sku, (row) =>
    el("li", {}, el("button", {
      type: "button", disabled: !row.able, "aria-pressed": String(row.on),
      "aria-label": [row.name, row.price, row.left, row.on && say("on_card")].filter(Boolean).join(", "),
      onclick: () => show(row.sku),
    },
      pictureOf(row),
      el("span", { class: "goods-text" },
        el("b", {}, row.name),
        el("span", { class: "number" }, [row.price, row.left].filter(Boolean).join(" · "))),
      row.on ? el("span", { class: "tag" }, icon("check")) : null)));
}

function turn(step) {
  const all = live.state.products.map((product) => product.sku);
  const now = all.indexOf(live.state.product);
  const next = now < 0 ? (step > 0 ? 0 : all.length - 1) : (now + step + all.length) % all.length;
  return show(all[next]);
}

const show = (sku) => change("product", { sku });
const scene = (name) => change("scene", { scene: name });

/** Whether the desk did it, null where it asks back; a refusal is said in its words. */
async function change(what, body, asksBack = () => false) {
  try {
    const { status, said } = await ask("POST", `/api/show/${what}`, body);
    if (status === 200) return true;
    if (asksBack(said)) return null;
    if (status === 401) live.out(false);
    toast(said.message || say("refused_here"));
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    live.lost();
    toast(say("not_sent"));
  }
  return false;
}

function openPrice() {
  pricing = goods.get(live.state.product);
  put(find("#pricing-name"), `${pricing.name} · ${priceOf(pricing)}`);
  find("#new-price").value = "";
  drawChange();
  find("#pricing").showModal();
  find("#new-price").focus();
}

const typed = () => typedMoney(find("#new-price").value);

function drawChange() {
  const price = typed();
  const values = { old: money(pricing.price_vnd), new: price === null ? "…" : money(price) };
  put(find("#pricing-change"), say("price_from_to", values));
  find("#pricing-wrong").hidden = true;
  meant = null;
  find("#pricing-typed").hidden = true;
  find("#pricing-yes").hidden = false;
  put(find("#pricing-yes"), say("change"));
}

function complain(text) {
  put(find("#pricing-wrong"), text);
  find("#pricing-wrong").hidden = false;
}

/** Name what is probably meant first, and what was typed second. */
function askAbout(price, question, probably) {
  complain(question);
  meant = probably;
  put(find("#pricing-typed"), say("set_price", { price: money(price) }));
  find("#pricing-typed").hidden = false;
  find("#pricing-yes").hidden = meant === null;
  if (meant !== null) put(find("#pricing-yes"), say("set_price", { price: money(meant) }));
}

function changePrice() {
  const price = meant ?? typed();
  if (price === null) return complain(say("price_not_read"));
  return setPrice(price, meant !== null);
}

/** `sure` where a person has answered the question about it. */
async function setPrice(price, sure) {
  const { sku, name, price_vnd: old } = pricing;
  const done = await change("price", { sku, price_vnd: price, sure }, (said) => {
    if (said.error !== "price_doubted") return false;
    if (find("#pricing").open && typed() === price) askAbout(price, said.message, said.meant_vnd);
    return true;
  });
  if (done === null) return;
  find("#pricing").close();
  if (!done) return;
  toast(say("price_changed", { name, price: money(price) }), {
    label: say("undo"), run: () => change("price", { sku, price_vnd: old, sure: true }),
  });
}

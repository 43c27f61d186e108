// A second display: the counters large, and what is on the card. It asks for nothing.

import { drawBand, drawNumber, drawShow } from "./bands.js";
import { el, find } from "./dom.js";
import { Goods, leftOf, pictureOf, priceOf } from "./goods.js";
import { offerLeaving } from "./leaving.js";
import { Live } from "./live.js";
import { count, money, weight } from "./numbers.js";
import { say } from "./words.js";

const goods = new Goods();
const live = new Live(follow, (link) => {
  document.body.dataset.link = link;
  drawBand(link, 0, 0, true);
});

offerLeaving();

async function follow(state) {
  drawShow(find("#show"), state);
  drawNumber(find("#orders"), count(state.counters.orders));
  drawNumber(find("#weight"), weight(state.counters.weight_g));
  drawNumber(find("#revenue"), money(state.counters.revenue_vnd));
  const pictures = goods.follow(state);
  drawNow();
  if (await pictures) drawNow();
}

function drawNow() {
  const place = find("#now");
  const now = goods.get(live.state.product);
  const print = JSON.stringify(now ?? null);
  if (place.dataset.print === print) return;
  place.dataset.print = print;
  place.replaceChildren(...(now
    ? [
      pictureOf(now),
      el("div", {},
        el("p", { class: "now-name" }, now.name),
        el("p", { class: "now-price number" }, priceOf(now)),
        el("p", { class: "now-left number" }, leftOf(now))),
    ]
    : [el("p", { class: "nothing" }, say("no_card"))]));
}

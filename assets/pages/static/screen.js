// A second display: the counters large, and what is on the card. It asks for nothing.

import { drawBand, drawNumber, drawShow } from "./bands.js";
import { find } from "./dom.js";
import { drawOnCard, Goods } from "./goods.js";
import { offerLeaving } from "./leaving.js";
import { Live } from "./live.js";
import { count, money, weight } from "./numbers.js";
import { say } from "./words.js";

const goods = new Goods();
const live = new Live(follow, (link) => {
  document.body.dataset.link = link;
  drawBand(live);
});

offerLeaving();

async function follow(state) {
  drawShow(find("#show"), state);
  drawBand(live);
  drawNumber(find("#orders"), count(state.counters.orders));
  drawNumber(find("#weight"), weight(state.counters.weight_g));
  drawNumber(find("#revenue"), money(state.counters.revenue_vnd));
  const pictures = goods.follow(state);
  drawNow();
  if (await pictures) drawNow();
}

function drawNow() {
  drawOnCard(find("#now"), goods.get(live.state.product), say("no_card"));
}

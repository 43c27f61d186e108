// The bands over every page: on air or a rehearsal, the network, orders that wait on this phone.

import { el, find, put } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

/** "on_air", "rehearsal", "in_break", "ended", "not_open": what the show is, in one word. */
export function showWord(state) {
  if (hasEnded(state)) return "ended";
  if (!state || state.phase === "closed") return "not_open";
  if (state.phase === "break") return "in_break";
  if (state.mode === "rehearsal") return "rehearsal";
  return state.stream === "on" ? "on_air" : "off_air";
}

const SIGNS = {
  not_open: "clock", ended: "check", in_break: "pause", rehearsal: "eye_off", on_air: "live", off_air: "clock",
};

export function drawShow(place, state) {
  const word = showWord(state);
  if (place.dataset.show === word) return;
  place.dataset.show = word;
  place.replaceChildren(icon(SIGNS[word]), el("span", {}, say(word)));
}

/** The last that was heard was that it is over: then nobody answers, and that is no trouble. */
export const hasEnded = (state) => state?.phase === "ended";

/** The one band that matters most now; `held` orders wait on this phone. */
export function drawBand({ link, state }, held = 0, refused = 0, lasting = true) {
  const place = find("#band");
  const [sign, text, kind] = bandOf(link, hasEnded(state), held, refused, lasting);
  place.hidden = !text;
  place.className = `band ${kind}`;
  if (place.dataset.text !== text) {
    place.dataset.text = text;
    place.replaceChildren(...(text ? [icon(sign), el("span", {}, text)] : []));
    if (link === "out") place.append(el("a", { class: "button", href: "/" }, say("sign_in_again")));
  }
}

function bandOf(link, ended, held, refused, lasting) {
  if (ended && link !== "out") {
    return held ? ["alert", say("ended_held", { count: held }), "warn"] : ["check", say("thanks"), "done"];
  }
  if (link === "out") return ["leave", held ? say("out_held", { count: held }) : say("out"), "bad"];
  if (link === "down") {
    return ["wifi_off", held ? say("away_held", { count: held }) : say("away"), "bad"];
  }
  if (!lasting && held) return ["alert", say("not_lasting", { count: held }), "bad"];
  if (refused) return ["alert", say("to_mend", { count: refused }), "bad"];
  if (link === "busy") return ["clock", say("busy"), "warn"];
  if (held) return ["clock", say("sending", { count: held }), "warn"];
  return ["", "", ""];
}

/** A number that changed flashes once, softly. */
export function drawNumber(place, text) {
  if (place.textContent === text) return;
  const first = place.textContent === "";
  put(place, text);
  if (first) return;
  place.classList.remove("flash");
  // Asking for its size starts the flash anew.
  void place.offsetWidth;
  place.classList.add("flash");
}

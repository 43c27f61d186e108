// Signing in: with the code out of the QR picture's address, or with one that is typed.

import { find } from "./dom.js";
import * as kept from "./kept.js";
import { ask, Unreachable } from "./net.js";
import { say } from "./words.js";

const NAME = "lensong.name";

const code = find("#code");
const name = find("#name");

name.value = remembered();
window.addEventListener("hashchange", takeCode);

const held = kept.unsent().length;
find("#held").hidden = !held;
if (held) find("#held").textContent = say("held_here", { count: held });

// Before this script was here, the browser would have put the code into the address.
find("#go").disabled = false;
find("#form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const typed = code.value.replace(/\s/g, "");
  if (typed.length < 6) {
    complain(say("code_short"));
    code.focus();
    return;
  }
  find("#go").disabled = true;
  complain(await signIn(typed));
  find("#go").disabled = false;
});

takeCode();

/** The sentence of what went wrong; on success the page is left. */
async function signIn(typed) {
  try {
    const { status, said } = await ask("POST", "/sign-in", { code: typed, name: name.value.trim() });
    if (status !== 200) return said.message || say("wrong_here");
    remember(name.value.trim());
    location.replace(said.to);
    return "";
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    return say("wrong_here");
  }
}

/** "#code=…" fills itself, and leaves the address so that nobody reads it there. */
function takeCode() {
  const given = new URLSearchParams(location.hash.slice(1)).get("code");
  if (!given) return;
  history.replaceState(null, "", location.pathname + location.search);
  const long = !/^\d{6}$/.test(given);
  code.maxLength = 100;
  code.value = given;
  // A long code is nothing to read or to mend.
  for (const part of [code, find('label[for="code"]')]) part.hidden = long;
  find("#code-here").hidden = false;
  // Who was here before need not press anything.
  if (name.value) find("#form").requestSubmit();
  else name.focus();
}

function complain(text) {
  find("#wrong").textContent = text;
  find("#wrong").hidden = !text;
  // A code that did not do is typed instead.
  if (text && code.hidden) {
    code.value = "";
    for (const part of [code, find('label[for="code"]')]) part.hidden = false;
    find("#code-here").hidden = true;
  }
}

function remembered() {
  try {
    return localStorage.getItem(NAME) ?? "";
  } catch {
    return "";
  }
}

function remember(text) {
  try {
    localStorage.setItem(NAME, text);
  } catch {
    // It is typed again next time.
  }
}

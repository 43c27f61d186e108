"use strict";

const form = document.getElementById("sign-in");
const told = document.getElementById("told");

async function signIn(code) {
  let answer;
  try {
    answer = await fetch("/sign-in", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ code, name: form.elements.name.value }),
    });
  } catch {
    told.textContent = form.dataset.away;
    return;
  }
  const said = await answer.json();
  if (answer.ok) {
    location.replace(said.to);
  } else {
    told.textContent = said.message;
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  signIn(form.elements.code.value);
});

// The picture of the code carries it after the "#", which no request contains.
const scanned = new URLSearchParams(location.hash.slice(1)).get("code");
if (scanned) {
  history.replaceState(null, "", "/");
  signIn(scanned);
}

// The page's sentences, in its language: the server wrote them into the page.

const table = JSON.parse(document.getElementById("words").textContent);

/** The sentence of that name with its {places} filled. */
export function say(name, values = {}) {
  const text = table[name];
  if (text === undefined) throw new Error(`no words for ${name}`);
  return text.replace(/\{(\w+)\}/g, (_, place) => String(values[place] ?? ""));
}

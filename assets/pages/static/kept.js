// Orders on this phone: written down before anything is sent, gone only when the desk has them.
// One key an order, so that two tabs never write over each other's.

const ORDER = "lensong.order.";
const NUMBER = "lensong.number";
const SENT_SHOWN = 30;
const ID_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

// Where the phone lets nothing be kept (a private window), the page's memory has to do.
const memory = new Map();
export let lasting = true;

/**
 * An order: {id, number, session, made_ms, lines: [{sku, name, quantity, shown}], buyer, total_vnd,
 * attempts, state: "kept" | "refused" | "sent" | "dropped", code, why, unsure, earlier}. "dropped"
 * is one that was taken back before the desk had surely heard of it; `unsure` says of a refused one
 * that the desk may hold it all the same; `earlier` is what became of a sent one in an earlier show.
 */
export function write(order) {
  put(ORDER + order.id, JSON.stringify(order));
}

export function read(id) {
  return parsed(get(ORDER + id));
}

export function forget(id) {
  memory.delete(ORDER + id);
  try {
    localStorage.removeItem(ORDER + id);
  } catch {
    // It was never kept there.
  }
}

/** All of them, the oldest first. */
export function all() {
  return names()
    .filter((name) => name.startsWith(ORDER))
    .map((name) => parsed(get(name)))
    .filter((order) => order !== null)
    .sort((one, other) => one.made_ms - other.made_ms || one.number - other.number);
}

export const unsent = () => all().filter((order) => order.state !== "sent");

/** Nobody holds it but this phone: it never left, or the desk refused it and is sure of it. */
export const nowhereElse = (order) =>
  order.state === "refused" ? !order.unsure : order.state === "kept" && order.attempts === 0;

/** The desk has it: what is left is a line to look at, without the buyer. */
export function sent(order, total_vnd, earlier = "") {
  const { buyer: _buyer, why: _why, code: _code, unsure: _unsure, ...rest } = order;
  write({ ...rest, state: "sent", total_vnd, earlier });
  const old = all().filter((other) => other.state === "sent");
  for (const gone of old.slice(0, Math.max(0, old.length - SENT_SHOWN))) forget(gone.id);
}

/** "Order 12 of this phone": counted anew in each session. */
export function nextNumber(session) {
  const last = parsed(get(NUMBER)) ?? {};
  const number = last.session === session ? last.number + 1 : 1;
  put(NUMBER, JSON.stringify({ session, number }));
  return number;
}

/** An id that no other phone makes: 20 letters out of 31 are 99 bits. */
export function newId() {
  const random = crypto.getRandomValues(new Uint32Array(20));
  return `m-${[...random].map((number) => ID_LETTERS[number % ID_LETTERS.length]).join("")}`;
}

/** Another tab of this phone wrote or forgot an order. */
export function onElsewhere(changed) {
  window.addEventListener("storage", (event) => {
    if (event.key === null || event.key.startsWith(ORDER)) changed();
  });
}

function put(name, text) {
  try {
    localStorage.setItem(name, text);
    memory.delete(name);
  } catch {
    lasting = false;
    memory.set(name, text);
  }
}

function get(name) {
  if (memory.has(name)) return memory.get(name);
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function names() {
  try {
    return [...new Set([...memory.keys(), ...Object.keys(localStorage)])];
  } catch {
    return [...memory.keys()];
  }
}

function parsed(text) {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

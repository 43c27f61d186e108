// Requests to the desk: JSON in, JSON out, never without an end.

const PATIENCE_MS = 12_000;
const csrf = document.querySelector('meta[name="csrf"]')?.content ?? "";

/** No answer came: the network is away, or the answer was cut off. Nobody knows if it was done. */
export class Unreachable extends Error {}

/** `{status, said, wait_ms}`; `wait_ms` is how long the desk asks to wait. Throws Unreachable. */
export async function ask(method, path, body) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") {
    headers["Content-Type"] = "application/json";
    headers["X-Len-Song"] = csrf;
  }
  try {
    const response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
      redirect: "error",
      signal: timeout(PATIENCE_MS),
    });
    const text = await response.text();
    return { status: response.status, said: read(text), wait_ms: waitOf(response) };
  } catch (error) {
    throw new Unreachable(error.message);
  }
}

export function waitOf(response) {
  const seconds = Number(response.headers.get("Retry-After"));
  return seconds > 0 ? Math.min(seconds, 60) * 1000 : 0;
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits that grow, each a little different, so that ten phones do not come back as one. */
export class Backoff {
  constructor(first_ms = 700, most_ms = 8_000) {
    this.first_ms = first_ms;
    this.most_ms = most_ms;
    this.reset();
  }

  reset() {
    this.next_ms = this.first_ms;
  }

  take() {
    const wait_ms = this.next_ms * (0.75 + Math.random() / 2);
    this.next_ms = Math.min(this.next_ms * 2, this.most_ms);
    return wait_ms;
  }
}

function read(text) {
  try {
    const said = JSON.parse(text);
    return said !== null && typeof said === "object" ? said : {};
  } catch {
    return {};
  }
}

function timeout(ms) {
  // Older phones have no AbortSignal.timeout.
  const stop = new AbortController();
  setTimeout(() => stop.abort(), ms);
  return stop.signal;
}

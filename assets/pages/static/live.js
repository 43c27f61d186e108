// The show's state as it changes, and whether the desk can be reached.

import { Backoff, Unreachable, waitOf } from "./net.js";

// The desk says something every 10 s. A line on which nothing comes is cut, whatever it claims.
const SILENCE_MS = 22_000;
// Later than any state there is, so that the first message comes at once.
const EVENTS = "/api/events?after=999999999999";
const OUT_AGAIN_MS = 10_000;

/**
 * Follow the show. `onState(state)` at each change; `onLink(link)` when it changes: "up", "down"
 * (no answer), "busy" (too much is asked of the desk) or "out" (this device may not ask).
 */
export class Live {
  constructor(onState, onLink) {
    this.link = "starting";
    this.state = null;
    this.barred = false;
    this.onState = onState;
    this.onLink = onLink;
    this.backoff = new Backoff();
    this.hurry = () => {};
    this.cut = () => {};
    window.addEventListener("offline", () => this.lost());
    window.addEventListener("online", () => this.hurry());
    window.addEventListener("pageshow", () => this.hurry());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.hurry();
    });
    this.run();
  }

  /** Somebody found out that nothing answers. */
  lost() {
    this.tell("down");
    this.cut();
  }

  /** Somebody was told that this device may not ask; `for_good` until the page is loaded anew. */
  out(for_good) {
    this.barred ||= for_good;
    this.tell("out");
    this.cut();
  }

  async run() {
    while (!this.barred) {
      const wait_ms = await this.listen().catch((error) => {
        // A line that ended because `out` cut it does not mean that the network is away.
        if (this.link !== "out") this.tell("down");
        if (!(error instanceof Unreachable)) console.error(error);
        return 0;
      });
      await this.rest(wait_ms || this.backoff.take());
    }
  }

  /** One line from its opening to its end; how long to wait before the next, 0 for as usual. */
  async listen() {
    const stop = new AbortController();
    this.cut = () => stop.abort();
    let watch = setTimeout(this.cut, SILENCE_MS);
    try {
      const response = await reached(fetch(EVENTS, {
        headers: { Accept: "text/event-stream" },
        cache: "no-store",
        signal: stop.signal,
      }));
      if (response.status !== 200) return this.refused(response);
      this.tell("up");
      const reader = response.body.getReader();
      const text = new TextDecoder();
      let rest = "";
      for (;;) {
        const { done, value } = await reached(reader.read());
        if (done) throw new Unreachable("ended");
        clearTimeout(watch);
        watch = setTimeout(this.cut, SILENCE_MS);
        const parts = (rest + text.decode(value, { stream: true })).split("\n\n");
        rest = parts.pop();
        this.backoff.reset();
        for (const part of parts) this.take(part);
      }
    } finally {
      clearTimeout(watch);
      stop.abort();
    }
  }

  refused(response) {
    if (response.status === 401 || response.status === 403) {
      this.tell("out");
      return OUT_AGAIN_MS;
    }
    this.tell("busy");
    return waitOf(response);
  }

  take(message) {
    const data = /^data: (.*)$/m.exec(message);
    if (!data) return;
    this.state = JSON.parse(data[1]);
    this.onState(this.state);
  }

  tell(link) {
    if (link === this.link) return;
    this.link = link;
    this.onLink(link);
  }

  rest(ms) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

async function reached(promise) {
  try {
    return await promise;
  } catch (error) {
    throw new Unreachable(error.message);
  }
}

// Signing out: what was not sent yet stays on the phone, and the page says so.

import { find } from "./dom.js";
import { ask, Unreachable } from "./net.js";
import { toast } from "./toast.js";
import { say } from "./words.js";

/** `held()` is how many orders wait here. */
export function offerLeaving(held = () => 0) {
  const dialog = find("#leaving");
  find("#leave").addEventListener("click", () => {
    const waiting = held();
    find("#leaving-text").textContent = waiting ? say("leave_held", { count: waiting }) : say("leave_text");
    dialog.showModal();
  });
  find("#leave-no").addEventListener("click", () => dialog.close());
  find("#leave-yes").addEventListener("click", async () => {
    try {
      const { status } = await ask("POST", "/sign-out", {});
      if (status < 400 || status === 401) location.assign("/");
      else toast(say("refused_here"));
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      toast(say("not_sent"));
    }
    dialog.close();
  });
}

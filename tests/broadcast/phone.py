"""A helper's phone: a real browser of a phone's size that takes orders down through the page.

`python -m tests.broadcast.phone URL CODE NAME ORDERS CUTS` says "in" once it is signed in, waits
for a line, takes the orders down, and says as JSON what the page made of them. With CUTS its
network is cut so often in between, while orders go on being taken down.
"""

from __future__ import annotations

import json
import sys

from playwright.sync_api import Page

from tests.pages.phone import chromium

SCREEN = {"width": 390, "height": 844}
ALL_SENT_MS = 240_000

# The page's own buttons and fields, by its own events, as fast as a person cannot be.
TAKE_DOWN = """
async ({ name, from, count }) => {
  window.madeIds ??= [];
  const made = new Set(window.madeIds);
  const orders = () => Object.keys(localStorage).filter((key) => key.startsWith("lensong.order."));
  const told = (field, text) => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  for (let number = from; number < from + count; number += 1) {
    const tiles = document.querySelectorAll("#tiles .tile");
    tiles[number % tiles.length].click();
    told(document.querySelector("#buyer-name"), `${name} ${number}`);
    told(document.querySelector("#buyer-phone"), `09${String(10000000 + number)}`);
    document.querySelector("#take").click();
    for (const key of orders()) made.add(key.slice("lensong.order.".length));
    await new Promise((next) => setTimeout(next, 20));
  }
  window.madeIds = [...made];
}
"""
ALL_SENT = """
() => Object.entries(localStorage)
  .filter(([key]) => key.startsWith("lensong.order."))
  .every(([, order]) => JSON.parse(order).state === "sent")
"""


def main(url: str, code: str, name: str, orders: int, cuts: int) -> None:
    with chromium() as browser:
        context = browser.new_context(viewport=SCREEN, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
        page = context.new_page()
        broken: list[str] = []
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.goto(url)
        page.fill("#code", code)
        page.fill("#name", name)
        page.click("#go")
        page.wait_for_selector("#tiles .tile")
        print("in", flush=True)
        sys.stdin.readline()
        parts = 2 * cuts + 1
        for part in range(parts):
            context.set_offline(part % 2 == 1)
            first = orders * part // parts
            take_down(page, name, first, orders * (part + 1) // parts - first)
        context.set_offline(False)
        page.wait_for_function(ALL_SENT, timeout=ALL_SENT_MS)
        ids = page.evaluate("window.madeIds")
        print(json.dumps({"ids": ids, "errors": broken}), flush=True)


def take_down(page: Page, name: str, first: int, count: int) -> None:
    page.evaluate(TAKE_DOWN, {"name": name, "from": first, "count": count})


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))

"""Viewers who write 500 comments a second.

`python -m tests.broadcast.crowd DESK TOKEN` posts until its input ends, then says how many were
taken.
"""

from __future__ import annotations

import sys
import threading
import time

import httpx

A_SECOND = 500
BATCH = 50
SAID = (
    "chốt VT5 {n} thùng 09{phone:08}",
    "VT1 lấy vài ký",
    "bao nhiêu tiền 1 thùng vậy shop",
    "hay quá chị ơi",
    "lấy {n}kg VT1 sdt 09{phone:08} ship Đà Nẵng",
    "hủy đơn giúp em",
    "❤️❤️❤️",
    "hôm qua em mua rồi ngon lắm",
    "không lấy nữa nha",
    "còn hàng không ạ",
)


def comment(number: int) -> dict[str, str]:
    text = SAID[number % len(SAID)].format(n=1 + number % 4, phone=number)
    return {
        "id": str(number),
        "platform": "facebook",
        "author": f"Khách {number}",
        "text": text,
    }


def main(desk: str, token: str) -> None:
    over = threading.Event()

    def listen() -> None:
        sys.stdin.read()
        over.set()

    threading.Thread(target=listen, daemon=True).start()
    taken = 0
    began = time.monotonic()
    with httpx.Client(base_url=desk, headers={"Authorization": f"Bearer {token}"}) as client:
        while not over.is_set():
            crowd = [comment(taken + place) for place in range(BATCH)]
            answer = client.post("/api/comments", json=crowd, timeout=60)
            answer.raise_for_status()
            taken += len(answer.json()["readings"])
            over.wait(max(began + taken / A_SECOND - time.monotonic(), 0))
    print(taken, time.monotonic() - began, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:3])

"""An evening of selling, decided and folded as a real show is, written into a real log."""

from __future__ import annotations

import random
from pathlib import Path

from host_assistant.catalog.product import Product
from host_assistant.journal import Journal
from host_assistant.show import commands as cmd
from host_assistant.show.buyer import Buyer, SealedBuyer, seal
from host_assistant.show.decide import decide
from host_assistant.show.events import Recorded
from host_assistant.show.fold import fold
from host_assistant.show.refusals import Refused
from host_assistant.show.state import NO_SHOW, ShowState
from host_assistant.show.vocabulary import Mode, ShowSetup

BEGAN_MS = 1_782_735_300_000
MINUTE_MS = 60_000
SETUP = ShowSetup(
    host_name="Nguyễn Văn An",
    host_title="Chủ nhiệm hợp tác xã",
    notice="Bình luận MÃ HÀNG + số lượng + số điện thoại",
)
NAMES = (
    ("chị Hoa", "Hà Nội"),
    ("anh Tuấn", "Tokyo, Nhật Bản"),
    ("cô Lan", "Thành phố Hồ Chí Minh"),
    ("chú Bình", "Đà Nẵng"),
    ("chị Mai", "Hải Phòng"),
    ("anh Đức", "Sydney, Úc"),
)


class Evening:
    """Goes on command by command; `write` puts all of it into the log."""

    def __init__(self, session_id: str, began_at_ms: int = BEGAN_MS) -> None:
        self.session_id = session_id
        self.state: ShowState = NO_SHOW
        self.records: list[Recorded] = []
        self.buyers: list[SealedBuyer] = []
        self._began_at_ms = began_at_ms
        self._orders = 0

    def do(self, at_ms: int, command: cmd.Command) -> bool:
        """What the show refuses (a card in a break) does not happen, as in a real show."""
        events = decide(self.state, command, at_ms)
        if isinstance(events, Refused):
            return False
        for event in events:
            recorded = Recorded(len(self.records) + 1, self._began_at_ms + at_ms, at_ms, event)
            self.state = fold(self.state, recorded)
            self.records.append(recorded)
        return True

    def order(self, at_ms: int, sku: str, quantity_milli: int, *, confirmed: bool = True) -> None:
        number = self._orders = self._orders + 1
        name, place = NAMES[number % len(NAMES)]
        buyer = seal(
            Buyer(name=name, phone=f"09{number:08d}", address=place),
            buyer_id=f"b{number}",
            salt="c2FsdA",
        )
        if self.do(
            at_ms,
            cmd.PlaceOrder(
                order_id=f"o{number}",
                lines=(cmd.Wanted(sku, quantity_milli),),
                confirmed=confirmed,
                buyer=buyer,
            ),
        ):
            self.buyers.append(buyer)

    def write(self, path: Path) -> None:
        with Journal.open(path) as journal:
            journal.append(self.session_id, self.records, self.buyers)


def an_evening(
    products: tuple[Product, ...],
    *,
    session_id: str = "evening",
    title: str = "Vải thiều Lục Ngạn đầu mùa",
    mode: Mode = "live",
    minutes: int = 90,
    orders_a_minute: int = 6,
    setup: ShowSetup = SETUP,
    began_at_ms: int = BEGAN_MS,
) -> Evening:
    """Every product in turn, orders in waves, a special price, a break, a lost link, notes."""
    evening = Evening(session_id, began_at_ms)
    evening.do(
        0,
        cmd.OpenSession(
            session_id=session_id, title=title, mode=mode, setup=setup, products=products
        ),
    )
    evening.do(500, cmd.ChooseScene(scene="opening"))
    dice = random.Random(11)
    turn_ms = minutes * MINUTE_MS // len(products)
    steps: list[tuple[int, object]] = [(2 * MINUTE_MS, cmd.ChooseScene(scene="camera"))]
    for place, product in enumerate(products):
        begin = max(place * turn_ms, 3 * MINUTE_MS)
        steps.append((begin, cmd.ShowProduct(sku=product.sku)))
        steps.append((begin + 5_000, cmd.ChooseScene(scene="product" if place % 2 else "camera")))
    first = products[0]
    half = minutes * MINUTE_MS // 2
    steps += [
        (
            8 * MINUTE_MS,
            cmd.ChangePrice(sku=first.sku, price_vnd=first.price_vnd * 4 // 5, for_s=300),
        ),
        (13 * MINUTE_MS + 100, cmd.TimePassed()),
        (20 * MINUTE_MS, cmd.AddNote(text="Khách hỏi giao Cà Mau")),
        (half + 2 * MINUTE_MS, cmd.StartBreak()),
        (half + 5 * MINUTE_MS, cmd.EndBreak()),
        (half + 9 * MINUTE_MS, cmd.NoticeLink(up=False)),
        (half + 10 * MINUTE_MS, cmd.NoticeLink(up=True)),
        (half + 15 * MINUTE_MS, cmd.AddNote()),
    ]
    for minute in range(3, minutes - 1):
        wave = 1 + dice.randrange(orders_a_minute) + (orders_a_minute if minute % 17 < 4 else 0)
        for _order in range(wave):
            at_ms = minute * MINUTE_MS + dice.randrange(MINUTE_MS)
            steps.append((at_ms, (dice.choice(products).sku, 1000 * dice.choice((1, 2, 2, 5, 10)))))
    for at_ms, step in sorted(steps, key=lambda pair: pair[0]):
        if isinstance(step, tuple):
            evening.order(at_ms, step[0], step[1], confirmed=dice.random() < 0.9)
        else:
            evening.do(at_ms, step)  # type: ignore[arg-type]
    evening.do(minutes * MINUTE_MS - 30_000, cmd.ChooseScene(scene="closing"))
    evening.do(minutes * MINUTE_MS, cmd.EndSession())
    return evening

"""Goods and commands that tests of the show start from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from hypothesis import strategies as st
from msgspec.structs import replace

from host_assistant.catalog.product import Product
from host_assistant.show import commands as cmd
from host_assistant.show.buyer import Buyer, seal
from host_assistant.show.comment import Comment, CommentKind, Line, SealedComment, seal_comment
from host_assistant.show.decide import decide
from host_assistant.show.events import Recorded
from host_assistant.show.fold import fold
from host_assistant.show.refusals import Refused
from host_assistant.show.state import NO_SHOW, ShowState
from host_assistant.show.vocabulary import OVERLAY_SLOTS, SCENE_ROLES

COOPERATIVE = "HTX Nông nghiệp sạch Lục Ngạn"
LYCHEE = Product(
    sku="VT1",
    name="Vải thiều Lục Ngạn loại 1",
    price_vnd=35_000,
    unit="kg",
    unit_weight_g=1_000,
    stock_milli=40_000_000,
    origin="Lục Ngạn, Bắc Ninh",
    seller=COOPERATIVE,
    ocop=4,
)
BOX = Product(
    sku="VT5",
    name="Vải thiều Lục Ngạn thùng 5 kg",
    price_vnd=170_000,
    unit="thùng",
    unit_weight_g=5_000,
    stock_milli=12_000,
    origin="Lục Ngạn, Bắc Ninh",
    seller=COOPERATIVE,
)
SHOES = Product(
    sku="GD01",
    name="Giày da nam Phú Yên",
    price_vnd=650_000,
    unit="đôi",
    origin="Phú Yên, Hà Nội",
    seller="Cơ sở giày da Phú Yên",
)
GOODS = (LYCHEE, BOX, SHOES)


def opening(**changes: object) -> cmd.OpenSession:
    fields: dict[str, object] = {
        "session_id": "s1",
        "title": "Vải thiều tối nay",
        "mode": "rehearsal",
        "products": GOODS,
    }
    return cmd.OpenSession(**{**fields, **changes})  # type: ignore[arg-type]


def order(order_id: str, *lines: tuple[str, int], **fields: object) -> cmd.PlaceOrder:
    """An order of (sku, thousandths of the selling unit) lines."""
    wanted = tuple(cmd.Wanted(sku, milli) for sku, milli in lines or (("VT1", 5_000),))
    return cmd.PlaceOrder(order_id=order_id, lines=wanted, **fields)  # type: ignore[arg-type]


def hoa() -> Buyer:
    return Buyer(name="chị Hoa", phone="0912345678", address="12 Cầu Giấy, Hà Nội")


def sealed_comment(comment_id: str, text: str = "chốt VT5 2 thùng") -> SealedComment:
    comment = Comment(platform="facebook", author="Trần Hoa", text=text)
    return seal_comment(comment, comment_id=comment_id, salt="s")


class Log:
    """A show without clock or disk: commands in, records and states kept."""

    def __init__(self, *commands: cmd.Command) -> None:
        self.records: list[Recorded] = []
        self.states: list[ShowState] = [NO_SHOW]
        self.now_ms = 0
        for command in commands:
            self.take(command)

    @property
    def state(self) -> ShowState:
        return self.states[-1]

    def take(self, command: cmd.Command, after_ms: int = 0) -> Refused | None:
        self.now_ms += after_ms
        decision = decide(self.state, command, self.now_ms)
        if isinstance(decision, Refused):
            return decision
        for event in decision:
            record = Recorded(
                len(self.records) + 1, 1_750_000_000_000 + self.now_ms, self.now_ms, event
            )
            self.records.append(record)
            self.states.append(fold(self.state, record))
        return None


SKUS = st.sampled_from(["VT1", "VT5", "GD01", "NONE"])
ORDER_IDS = st.sampled_from([f"o{number}" for number in range(8)])
LINES = st.lists(
    st.builds(
        cmd.Wanted,
        SKUS.filter(lambda sku: sku != "NONE"),
        st.integers(-1, 9).map(lambda n: n * 1000),
    ),
    max_size=3,
).map(tuple)
SEALED_BUYERS = st.builds(
    lambda number: seal(hoa(), buyer_id=f"b{number}", salt=f"salt{number}"), st.integers(0, 10**9)
)
BUYERS = st.none() | SEALED_BUYERS

COMMENT_IDS = st.sampled_from([f"c{number}" for number in range(6)])
READ_LINES = st.lists(
    st.builds(Line, st.sampled_from(["VT1", "VT5"]), st.none() | st.integers(1, 9_000)), max_size=2
).map(tuple)
ANY_IDS = ORDER_IDS | COMMENT_IDS

COMMENTS: st.SearchStrategy[cmd.Command] = st.one_of(
    st.builds(
        cmd.TakeComment,
        comment=COMMENT_IDS.map(sealed_comment),
        kind=st.sampled_from(get_args(CommentKind)),
        lines=READ_LINES,
        sure=st.booleans(),
        has_phone=st.booleans(),
        repeats=st.just("") | ANY_IDS,
        cancels=st.lists(ANY_IDS, max_size=2).map(tuple),
        number_for=st.lists(st.builds(cmd.NumberFor, ANY_IDS, SEALED_BUYERS), max_size=2).map(
            tuple
        ),
        buyer=BUYERS,
    ),
    st.builds(cmd.ConfirmComment, comment_id=COMMENT_IDS, lines=LINES, buyer=BUYERS),
    st.builds(cmd.ConfirmCancellation, comment_id=COMMENT_IDS, order_id=ANY_IDS),
    st.builds(cmd.DropComment, comment_id=COMMENT_IDS),
    st.builds(cmd.SetConfirmRule, on=st.booleans()),
    st.builds(
        cmd.MendOrder,
        order_id=ANY_IDS,
        new_order_id=st.sampled_from(["m0", "m1"]),
        lines=LINES,
        buyer=BUYERS,
    ),
)
COMMANDS: st.SearchStrategy[cmd.Command] = st.one_of(
    COMMENTS,
    st.builds(
        cmd.PlaceOrder,
        order_id=ORDER_IDS,
        lines=LINES,
        confirmed=st.booleans(),
        buyer=BUYERS,
        allow_oversell=st.booleans(),
        waiting=st.booleans(),
    ),
    st.builds(cmd.ConfirmOrder, order_id=ANY_IDS),
    st.builds(cmd.CancelOrder, order_id=ANY_IDS, reason=st.sampled_from(["", "khách đổi ý"])),
    st.just(cmd.TakeBackLastOrder()),
    st.builds(cmd.ChooseScene, scene=st.sampled_from(SCENE_ROLES)),
    st.builds(cmd.ShowProduct, sku=st.none() | SKUS),
    st.builds(
        cmd.ChangePrice,
        sku=SKUS,
        price_vnd=st.integers(-1, 10**6),
        for_s=st.none() | st.integers(0, 100),
    ),
    st.builds(cmd.EndSpecialPrice, sku=SKUS),
    st.builds(
        cmd.ListProduct,
        product=st.builds(
            replace,
            st.sampled_from(GOODS),
            price_vnd=st.integers(1, 10**6),
            stock_milli=st.none() | st.integers(0, 20_000),
        ),
    ),
    st.just(cmd.StartBreak()),
    st.just(cmd.EndBreak()),
    st.builds(cmd.SetOverlay, slot=st.sampled_from(OVERLAY_SLOTS), shown=st.booleans()),
    st.builds(cmd.AskStream, on=st.booleans()),
    st.builds(cmd.AddNote, text=st.sampled_from(["", "chị Lan hỏi giá"])),
    st.just(cmd.TimePassed()),
    st.builds(
        cmd.NoticeScene,
        scene=st.none() | st.sampled_from(SCENE_ROLES),
        name=st.sampled_from(["A", "B"]),
        by_us=st.booleans(),
    ),
    st.builds(cmd.NoticeStream, state=st.sampled_from(["on", "dropped", "off"])),
    st.builds(cmd.NoticeRecording, state=st.sampled_from(["on", "dropped", "off"])),
    st.builds(cmd.NoticeLink, up=st.booleans()),
    st.builds(cmd.NoticeTrouble, code=st.just("stage_failed")),
    st.builds(cmd.NoticeAlarm, code=st.sampled_from([None, "microphone_muted", "picture_black"])),
)


def steps() -> st.SearchStrategy[list[tuple[cmd.Command, int]]]:
    """Commands, each with the milliseconds that pass before it; no two comments have one id."""
    some = st.lists(st.tuples(COMMANDS, st.integers(0, 70_000)), max_size=60)
    return some.map(_each_comment_once)


def _each_comment_once(commands: list[tuple[cmd.Command, int]]) -> list[tuple[cmd.Command, int]]:
    taken: set[str] = set()
    kept = []
    for command, after_ms in commands:
        if isinstance(command, cmd.TakeComment):
            if command.comment.comment_id in taken:
                continue
            taken.add(command.comment.comment_id)
        kept.append((command, after_ms))
    return kept


def play(log: Log, commands: Iterable[tuple[cmd.Command, int]]) -> Iterator[Refused | None]:
    for command, after_ms in commands:
        yield log.take(command, after_ms)

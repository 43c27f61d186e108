"""The public form of the state: its names, its numbers."""

import json

import pytest

from host_assistant.show.commands import (
    ChooseScene,
    NoticeAlarm,
    NoticeLink,
    NoticeStream,
    ShowProduct,
)
from host_assistant.show.state import NO_SHOW
from host_assistant.show.state_message import encode, state_message, units
from tests.support.shows import Log, opening, order


def test_the_state_of_a_show() -> None:
    log = Log(
        opening(session_id="s1"),
        ChooseScene(scene="product"),
        ShowProduct(sku="VT1"),
        order("o1", ("VT1", 2_500), ("GD01", 1_000)),
        order("o2", ("VT5", 1_000), confirmed=False),
    )
    assert json.loads(encode(state_message(log.state))) == {
        "session": "s1",
        "mode": "rehearsal",
        "phase": "open",
        "scene": "product",
        "product": "VT1",
        "counters": {
            "orders": 1,
            "weight_g": 2_500,
            "pieces": 1,
            "revenue_vnd": 737_500,
            "pending": 1,
        },
        "products": [
            {
                "sku": "VT1",
                "name": "Vải thiều Lục Ngạn loại 1",
                "price_vnd": 35_000,
                "unit": "kg",
                "sold": 2.5,
                "left": 39_997.5,
            },
            {
                "sku": "VT5",
                "name": "Vải thiều Lục Ngạn thùng 5 kg",
                "price_vnd": 170_000,
                "unit": "thùng",
                "sold": 0,
                "left": 12,
            },
            {
                "sku": "GD01",
                "name": "Giày da nam Phú Yên",
                "price_vnd": 650_000,
                "unit": "đôi",
                "sold": 1,
                "left": None,
            },
        ],
        "sequence": log.state.sequence,
        "stream": "off",
        "recording": "off",
        "stage": "ready",
        "trouble": "",
        "inbox": {"unsure": 0, "cancel": 0, "sure": 1, "waiting": 0},
        "comments": 0,
        "confirms_sure": False,
    }


def test_an_alarm_goes_before_all_other_troubles() -> None:
    log = Log(opening(mode="live"), NoticeLink(up=False))
    assert state_message(log.state).trouble == "stage_link_lost"
    log.take(NoticeAlarm(code="microphone_muted"))
    assert state_message(log.state).trouble == "microphone_muted"


def test_before_any_show_there_is_no_mode() -> None:
    message = state_message(NO_SHOW)
    assert (message.session, message.mode, message.phase) == (None, None, "closed")


@pytest.mark.parametrize(
    ("milli", "written"),
    [
        (0, b"0"),
        (2_000, b"2"),
        (2_500, b"2.5"),
        (1, b"0.001"),
        (-1_500, b"-1.5"),
        (10_000, b"10"),
        (1_000_100, b"1000.1"),
        (9_007_199_254_740_993_001, b"9007199254740993.001"),
    ],
)
def test_a_quantity_is_an_exact_number(milli: int, written: bytes) -> None:
    assert encode(units(milli)) == written


def test_a_helper_learns_that_nobody_watches() -> None:
    log = Log(opening(mode="live"), NoticeLink(up=False), NoticeStream(state="dropped"))
    told = state_message(log.state)
    assert (told.stage, told.stream, told.trouble) == ("away", "off", "stage_link_lost")

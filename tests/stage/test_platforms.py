"""What may stand on the picture where."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from host_assistant.show import commands as cmd
from host_assistant.show.vocabulary import OverlaySlot, Platform, ShowSetup
from host_assistant.stage.overlay.cards import Card, HostBanner, Notice
from host_assistant.stage.picture import kept_off_picture, picture_of
from host_assistant.stage.platforms import PLATFORMS, forbidden_on_picture
from tests.support.shows import Log, opening

STRICT: tuple[Platform, ...] = ("tiktok", "shopee")


@pytest.mark.parametrize("platform", STRICT)
@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("Gọi 0912 345 678 để đặt", ["phone"]),
        ("ĐT: 0912.345.678", ["phone"]),
        ("+84 (0)912-345-678", ["phone"]),
        ("84912345678", ["phone"]),
        ("Cố định 0204 3856 789", ["phone"]),
        ("Tổng đài 1900 6601", ["phone"]),
        ("Nhắn Zalo 0912345678", ["phone", "other_platform"]),
        ("Quét mã QR để chuyển khoản", ["qr"]),
        ("quet ma tra tien", ["qr"]),
        ("Xem thêm ở vaithieu.vn", ["website"]),
        ("https://vaithieu.example", ["website"]),
        ("www.htx-lucngan", ["website"]),
        ("Nhắn tin qua Facebook", ["other_platform"]),
        ("Mua cả trên Lazada", ["other_platform"]),
        ("fb: Hợp tác xã Lục Ngạn", ["other_platform"]),
    ],
)
def test_what_leads_buyers_away_is_found(platform: Platform, text: str, reasons: list[str]) -> None:
    assert list(forbidden_on_picture(platform, text)) == reasons


@pytest.mark.parametrize("platform", STRICT)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bình luận mã và số lượng",
        "Ví dụ: VT1 2 thùng",
        "Giá 35.000 đ/kg, 10 kg 350.000 đ",
        "Cả vườn 1.250.000.000 đ",
        "Từ 01/06/2025 đến 30/06/2025",
        "Giờ vàng 20:00 - 21:30",
        "VietGAP số 2025-0123",
        "Phó Chủ tịch UBND tỉnh",
        "Giao trong ngày. Vải tươi. Ngọt lịm.",
    ],
)
def test_what_may_stand_there_stays(platform: Platform, text: str) -> None:
    assert forbidden_on_picture(platform, text) == ()


def test_a_platform_may_name_itself_and_no_other() -> None:
    assert forbidden_on_picture("tiktok", "Giỏ hàng TikTok") == ()
    assert forbidden_on_picture("shopee", "Giỏ hàng TikTok") == ("other_platform",)


@given(text=st.text(max_size=80))
def test_facebook_youtube_and_others_allow_everything(text: str) -> None:
    free = [name for name, about in PLATFORMS.items() if not about.keeps_buyers_in]
    assert free == ["facebook", "youtube", "other"]
    assert all(forbidden_on_picture(name, text) == () for name in free)


@given(digits=st.lists(st.integers(0, 9), min_size=8, max_size=8), gaps=st.data())
def test_a_mobile_number_is_found_however_it_is_spaced(
    digits: list[int], gaps: st.DataObject
) -> None:
    between = st.sampled_from(["", " ", ".", "-", " - "[:2]])
    number = "09" + "".join(gaps.draw(between) + str(digit) for digit in digits)
    assert forbidden_on_picture("tiktok", f"Đặt hàng {number} nhé") == ("phone",)


def test_the_host_is_told_which_words_stay_off() -> None:
    setup = ShowSetup(
        platform="shopee",
        host_name="Ngô Văn Cường",
        host_title="Zalo 0912 345 678",
        notice="Bình luận mã\nQuét mã QR",
    )
    assert kept_off_picture(setup) == {
        "Zalo 0912 345 678": ("phone", "other_platform"),
        "Quét mã QR": ("qr",),
    }


def test_the_picture_shows_the_other_lines_alone() -> None:
    setup = ShowSetup(
        platform="tiktok",
        host_name="Ngô Văn Cường",
        host_title="Zalo 0912 345 678",
        notice="Gọi 0912 345 678\nBình luận mã và số lượng",
    )
    overlays = seen(setup)
    assert overlays["notice"] == Notice(
        heading="Cách đặt hàng", lines=("Bình luận mã và số lượng",)
    )
    assert overlays["host_banner"] == HostBanner(name="Ngô Văn Cường", title="")
    free = seen(replace(setup, platform="facebook"))
    assert free["host_banner"] == HostBanner(name="Ngô Văn Cường", title="Zalo 0912 345 678")
    assert len(notice_of(free).lines) == 2


def test_a_notice_of_which_nothing_is_left_says_how_to_order_here() -> None:
    lines = notice_of(seen(ShowSetup(platform="shopee", notice="Gọi 0912 345 678"))).lines
    assert lines[0] == "Bình luận mã hàng và số lượng"


def seen(setup: ShowSetup) -> Mapping[OverlaySlot, Card]:
    log = Log(opening(setup=setup), cmd.ChooseScene(scene="opening"))
    return picture_of(log.state, log.now_ms).overlays


def notice_of(overlays: Mapping[OverlaySlot, Card]) -> Notice:
    notice = overlays["notice"]
    assert isinstance(notice, Notice)
    return notice

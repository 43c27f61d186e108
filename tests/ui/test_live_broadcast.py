"""Going on air, going off, and ending: each asks once, and never from a rehearsal."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from host_assistant.control_room.director import Snapshot
from host_assistant.journal.journal import Journal
from host_assistant.show import commands as cmd
from host_assistant.show.events import Recorded, StreamAsked
from host_assistant.show.vocabulary import Platform, ShowSetup
from tests.support.window import DirectedShow, LiveWindow, live_window
from tests.ui.full_disk import no_more_is_written
from ui.pages.live.price import PriceDialog


def words_in(live: LiveWindow) -> str:
    return "\n".join(label.text() for label in live.dialog().findChildren(QLabel))


def price_dialog(live: LiveWindow) -> PriceDialog:
    dialog = live.dialog()
    assert isinstance(dialog, PriceDialog)
    return dialog


def test_stopping_asks_once_too(live: LiveWindow) -> None:
    show = live.direct()
    show.director.do(cmd.AskStream(on=True))
    show.director.do(cmd.NoticeStream(state="on"))
    live.until(lambda: live.page.strip.stream.text() == "Stop broadcast")
    live.page.strip.stream.click()
    records: list[Recorded] = []
    show.director.subscribe(lambda snapshot: records.extend(snapshot.records))
    live.dialog().accept()
    live.until(lambda: StreamAsked(on=False) in [record.event for record in records])


def test_a_stream_that_broke_off_is_not_told_by_colour_alone(live: LiveWindow) -> None:
    show = live.direct()
    show.director.do(cmd.AskStream(on=True))
    show.director.do(cmd.NoticeStream(state="on"))
    show.director.do(cmd.NoticeStream(state="dropped", reason="no network"))
    live.until(lambda: live.page.strip.word == "BROKEN OFF")
    assert live.page.strip.signs["network"].accessibleName() == "Network: does not work"
    live.until(lambda: live.window.bar.sentence.startswith("The broadcast broke off"))


def test_nothing_says_on_air_while_the_stream_is_broken_off(live: LiveWindow) -> None:
    show = live.direct()
    show.director.do(cmd.AskStream(on=True))
    show.director.do(cmd.NoticeStream(state="on"))
    show.director.do(cmd.NoticeScene(scene="camera", name="Máy quay", by_us=False))
    scene = live.page.scenes.buttons["camera"]
    live.until(lambda: scene.word == "ON AIR")
    show.director.do(cmd.NoticeStream(state="dropped", reason="no network"))
    live.until(lambda: scene.word == "BROKEN OFF")
    assert live.window.band.words.startswith("BROKEN OFF")
    assert live.window.band.property("state") == "idle"


def test_back_on_air_in_a_break_that_asks_to_wait_is_told_once(live: LiveWindow) -> None:
    show = live.direct()
    bar = live.window.bar
    for command in (
        cmd.AskStream(on=True),
        cmd.NoticeStream(state="on"),
        cmd.NoticeStream(state="dropped", reason="no network"),
        cmd.StartBreak(holding=True),
        cmd.NoticeAlarm(code="stream_dropped"),
        cmd.NoticeStream(state="on"),
    ):
        show.director.do(command)
    live.until(lambda: live.window.alarm.isVisible() and live.page.strip.word == "ON AIR")
    assert not bar.sentence
    show.director.do(cmd.NoticeAlarm(code=None))
    live.until(lambda: bar.sentence.startswith("The broadcast is back."))
    assert "COME BACK" in bar.sentence
    bar.clear()
    show.director.do(cmd.AddNote())
    live.until(lambda: live.state.notes)
    live.qt.processEvents()
    assert not bar.sentence


def test_the_word_to_come_back_goes_with_the_break(live: LiveWindow) -> None:
    show = live.direct()
    for command in (
        cmd.AskStream(on=True),
        cmd.NoticeStream(state="on"),
        cmd.NoticeStream(state="dropped", reason="no network"),
        cmd.StartBreak(holding=True),
        cmd.NoticeStream(state="on"),
    ):
        show.director.do(command)
    live.until(lambda: live.window.bar.sentence.startswith("The broadcast is back."))
    live.page.strip.press_break()
    live.until(lambda: live.window.bar.sentence == "")


def test_a_marker_tells_the_time_that_the_clock_shows(
    live: LiveWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    live.direct()
    strip = live.page.strip
    on_air = replace(live.state, stream="on", stream_started_ms=78_000)
    with monkeypatch.context() as patch:
        patch.setattr(strip, "_offset_ms", lambda: 657_000)
        strip.show_state(on_air)
        assert strip.time.text == "00:09:39"
        assert strip.clock_ms(657_000) == 579_000
    monkeypatch.setattr(strip, "clock_ms", lambda _offset_ms: 579_000)
    live.page.overlays.marker.click()
    live.until(lambda: live.page.overlays.marker.text() == "Marked 00:09:39")


def test_an_end_from_elsewhere_closes_the_page(live: LiveWindow) -> None:
    show = live.direct()
    show.director.do(cmd.EndSession())
    live.until(lambda: live.live.show_page is None)
    live.until(lambda: show.closed)


def test_the_last_word_of_one_session_does_not_end_the_next(live: LiveWindow) -> None:
    first = live.direct()
    late = first.director.do(cmd.EndSession())
    live.until(lambda: first.closed)
    live.direct(session_id="s2")
    live.app.bridge.post_snapshot(Snapshot(late.state, late.records))
    for _turn in range(5):
        live.qt.processEvents()
    assert live.state.session == "s2"
    assert live.live.show_page is not None


def test_closing_the_window_while_a_session_is_open_asks_once(live: LiveWindow) -> None:
    show = live.direct()
    live.window.close()
    assert live.window.isVisible()
    live.dialog().reject()
    live.until(live.no_dialog)
    live.window.close()
    live.dialog().accept()
    live.until(lambda: not live.window.isVisible())
    assert show.closed


def test_a_window_whose_session_cannot_be_ended_closes_without_the_end(
    live: LiveWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = live.direct()
    no_more_is_written(monkeypatch)
    live.window.close()
    live.dialog().accept()
    live.until(lambda: "The end of the session cannot be written" in words_in(live))
    assert live.window.isVisible()
    live.dialog().accept()
    live.until(lambda: not live.window.isVisible())
    assert show.closed
    assert not show.broadcasting
    with Journal.open(live.folder.journal, read_only=True) as journal:
        assert journal.unfinished() is not None


def test_a_window_that_was_kept_open_does_not_close_with_a_later_end(
    live: LiveWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = live.direct()
    with monkeypatch.context() as patch:
        no_more_is_written(patch)
        live.window.close()
        live.dialog().accept()
        live.until(lambda: "The end of the session cannot be written" in words_in(live))
        live.dialog().reject()
    assert show.broadcasting
    show.director.do(cmd.EndSession())
    live.until(lambda: show.closed)
    live.until(live.live.start.isVisible)
    assert live.window.isVisible()


def test_without_a_session_the_window_just_closes(live: LiveWindow) -> None:
    live.window.close()
    assert not live.window.isVisible()


def test_a_price_is_read_before_it_is_used(live: LiveWindow) -> None:
    show = live.direct()
    show.director.do(cmd.ShowProduct(sku="VT1"))
    live.until(lambda: live.page.presenting.name.text() != "")
    live.page.presenting.ask_price()
    dialog = price_dialog(live)
    dialog.price.setText("ba mươi")
    assert not dialog.save.isEnabled()
    dialog.price.setText("40k")
    assert dialog.reading.text() == "= 40.000 đ"
    dialog.save.click()
    live.until(lambda: live.page.presenting.price.text == "40.000 đ")


def test_a_special_price_counts_down_and_can_be_ended(live: LiveWindow) -> None:
    show = live.direct()
    show.director.do(cmd.ShowProduct(sku="VT1"))
    live.until(lambda: live.page.presenting.name.text() != "")
    live.page.presenting.ask_special()
    dialog = price_dialog(live)
    dialog.price.setText("30k")
    dialog.minutes.setText("0")
    assert not dialog.save.isEnabled()
    dialog.minutes.setText("5")
    dialog.save.click()
    live.until(lambda: live.page.presenting.price.text == "30.000 đ")
    assert live.page.presenting.countdown.text.startswith("special price for ")
    assert live.page.presenting.regular.text() == "35.000 đ"
    live.until(live.no_dialog)
    live.page.presenting.ask_special()
    price_dialog(live).end_special.click()
    live.until(lambda: live.page.presenting.price.text == "35.000 đ")


def test_an_overlay_is_switched_off_and_on(live: LiveWindow) -> None:
    live.direct()
    ticker = live.page.overlays.buttons["ticker"]
    ticker.click()
    live.until(lambda: live.state.hidden_overlays == {"ticker", "bank_qr"})
    live.until(lambda: ticker.accessibleName() == "Ticker: not on the picture")
    ticker.click()
    live.until(lambda: live.state.hidden_overlays == {"bank_qr"})


PAID = ShowSetup(bank_bin="970436", bank_account="0123456789", bank_holder="Ngô Văn Cường")


def test_the_banks_code_is_off_until_its_button_is_pressed(live: LiveWindow) -> None:
    live.direct(setup=PAID)
    code = live.page.overlays.buttons["bank_qr"]
    live.until(code.isVisible)
    assert code.accessibleName() == "Transfer code: not on the picture"
    code.click()
    live.until(lambda: not live.state.hidden_overlays)
    live.until(lambda: code.accessibleName() == "Transfer code: on the picture")


@pytest.mark.parametrize("platform", ["tiktok", "shopee"])
def test_where_codes_are_punished_there_is_no_button(live: LiveWindow, platform: Platform) -> None:
    live.direct(setup=replace(PAID, platform=platform))
    live.until(live.page.overlays.buttons["ticker"].isVisible)
    assert not live.page.overlays.buttons["bank_qr"].isVisible()
    assert live.page.overlays.marker.isVisible()


def test_without_an_account_there_is_no_button_either(live: LiveWindow) -> None:
    live.direct()
    live.until(live.page.overlays.buttons["ticker"].isVisible)
    assert not live.page.overlays.buttons["bank_qr"].isVisible()


def test_the_monitor_shows_what_viewers_see(live: LiveWindow) -> None:
    live.direct()
    live.until(lambda: live.page.monitor.has_picture)
    live.until(lambda: live.page.strip.signs["picture"].health == "good")


def test_the_monitor_rests_while_another_page_is_shown(live: LiveWindow) -> None:
    show = live.direct()
    live.until(lambda: show.fetched)
    live.window.navigate("goods")
    before = show.fetched
    QTest.qWait(600)
    # One may have been on its way.
    assert show.fetched <= before + 1
    live.window.navigate("live")
    live.until(lambda: show.fetched > before + 1)


def test_the_monitor_outlives_a_picture_that_cannot_be_fetched(
    live: LiveWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch = DirectedShow.screenshot

    def fail_first(show: DirectedShow, width_px: int) -> bytes | None:
        picture = fetch(show, width_px)
        if show.fetched == 1:
            raise ValueError
        return picture if show.fetched > 2 else b"no picture"

    monkeypatch.setattr(DirectedShow, "screenshot", fail_first)
    live.direct()
    live.until(lambda: live.page.strip.signs["picture"].health == "bad")
    live.until(lambda: live.page.monitor.has_picture)


class TestStart:
    def test_without_goods_it_leads_to_the_goods(self, qapp: QApplication, tmp_path: Path) -> None:
        with live_window(qapp, tmp_path / "data", goods=()) as live:
            start = live.live.start
            live.until(start.to_goods.isVisible)
            assert not start.open.isVisible()
            start.to_goods.click()
            assert live.window.place == "goods"

    def test_live_without_obs_says_what_to_do(self, live: LiveWindow) -> None:
        start = live.live.start
        start.live.click()
        live.until(lambda: start.obs.words.startswith("OBS does not answer."))
        assert not start.open.isEnabled()
        start.rehearsal.click()
        assert start.open.isEnabled()

    def test_a_rehearsal_opens_with_its_title(self, live: LiveWindow) -> None:
        start = live.live.start
        start.title.setText("Vải tuần đầu")
        live.until(start.open.isEnabled)
        start.open.click()
        live.until(lambda: live.live.show_page is not None)
        assert live.state.title == "Vải tuần đầu"
        assert live.state.mode == "rehearsal"
        assert live.state.skus == ("VT1", "VT5", "RVT")

    def test_a_session_that_was_cut_off_is_offered_and_goes_on(self, live: LiveWindow) -> None:
        show = live.direct(mode="rehearsal")
        show.director.do(cmd.ShowProduct(sku="VT5"))
        show.director.do(cmd.PlaceOrder(order_id="o1", lines=(cmd.Wanted("VT5", 2000),)))
        live.app.opening.let_go()()
        live.app.bridge.show_changed.emit(None)
        start = live.live.start
        live.until(lambda: "Its 1 orders (10 kg) are safe" in start.crashed.words.text())
        assert start.crashed.isVisible()
        start.crashed.take_up.click()
        live.until(lambda: live.live.show_page is not None)
        assert live.state.session == "s1"
        assert live.page.presenting.name.text() == "Vải thiều Lục Ngạn thùng 5 kg"
        assert live.page.counters.orders.text == "1"

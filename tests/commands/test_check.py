"""`check` at a terminal, where no button can be pressed."""

from pathlib import Path

import pytest

from host_assistant.checks.finding import Finding
from host_assistant.checks.preflight import Check
from host_assistant.checks.usual import Plans
from tests.commands.conftest import LUC_NGAN, Run


def test_the_buttons_that_a_finding_names_are_said_to_stand_in_the_window(run: Run) -> None:
    ran = run("check")
    assert ran.code == 1
    assert "Open goods" in ran.out
    hint = " ".join(ran.out.split())
    assert "stand on the page “Prepare” of the window: type host-assistant open." in hint
    assert "To look again from here, type host-assistant check." in hint
    assert ran.err == ""


def finds(monkeypatch: pytest.MonkeyPatch, *findings: Finding) -> None:
    """Machines differ: what is found is given, what becomes of it is what is looked at."""

    def checks(plans: Plans) -> tuple[Check, ...]:
        return (Check("goods", lambda: findings),)

    monkeypatch.setattr("host_assistant.checks.usual.usual_checks", checks)


GOOD = Finding(check="clock", level="good", code="right")
AMBER = Finding(
    check="clock",
    level="doubtful",
    code="minutes_off",
    figures={"minutes": 1234},
    remedy="look_again",
)
RED = Finding(check="goods", level="bad", code="none", remedy="open_goods")


@pytest.mark.parametrize(
    ("findings", "code", "ready"),
    [
        ((GOOD,), 0, True),
        ((GOOD, AMBER), 0, True),
        ((GOOD, RED), 1, False),
    ],
)
def test_the_exit_code_says_whether_all_is_ready(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    findings: tuple[Finding, ...],
    code: int,
    ready: bool,
) -> None:
    finds(monkeypatch, *findings)
    assert run("check").code == code
    ran = run("check", "--json")
    assert ran.code == code
    assert ran.json["ready"] is ready
    assert len(ran.json["findings"]) == len(findings)


def test_json_tells_each_finding_with_its_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    finds(monkeypatch, AMBER)
    (told,) = run("check", "--json").json["findings"]
    assert told == {
        "check": "clock",
        "level": "doubtful",
        "code": "minutes_off",
        "sentence": told["sentence"],
        "remedy": "look_again",
        "figures": {"minutes": 1234},
    }
    assert "1,234 minutes off" in told["sentence"]


def test_the_list_is_read_without_colours(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    finds(monkeypatch, GOOD, AMBER, RED)
    said = run("check", lang="vi").out
    assert "✓ Đồng hồ – Tốt" in said
    assert "! Đồng hồ – Nên xem lại" in said
    assert "✗ Hàng hóa – Phải sửa" in said
    assert "1.234 phút" in said
    assert said.splitlines()[-1].startswith("Chưa sẵn sàng")


def test_the_real_list_looks_at_the_goods_and_their_claims(run: Run, folder: Path) -> None:
    assert run("products", "import", LUC_NGAN).code == 0
    told = run("check", "--json").json
    codes = {(one["check"], one["code"]) for one in told["findings"]}
    assert {("goods", "no_picture"), ("claims", "alcohol"), ("claims", "ocop")} <= codes
    assert told["ready"] is False


def test_a_longer_broadcast_needs_more_room(run: Run) -> None:
    def needed_gb(*options: str) -> float:
        told = run("check", "--json", *options).json["findings"]
        needs: float = next(one["figures"]["needed_gb"] for one in told if one["check"] == "disk")
        return needs

    assert needed_gb("--hours", "6") > needed_gb()


def test_no_broadcast_lasts_no_time_at_all(run: Run) -> None:
    assert run("check", "--hours", "0").code == 2

"""Comments over HTTP, read and kept by a real server and a real log."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from host_assistant.control_room.director import Director
from host_assistant.desk.bodies import MAX_LISTED
from host_assistant.journal.comments import all_comments
from host_assistant.journal.journal import Journal
from host_assistant.show.commands import EndSession, ShowProduct


def comment(text: str, author: str = "Trần Hoa", **fields: object) -> dict[str, object]:
    return {"platform": "facebook", "author": author, "text": text, **fields}


def test_one_comment_is_read_and_becomes_a_pending_order(
    client: httpx.Client, director: Director
) -> None:
    answer = client.post(
        "/api/comments", json=comment("chốt VT5 2 thùng 0912.345.678 ship Hải Phòng", id="77")
    )
    assert answer.status_code == 202
    (reading,) = answer.json()["readings"]
    order_id = reading.pop("order_id")
    assert reading.pop("why")
    assert reading == {
        "id": "77",
        "kind": "order",
        "lines": [{"sku": "VT5", "quantity": 2}],
        "phone": "0912345678",
        "place": "Hải Phòng",
        "sure": True,
    }
    assert director.state.orders[order_id].status == "pending"
    (listed,) = client.get("/api/orders?status=pending").json()["orders"]
    assert listed["buyer"]["phone"] == "0912345678"
    state = client.get("/api/state").json()
    assert (state["inbox"]["sure"], state["comments"]) == (1, 1)


def test_many_are_answered_in_their_order(client: httpx.Client, director: Director) -> None:
    director.do(ShowProduct(sku="VT1"))
    texts = ["2kg nha shop", "bao nhiêu 1kg", "", "VT5 vài thùng", "hủy đơn giúp em"]
    sent = [comment(text, f"Khách {place}") for place, text in enumerate(texts)]
    readings = client.post("/api/comments", json=sent).json()["readings"]
    kinds = [reading["kind"] for reading in readings]
    assert kinds == ["order", "question", "other", "order", "cancel"]
    assert readings[0]["lines"] == [{"sku": "VT1", "quantity": 2}]
    assert readings[3]["lines"] == [{"sku": "VT5", "quantity": None}]
    assert not readings[3]["sure"]
    assert [("order_id" in reading) for reading in readings] == [True, False, False, False, False]


def test_the_same_id_again_gives_the_same_answer_and_no_second_order(
    client: httpx.Client, director: Director
) -> None:
    sent = comment("chốt VT5 2 thùng", id="5")
    first, again = (client.post("/api/comments", json=sent).json() for _ in range(2))
    assert first == again
    assert len(director.state.orders) == 1


def test_a_comment_of_earlier_means_the_card_of_then(
    client: httpx.Client, director: Director
) -> None:
    director.do(ShowProduct(sku="VT1"))
    at = "2020-01-01T20:00:00+07:00"
    client.post("/api/comments", json=comment("2kg", at=at))
    without_zone = client.post("/api/comments", json=comment("2kg", at="2020-01-01T20:00:00"))
    assert (without_zone.status_code, without_zone.json()["field"]) == (422, "[0].at")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ([comment("ok"), {"author": "A", "text": "B"}], "[1].platform"),
        ([comment("x" * 5001)], "[0].text"),
        (comment("ok", size=3), "size"),
        ("chốt", "body"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_taken(
    client: httpx.Client, director: Director, body: object, field: str
) -> None:
    answer = client.post("/api/comments", json=body)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert director.state.comments == 0


def test_too_many_at_once_are_refused(client: httpx.Client, director: Director) -> None:
    answer = client.post("/api/comments", json=[comment("hay quá")] * (MAX_LISTED + 1))
    assert answer.status_code == 413
    assert director.state.comments == 0


@pytest.mark.parametrize("body", [b"[", b'[{"platform":', b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_refused(client: httpx.Client, director: Director, body: bytes) -> None:
    assert client.post("/api/comments", content=body).status_code == 400


def test_without_a_show_nothing_is_taken(client: httpx.Client, director: Director) -> None:
    director.do(EndSession())
    answer = client.post("/api/comments", json=comment("chốt VT5 2 thùng"))
    assert (answer.status_code, answer.json()["error"]) == (409, "show_not_open")


def test_script_in_a_comment_stays_a_text(
    client: httpx.Client, director: Director, log_path: Path
) -> None:
    words = "<script>alert(1)</script> chốt VT5 2 thùng"
    client.post("/api/comments", json=comment(words, author="<b>Hoa</b>"))
    with Journal.open(log_path, read_only=True) as journal:
        (row,) = all_comments(journal, director.state.session or "")
    assert (row.comment.author, row.comment.text) == ("<b>Hoa</b>", words)

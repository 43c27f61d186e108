"""Orders over HTTP: what is answered is on disk, exactly once, and to the last gram and đồng."""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from host_assistant.control_room.director import Director
from host_assistant.journal.journal import Journal
from host_assistant.journal.orders import list_orders
from host_assistant.journal.verify import verify


def order(**fields: Any) -> dict[str, Any]:
    return {"lines": [{"sku": "VT1", "quantity": 2}], **fields}


def test_an_order_is_on_disk_when_it_is_answered(
    director: Director, client: httpx.Client, log_path: Path
) -> None:
    answer = client.post("/api/orders", json=order(source="zalo"))
    assert answer.status_code == 201
    taken = answer.json()
    with Journal.open(log_path, read_only=True) as journal:
        (row,) = list_orders(journal, director.state.session or "")
    assert taken == {"order_id": row.order_id, "sequence": row.sequence, "total_vnd": 70_000}
    assert row.source == "zalo"
    assert row.status == "confirmed"


def test_the_same_order_id_again_is_the_same_order(
    director: Director, client: httpx.Client
) -> None:
    first = client.post("/api/orders", json=order(order_id="đơn số/1"))
    second = client.post("/api/orders", json=order(order_id="đơn số/1", source="again"))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert director.state.counters.orders == 1


def test_the_same_order_id_is_answered_even_when_the_goods_have_gone(
    director: Director, client: httpx.Client
) -> None:
    asked = {"order_id": "a", "lines": [{"sku": "GIAY", "quantity": 3}]}
    first = client.post("/api/orders", json=asked)
    again = client.post("/api/orders", json=asked)
    assert (again.status_code, again.json()) == (200, first.json())


def test_the_same_order_id_at_the_same_moment_is_one_order(
    director: Director, client: httpx.Client
) -> None:
    with ThreadPoolExecutor(8) as callers:
        answers = list(
            callers.map(lambda _: client.post("/api/orders", json=order(order_id="gấp")), range(8))
        )
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({answer.text for answer in answers}) == 1
    assert director.state.counters.orders == 1


@pytest.mark.parametrize(
    ("sku", "quantity", "milli"),
    [
        ("VT1", "5 kg", 5_000),
        ("VT1", "2,5 kg", 2_500),
        ("VT1", "nửa yến", 5_000),
        ("VT1", 0.1, 100),
        ("VT1", 3, 3_000),
        ("VT5", "10 kg", 2_000),
        ("VT5", "2 thùng", 2_000),
        ("GIAY", "một đôi", 1_000),
    ],
)
def test_a_quantity_is_a_number_of_units_or_what_people_write(
    director: Director, client: httpx.Client, sku: str, quantity: object, milli: int
) -> None:
    answer = client.post("/api/orders", json={"lines": [{"sku": sku, "quantity": quantity}]})
    assert answer.status_code == 201, answer.text
    placed = director.state.orders[answer.json()["order_id"]]
    assert placed.lines[0].quantity_milli == milli


@pytest.mark.parametrize(
    ("quantity", "total_vnd"), [(b"0.3", 10_500), (b"1.1", 38_500), (b"33.333", 1_166_655)]
)
def test_no_number_goes_through_a_float(
    director: Director, client: httpx.Client, quantity: bytes, total_vnd: int
) -> None:
    body = b'{"lines": [{"sku": "VT1", "quantity": %s}]}' % quantity
    assert client.post("/api/orders", content=body).json()["total_vnd"] == total_vnd


@pytest.mark.parametrize(
    "quantity",
    [0, -1, 0.0001, "vài cân", "", "2 thùng", True, None, [], {}, "1" * 400, b"1e999", b"-0", 1e9],
)
def test_a_wrong_quantity_names_its_field(
    director: Director, client: httpx.Client, quantity: object
) -> None:
    if isinstance(quantity, bytes):
        body = b'{"lines": [{"sku": "VT1", "quantity": %s}]}' % quantity
        answer = client.post("/api/orders", content=body)
    else:
        answer = client.post("/api/orders", json={"lines": [{"sku": "VT1", "quantity": quantity}]})
    assert answer.status_code == 422, answer.text
    assert answer.json()["field"] == "lines[0].quantity"
    assert director.state.counters.orders == 0


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "lines"),
        ({"lines": []}, "lines"),
        ({"lines": [{"quantity": 1}]}, "lines[0].sku"),
        ({"lines": [{"sku": "VT1"}]}, "lines[0].quantity"),
        ({"lines": [{"sku": 5, "quantity": 1}]}, "lines[0].sku"),
        ({"lines": "VT1"}, "lines"),
        (order(buyer="Hoa"), "buyer"),
        (order(buyer={"name": 5}), "buyer.name"),
        (order(buyer={"name": "x" * 501}), "buyer.name"),
        (order(order_id=""), "order_id"),
        (order(order_id="x" * 65), "order_id"),
        (order(order_id="a\nb"), "order_id"),
        (order(status="cancelled"), "status"),
        (order(quantity=5), "quantity"),
        ([], "body"),
    ],
)
def test_a_wrong_field_is_named(
    director: Director, client: httpx.Client, body: object, field: str
) -> None:
    answer = client.post("/api/orders", json=body)
    assert (answer.status_code, answer.json()["error"]) == (422, "wrong_field")
    assert answer.json()["field"] == field


def test_unknown_goods_are_a_wrong_field(director: Director, client: httpx.Client) -> None:
    lines = [{"sku": "VT1", "quantity": 1}, {"sku": "XX", "quantity": 1}]
    answer = client.post("/api/orders", json={"lines": lines})
    assert answer.status_code == 422
    said = answer.json()
    assert (said["error"], said["field"]) == ("unknown_product", "lines[1].sku")
    assert "XX" in said["message"]


def test_stock_is_not_oversold_unless_the_helper_says_so(
    director: Director, client: httpx.Client
) -> None:
    four = {"lines": [{"sku": "GIAY", "quantity": 4}]}
    refused = client.post("/api/orders", json=four)
    assert (refused.status_code, refused.json()["error"]) == (409, "out_of_stock")
    taken = client.post("/api/orders", json={**four, "allow_oversell": True})
    assert taken.status_code == 201
    assert client.get("/api/state").json()["products"][2]["left"] == -1


def test_a_pending_order_counts_only_once_it_is_confirmed(
    director: Director, client: httpx.Client
) -> None:
    client.post("/api/orders", json=order(order_id="a", status="pending"))
    before = client.get("/api/state").json()["counters"]
    assert (before["orders"], before["pending"]) == (0, 1)
    for _ in range(2):  # the second time it holds already
        confirmed = client.post("/api/orders/a/confirm")
        assert (confirmed.status_code, confirmed.json()["status"]) == (200, "confirmed")
    after = client.get("/api/state").json()["counters"]
    assert (after["orders"], after["pending"], after["weight_g"]) == (1, 0, 2000)


def test_a_cancelled_order_counts_no_more_and_cannot_be_confirmed(
    director: Director, client: httpx.Client
) -> None:
    client.post("/api/orders", json=order(order_id="a"))
    for _ in range(2):
        cancelled = client.post("/api/orders/a/cancel", json={"reason": "khách đổi ý"})
        assert (cancelled.status_code, cancelled.json()["status"]) == (200, "cancelled")
    assert client.get("/api/state").json()["counters"]["orders"] == 0
    refused = client.post("/api/orders/a/confirm")
    assert (refused.status_code, refused.json()["error"]) == (409, "order_cancelled_before")


@pytest.mark.parametrize("change", ["confirm", "cancel"])
def test_an_order_that_is_not_there_is_not_found(
    director: Director, client: httpx.Client, change: str
) -> None:
    answer = client.post(f"/api/orders/none/{change}")
    assert (answer.status_code, answer.json()["error"]) == (404, "unknown_order")


def test_an_order_without_a_show_is_refused(no_show: Director, client: httpx.Client) -> None:
    answer = client.post("/api/orders", json=order())
    assert (answer.status_code, answer.json()["error"]) == (409, "show_not_open")


def test_a_buyer_is_kept_beside_the_log_and_shown_masked(
    director: Director, client: httpx.Client, log_path: Path
) -> None:
    buyer = {"name": "chị  Hoa\u202e", "phone": "+84 901 234 567", "address": "Hà Nội"}
    taken = client.post("/api/orders", json=order(buyer=buyer)).json()
    placed = director.state.orders[taken["order_id"]]
    assert "901" not in placed.buyer_label
    assert "Hoa" not in placed.buyer_label
    (row,) = client.get("/api/orders").json()["orders"]
    assert row["buyer"] == {
        "name": "chị Hoa",
        "phone": "0901234567",
        "address": "Hà Nội",
        "country": "",
    }
    with Journal.open(log_path, read_only=True) as journal:
        assert verify(journal, director.state.session or "").whole


def test_a_buyer_of_whom_nothing_is_said_is_no_buyer(
    director: Director, client: httpx.Client
) -> None:
    taken = client.post("/api/orders", json=order(buyer={"name": " "})).json()
    assert director.state.orders[taken["order_id"]].buyer_id is None


def test_half_a_phone_number_is_kept_as_it_was_noted(
    director: Director, client: httpx.Client
) -> None:
    client.post("/api/orders", json=order(buyer={"phone": "0912..."}))
    (row,) = client.get("/api/orders").json()["orders"]
    assert row["buyer"]["phone"] == "0912..."


def test_orders_are_listed_by_pages_newest_first(director: Director, client: httpx.Client) -> None:
    for number in range(5):
        client.post("/api/orders", json=order(order_id=str(number)))
    client.post("/api/orders/2/cancel")
    first = client.get("/api/orders", params={"limit": 2}).json()["orders"]
    assert [one["order_id"] for one in first] == ["4", "3"]
    rest = client.get("/api/orders", params={"before": first[-1]["sequence"]}).json()["orders"]
    assert [one["order_id"] for one in rest] == ["2", "1", "0"]
    cancelled = client.get("/api/orders", params={"status": "cancelled"}).json()["orders"]
    assert [one["order_id"] for one in cancelled] == ["2"]
    assert cancelled[0]["lines"][0]["quantity"] == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "0"),
        ("limit", "x"),
        ("limit", "501"),
        ("limit", "0" * 20 + "1999"),
        ("limit", "9" * 5000),
        ("before", "-1"),
        ("status", "lost"),
    ],
)
def test_a_wrong_page_is_named(
    director: Director, client: httpx.Client, name: str, value: str
) -> None:
    answer = client.get("/api/orders", params={name: value})
    assert (answer.status_code, answer.json()["field"]) == (422, name)


def test_a_burst_from_many_callers_is_taken_whole(director: Director, client: httpx.Client) -> None:
    def place(number: int) -> int:
        one = {"order_id": f"n{number}", "lines": [{"sku": "VT5", "quantity": 1}]}
        return client.post("/api/orders", json=one).status_code

    with ThreadPoolExecutor(16) as callers:
        assert set(callers.map(place, range(100))) == {201}
    counters = client.get("/api/state").json()["counters"]
    assert (counters["orders"], counters["weight_g"]) == (100, 500_000)


def test_an_answer_does_not_wait_for_the_network(director: Director, client: httpx.Client) -> None:
    """Nagle's delay would add 40 ms to each, on loopback too."""
    taken_s = []
    for _ in range(21):
        began_s = time.perf_counter()
        client.post("/api/show/note", json={"text": "x"})
        taken_s.append(time.perf_counter() - began_s)
    assert statistics.median(taken_s) < 0.035

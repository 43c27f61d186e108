"""Mending over HTTP never loses who an order is for, whoever took it down."""

from typing import Any

import httpx
import pytest

from host_assistant.control_room.director import Director
from tests.desk.test_inbox import SURE, inbox, only_item, says

HOA = {"name": "Lê Thị Hoa", "phone": "0912345678", "address": "12 Lý Thường Kiệt, Hà Nội"}
LINES = [{"sku": "VT1", "quantity": 2}]


def buyers_of_confirmed(client: httpx.Client) -> list[dict[str, str]]:
    orders = client.get("/api/orders", params={"status": "confirmed"}).json()["orders"]
    return [order["buyer"] for order in orders]


def mended(client: httpx.Client, item_id: str, **changes: Any) -> httpx.Response:
    return client.post(f"/api/inbox/{item_id}/mend", json={"lines": LINES, **changes})


@pytest.fixture
def pending(director: Director, client: httpx.Client) -> str:
    """An order that was no comment and waits to be confirmed."""
    body = {"lines": [{"sku": "VT1", "quantity": 5}], "status": "pending", "buyer": HOA}
    answer = client.post("/api/orders", json=body)
    assert answer.status_code == 201
    order_id: str = answer.json()["order_id"]
    return order_id


def test_an_order_is_listed_with_its_buyer_not_with_the_label(
    pending: str, client: httpx.Client
) -> None:
    item = only_item(client)
    assert item["buyer"] == HOA
    assert (item["author"], item["phone"], item["place"]) == tuple(HOA.values())


def test_what_is_left_out_stays(pending: str, client: httpx.Client) -> None:
    assert mended(client, pending).status_code == 200
    assert buyers_of_confirmed(client) == [HOA | {"country": ""}]


def test_what_is_given_alone_changes(pending: str, client: httpx.Client) -> None:
    assert mended(client, pending, place="Huế").status_code == 200
    assert buyers_of_confirmed(client) == [HOA | {"address": "Huế", "country": ""}]


def test_an_empty_text_erases(pending: str, client: httpx.Client) -> None:
    assert mended(client, pending, phone="").status_code == 200
    assert buyers_of_confirmed(client) == [HOA | {"phone": "", "country": ""}]


def test_a_comment_that_another_confirmed_meanwhile_keeps_its_buyer(
    director: Director, client: httpx.Client
) -> None:
    says(client, "Thu Trang", SURE)
    item_id = only_item(client)["id"]
    assert client.post(f"/api/inbox/{item_id}/confirm").status_code == 200
    assert mended(client, item_id, name="chị Trang").status_code == 200
    [buyer] = buyers_of_confirmed(client)
    assert (buyer["name"], buyer["phone"], buyer["address"]) == (
        "chị Trang",
        "0912345678",
        "Hà Nội",
    )


def test_a_buyer_abroad_is_listed_with_the_country(
    director: Director, client: httpx.Client
) -> None:
    buyer = {"name": "Mai", "country": "Australia"}
    body = {"lines": LINES, "status": "pending", "buyer": buyer}
    assert client.post("/api/orders", json=body).status_code == 201
    assert only_item(client)["buyer"]["address"] == "Australia"


def test_a_call_off_of_what_was_cancelled_meanwhile_is_refused(
    director: Director, client: httpx.Client
) -> None:
    says(client, "Thu Trang", SURE)
    order_id = only_item(client)["id"]
    says(client, "Thu Trang", "cho em hủy đơn nhé")
    [asking] = [item for item in inbox(client)["items"] if item["sort"] == "cancel"]
    assert client.post(f"/api/orders/{order_id}/cancel", json={}).status_code == 200
    answer = client.post(f"/api/inbox/{asking['id']}/confirm", json={"order_id": order_id})
    assert (answer.status_code, answer.json()["error"]) == (409, "order_cancelled_before")
    assert answer.json()["message"]
    assert [item["cancels"] for item in inbox(client)["items"]] == [[]]

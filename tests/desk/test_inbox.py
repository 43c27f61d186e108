"""The inbox over HTTP: what waits, and each answer of a person is on disk when it is answered."""

from typing import Any

import httpx
import pytest

from host_assistant.control_room.director import Director
from host_assistant.desk.server import Desk
from tests.desk.wifi import ROLES, signed_in

UNSURE = "VT1 5kg đấy bạn ơi nhanh lên"
SURE = "VT1 5 kg 0912345678 Hà Nội"


def says(client: httpx.Client, author: str, text: str) -> None:
    body = {"platform": "facebook", "author": author, "text": text}
    assert client.post("/api/comments", json=body).status_code == 202


def inbox(client: httpx.Client, **asked: Any) -> dict[str, Any]:
    answer = client.get("/api/inbox", params=asked)
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


def only_item(client: httpx.Client) -> dict[str, Any]:
    [item] = inbox(client)["items"]
    assert isinstance(item, dict)
    return item


def test_what_waits_is_listed_with_its_words(director: Director, client: httpx.Client) -> None:
    says(client, "Thu Trang", SURE)
    says(client, "Minh Anh", UNSURE)
    said = inbox(client)
    assert said["counts"] == {"unsure": 1, "cancel": 0, "sure": 1, "waiting": 0}
    assert [item["sort"] for item in said["items"]] == ["unsure", "sure"]
    assert said["items"][1] | {"id": "", "at": "", "why": ""} == {
        "id": "",
        "sort": "sure",
        "at": "",
        "platform": "facebook",
        "author": "Thu Trang",
        "text": SURE,
        "why": "",
        "lines": [{"sku": "VT1", "name": "Vải thiều Lục Ngạn", "quantity": 5, "unit": "kg"}],
        "phone": "0912345678",
        "place": "Hà Nội",
        "buyer": {"name": "Thu Trang", "phone": "0912345678", "address": "Hà Nội"},
        "cancels": [],
        "repeats": 0,
    }
    assert said["items"][0]["why"]


def test_of_many_the_first_are_listed(director: Director, client: httpx.Client) -> None:
    for number in range(3):
        says(client, f"Khách {number}", UNSURE)
    said = inbox(client, limit=2)
    assert (said["shown"], len(said["items"]), said["counts"]["unsure"]) == (2, 2, 3)


@pytest.mark.parametrize("limit", ["0", "-1", "201", "9" * 30, "x", ""])
def test_a_limit_that_cannot_be_is_refused(
    director: Director, client: httpx.Client, limit: str
) -> None:
    answer = client.get("/api/inbox", params={"limit": limit})
    assert (answer.status_code, answer.json()["field"]) == (422, "limit")


def test_an_unsure_one_is_confirmed(director: Director, client: httpx.Client) -> None:
    says(client, "Minh Anh", UNSURE)
    item_id = only_item(client)["id"]
    answer = client.post(f"/api/inbox/{item_id}/confirm")
    assert (answer.status_code, answer.json()["counts"]["unsure"]) == (200, 0)
    assert director.state.orders[item_id].status == "confirmed"


def test_a_sure_one_is_mended(director: Director, client: httpx.Client) -> None:
    says(client, "Thu Trang", SURE)
    item_id = only_item(client)["id"]
    lines = [{"sku": "vt5", "quantity": "10 kg"}]
    answer = client.post(f"/api/inbox/{item_id}/mend", json={"lines": lines, "name": "chị Trang"})
    assert answer.status_code == 200
    assert director.state.counters.orders == 1
    [order] = client.get("/api/orders", params={"status": "confirmed"}).json()["orders"]
    assert [(line["sku"], line["quantity"]) for line in order["lines"]] == [("VT5", 2)]
    assert (order["buyer"]["name"], order["buyer"]["phone"]) == ("chị Trang", "0912345678")


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ([], "lines"),
        ([{"sku": "NONE", "quantity": 1}], "lines[0].sku"),
        ([{"sku": "VT1", "quantity": "nhiều"}], "lines[0].quantity"),
    ],
)
def test_what_is_wrong_with_a_mending_is_named(
    director: Director, client: httpx.Client, lines: list[Any], field: str
) -> None:
    says(client, "Thu Trang", SURE)
    answer = client.post(f"/api/inbox/{only_item(client)['id']}/mend", json={"lines": lines})
    assert (answer.status_code, answer.json()["field"]) == (422, field)


def test_a_dropped_one_is_gone(director: Director, client: httpx.Client) -> None:
    says(client, "Minh Anh", UNSURE)
    item_id = only_item(client)["id"]
    assert client.post(f"/api/inbox/{item_id}/drop").status_code == 200
    assert inbox(client)["items"] == []
    again = client.post(f"/api/inbox/{item_id}/drop")
    assert (again.status_code, again.json()["error"]) == (404, "not_in_inbox")


def test_a_cancellation_takes_back_the_order_it_means(
    director: Director, client: httpx.Client
) -> None:
    says(client, "Thu Trang", SURE)
    says(client, "Thu Trang", "cho em hủy đơn nhé")
    [cancel] = [item for item in inbox(client)["items"] if item["sort"] == "cancel"]
    [meant] = cancel["cancels"]
    assert (meant["buyer_label"], meant["goods"]) == ("Thu Trang", "5 kg Vải thiều Lục Ngạn")
    body = {"order_id": meant["order_id"]}
    assert client.post(f"/api/inbox/{cancel['id']}/confirm", json=body).status_code == 200
    assert director.state.orders[meant["order_id"]].status == "cancelled"


def test_a_cancellation_may_mean_a_comment_that_is_no_order_yet(
    director: Director, client: httpx.Client
) -> None:
    says(client, "Minh Anh", "VT1 5 hộp nhé")
    says(client, "Minh Anh", "cho em hủy đơn nhé")
    meant = [one for item in inbox(client)["items"] for one in item["cancels"]]
    assert [one["goods"] for one in meant] == ["? kg Vải thiều Lục Ngạn"]


def test_the_rule_confirms_sure_orders_with_a_number(
    director: Director, client: httpx.Client
) -> None:
    assert client.post("/api/inbox/rule", json={"on": True}).status_code == 200
    assert client.get("/api/state").json()["confirms_sure"] is True
    says(client, "Thu Trang", SURE)
    assert director.state.counters.orders == 1
    assert inbox(client)["items"] == []


def test_an_order_of_another_show_is_not_taken(director: Director, client: httpx.Client) -> None:
    order = {"order_id": "m-1", "lines": [{"sku": "VT1", "quantity": 1}]}
    other = client.post("/api/orders", json={**order, "session": "yesterday"})
    assert (other.status_code, other.json()["error"]) == (409, "other_show")
    this = client.post("/api/orders", json={**order, "session": director.state.session})
    assert this.status_code == 201


def test_an_order_goes_on_the_waiting_list_where_it_is_asked_to(
    director: Director, client: httpx.Client
) -> None:
    lines = [{"sku": "GIAY", "quantity": 9}]
    assert client.post("/api/orders", json={"lines": lines, "waiting": True}).status_code == 201
    item = only_item(client)
    assert (item["sort"], item["lines"][0]["quantity"], item["text"]) == ("waiting", 9, "")
    assert director.state.counters.orders == 0


def test_those_who_bought_last_are_told_once_each(director: Director, client: httpx.Client) -> None:
    for name, phone in (
        ("chị Hoa", "0912345678"),
        ("anh Tú", ""),
        ("Hoa", "091 234 5678"),
        ("", ""),
    ):
        buyer = {"name": name, "phone": phone}
        body = {"lines": [{"sku": "VT1", "quantity": 1}], "buyer": buyer}
        assert client.post("/api/orders", json=body).status_code == 201
    buyers = client.get("/api/buyers/recent").json()["buyers"]
    assert [(one["name"], one["phone"]) for one in buyers] == [
        ("Hoa", "0912345678"),
        ("anh Tú", ""),
    ]


def test_what_is_not_in_the_inbox_cannot_be_confirmed(
    director: Director, client: httpx.Client
) -> None:
    answer = client.post("/api/inbox/x/confirm")
    assert (answer.status_code, answer.json()["error"]) == (404, "not_in_inbox")


def test_only_helpers_see_the_inbox_and_buyers(
    director: Director, open_desk: Desk, client: httpx.Client
) -> None:
    says(client, "Thu Trang", SURE)
    for role in ROLES:
        status = 200 if role == "helper" else 403
        with signed_in(open_desk, role) as one:
            assert one.get("/api/inbox").status_code == status
            assert one.get("/api/buyers/recent").status_code == status
            # The rule is the host's.
            assert one.post("/api/inbox/rule", json={"on": True}).status_code == 403


def test_the_answer_names_the_order_that_was_taken(
    director: Director, client: httpx.Client
) -> None:
    says(client, "Thu Trang", SURE)
    item_id = only_item(client)["id"]
    lines = [{"sku": "VT1", "quantity": 7}]
    mended = client.post(f"/api/inbox/{item_id}/mend", json={"lines": lines}).json()
    assert director.state.orders[mended["order_id"]].status == "confirmed"
    says(client, "Minh Anh", UNSURE)
    item_id = only_item(client)["id"]
    assert client.post(f"/api/inbox/{item_id}/confirm").json()["order_id"] == item_id
    says(client, "Hoa", UNSURE)
    dropped = client.post(f"/api/inbox/{only_item(client)['id']}/drop").json()
    assert dropped["order_id"] is None


def test_with_too_little_a_doubtful_one_is_asked_about_and_may_wait(
    director: Director, client: httpx.Client
) -> None:
    says(client, "Minh Anh", "VT1 101kg đấy bạn ơi nhanh lên")
    path = f"/api/inbox/{only_item(client)['id']}"
    short = client.post(f"{path}/confirm")
    assert (short.status_code, short.json()["error"]) == (409, "out_of_stock")
    assert "100 kg" in short.json()["message"]
    assert client.post(f"{path}/wait").status_code == 200
    [order] = director.state.orders.values()
    assert (order.waiting, order.status) == (True, "pending")
    assert client.post(f"{path}/confirm").json()["error"] == "out_of_stock"
    assert client.post(f"{path}/confirm", json={"allow_oversell": True}).status_code == 200
    assert order.order_id in director.state.orders
    assert client.post(f"{path}/wait").status_code == 404

"""A wrong request is told which field is wrong, why, and what may stand there."""

import json
from typing import Any

import httpx
import pytest

from host_assistant import language
from host_assistant.catalog.product import Product
from host_assistant.control_room.director import Director
from host_assistant.desk import bodies
from host_assistant.show.commands import ListProduct


def told(answer: httpx.Response) -> tuple[str, str]:
    """The field that is said to be wrong, and the sentence."""
    assert (answer.status_code, answer.json()["error"]) == (422, "wrong_field")
    return answer.json()["field"], answer.json()["message"]


def ask(client: httpx.Client, path: str, body: Any) -> tuple[str, str]:
    return told(client.post(f"/api/{path}", json=body))


def order(**fields: Any) -> dict[str, Any]:
    return {"lines": [{"sku": "VT1", "quantity": 2}], **fields}


@pytest.fixture
def vietnamese() -> Any:
    before = language.current()
    language.use("vi")
    yield
    language.use(before)


@pytest.mark.parametrize(
    ("sku", "quantity", "why"),
    [
        ("VT5", "5 mét", "“Thùng 5 kg” is sold by the thùng; “5 mét” is no quantity of it."),
        ("VT5", "vài", "“vài” is no quantity of it."),
        ("VT5", None, "“null” is no quantity of it."),
        ("VT5", "7 kg", "sold by whole thùng of 5 kg; “7 kg” is no whole number of them."),
        ("VT5", 2.5, "“2.5” is no whole number of them."),
        ("GIAY", 0.5, "“Giày da” is sold by whole đôi; “0.5” is no whole number of them."),
        ("GIAY", "5 kg", "what one đôi weighs is not known; “5 kg” cannot be counted."),
        ("VT1", 0.0001, "“0.0001” is finer than can be sold."),
        ("VT1", 0, "sold by the kg; “0” is none of it."),
        ("VT1", 1_000_001, "more than one order may hold, which is 1.000.000."),
        ("VT1", "x" * 900, f"“{'x' * 40}…” is no quantity of it."),
    ],
)
def test_a_wrong_quantity_is_told_with_its_line_unit_and_reason(
    director: Director, client: httpx.Client, sku: str, quantity: object, why: str
) -> None:
    lines = [{"sku": "VT1", "quantity": 1}, {"sku": sku, "quantity": quantity}]
    field, message = ask(client, "orders", {"lines": lines})
    unit = director.state.products[sku].product.unit
    assert field == "lines[1].quantity"
    assert "lines[" not in message
    assert message.endswith(f"{why} Write for example “2 {unit}” or 2.")
    assert director.state.counters.orders == 0


def test_it_is_told_in_vietnamese_too(
    director: Director, client: httpx.Client, vietnamese: None
) -> None:
    _, message = ask(client, "orders", {"lines": [{"sku": "VT5", "quantity": "5 mét"}]})
    assert message == (
        "“Thùng 5 kg” bán theo thùng; “5 mét” không phải số lượng của hàng này. "
        "Hãy viết chẳng hạn “2 thùng” hoặc 2."
    )
    _, message = ask(client, "show/scene", {"scene": "bếp"})
    assert message.startswith("“scene” phải là một trong: “break”")


@pytest.mark.parametrize(
    ("path", "body", "field", "known"),
    [
        ("orders", order(qty=1), "qty", ", ".join(bodies.OrderBody.__struct_fields__)),
        ("orders", {"lines": [{"sku": "VT1", "qty": 1}]}, "lines[0].qty", "sku, quantity"),
        ("orders", order(buyer={"nam": ""}), "buyer.nam", "name, phone, address, country"),
        ("show/price", {"sku": "VT1", "price": 1}, "price", "sku, price_vnd, until_s, sure"),
    ],
)
def test_an_unknown_field_is_told_as_unknown(
    director: Director, client: httpx.Client, path: str, body: object, field: str, known: str
) -> None:
    sentence = f"“{field}” is not known, and nothing was done. There are: {known}."
    assert ask(client, path, body) == (field, sentence)


def test_where_no_field_is_taken_that_is_told(director: Director, client: httpx.Client) -> None:
    field, message = ask(client, "show/end", {"now": True})
    assert field == "now"
    assert message.endswith("No field is taken here.")


@pytest.mark.parametrize(
    ("path", "body", "message"),
    [
        ("orders", {}, "“lines” is missing. It must be a list of 1 to 200, each"),
        ("orders", {"lines": []}, "“lines” must be a list of 1 to 200"),
        ("orders", {"lines": [{"sku": "VT1"}]}, "“lines[0].quantity” is missing. It must be a num"),
        ("orders", {"lines": [5]}, '“lines[0]” must be {"sku", "quantity"}.'),
        ("orders", order(status="sold"), "“status” must be one of “confirmed”, “pending”."),
        ("orders", order(order_id="a\nb"), "“order_id” must be a text of 1 to 64 letters in one"),
        ("orders", order(buyer={"name": 5}), "“buyer.name” must be a text of at most 500"),
        ("orders", order(allow_oversell=1), "“allow_oversell” must be true or false."),
        (
            "show/scene",
            {"scene": "kitchen"},
            "“scene” must be one of “break”, “camera”, “closing”, “opening”, “product”.",
        ),
        ("show/stream", {"on": "yes"}, "“on” must be true or false."),
        ("show/stream", {}, "“on” is missing. It must be true or false."),
        (
            "show/price",
            {"sku": "VT1", "price_vnd": "35k"},
            "“price_vnd” must be a whole number from 1 to 100000000000.",
        ),
    ],
)
def test_what_may_stand_in_a_field_is_told(
    director: Director, client: httpx.Client, path: str, body: object, message: str
) -> None:
    assert message in ask(client, path, body)[1]


@pytest.mark.parametrize("body", [[], "VT1", 5, None, True])
def test_a_body_that_is_no_object_is_told_so(
    director: Director, client: httpx.Client, body: object
) -> None:
    answer = client.post("/api/show/scene", content=json.dumps(body))
    assert told(answer) == ("body", 'The request must be one JSON object: {"scene"}.')


@pytest.mark.parametrize(
    ("asked", "field", "message"),
    [
        ({"limit": "501"}, "limit", "“limit” must be a whole number from 1 to 500."),
        ({"before": "đơn1"}, "before", "“before” must be the “sequence” of an order;"),
        ({"status": "sold"}, "status", "one of “pending”, “confirmed”, “cancelled”."),
        ({"state": "pending"}, "state", "not known, and nothing was done. There are: status, lim"),
    ],
)
def test_a_wrong_page_of_orders_is_told(
    director: Director, client: httpx.Client, asked: dict[str, str], field: str, message: str
) -> None:
    said = told(client.get("/api/orders", params=asked))
    assert said[0] == field
    assert message in said[1]


def test_before_the_first_order_there_is_none(director: Director, client: httpx.Client) -> None:
    client.post("/api/orders", json=order())
    (first,) = client.get("/api/orders").json()["orders"]
    assert client.get("/api/orders", params={"before": first["sequence"]}).json() == {"orders": []}
    assert client.get("/api/orders", params={"before": 0}).json() == {"orders": []}


@pytest.mark.parametrize("written", ["vt1", "Vt1", "VT1"])
def test_a_code_is_taken_whatever_its_case_and_answered_as_listed(
    director: Director, client: httpx.Client, written: str
) -> None:
    shown = client.post("/api/show/product", json={"sku": written})
    priced = client.post("/api/show/price", json={"sku": written, "price_vnd": 40_000})
    assert (shown.json()["sku"], priced.json()["sku"]) == ("VT1", "VT1")
    taken = client.post("/api/orders", json={"lines": [{"sku": written, "quantity": 1}]})
    assert taken.status_code == 201
    assert director.state.product == "VT1"
    assert director.state.products["VT1"].price_vnd == 40_000
    (row,) = client.get("/api/orders").json()["orders"]
    assert row["lines"][0]["sku"] == "VT1"


def test_a_code_that_is_there_exactly_goes_first(director: Director, client: httpx.Client) -> None:
    director.do(ListProduct(product=Product(sku="vt1", name="Vải nhỏ", price_vnd=1, unit="kg")))
    client.post("/api/show/product", json={"sku": "vt1"})
    assert director.state.product == "vt1"
    client.post("/api/show/product", json={"sku": "VT1"})
    assert director.state.product == "VT1"


def test_an_unknown_code_is_told_as_it_was_written(
    director: Director, client: httpx.Client
) -> None:
    answer = client.post("/api/show/product", json={"sku": "vt9"})
    assert (answer.status_code, answer.json()["error"]) == (422, "unknown_product")
    assert "vt9" in answer.json()["message"]

"""Buttons elsewhere: card, scene, price, stream, marker, end."""

from typing import Any

import httpx
import pytest

from host_assistant.control_room.director import Director
from host_assistant.desk.server import Desk
from host_assistant.show.commands import OpenSession
from tests.desk.conftest import GOODS
from tests.desk.wifi import signed_in


def ask(client: httpx.Client, what: str, body: Any = None) -> tuple[int, dict[str, Any]]:
    answer = client.post(f"/api/show/{what}", json={} if body is None else body)
    return answer.status_code, answer.json()


def test_a_card_is_shown_and_taken_away(director: Director, client: httpx.Client) -> None:
    status, said = ask(client, "product", {"sku": "VT1"})
    assert (status, said) == (
        200,
        {
            "session": director.state.session,
            "sequence": director.state.sequence,
            "sku": "VT1",
        },
    )
    assert client.get("/api/state").json()["product"] == "VT1"
    assert ask(client, "product", {"sku": None})[0] == 200
    assert client.get("/api/state").json()["product"] is None


@pytest.mark.parametrize("scene", ["camera", "product", "closing", "opening"])
def test_a_scene_is_chosen(director: Director, client: httpx.Client, scene: str) -> None:
    assert ask(client, "scene", {"scene": scene})[0] == 200
    assert client.get("/api/state").json()["scene"] == scene


def test_the_break_scene_is_a_break(director: Director, client: httpx.Client) -> None:
    ask(client, "scene", {"scene": "break"})
    assert client.get("/api/state").json()["phase"] == "break"
    status, said = ask(client, "product", {"sku": "VT1"})
    assert (status, said["error"]) == (409, "in_break")


def test_the_end_of_a_break_brings_back_what_was_there(
    director: Director, client: httpx.Client
) -> None:
    ask(client, "scene", {"scene": "camera"})
    ask(client, "product", {"sku": "VT1"})
    assert ask(client, "break", {"on": True})[0] == 200
    assert client.get("/api/state").json()["phase"] == "break"
    assert ask(client, "break", {"on": False})[0] == 200
    state = client.get("/api/state").json()
    assert (state["phase"], state["scene"], state["product"]) == ("open", "camera", "VT1")
    assert ask(client, "break", {"on": False})[1]["error"] == "not_in_break"


def test_a_price_is_changed_for_good_or_for_a_time(
    director: Director, client: httpx.Client
) -> None:
    assert ask(client, "price", {"sku": "VT1", "price_vnd": 40_000})[0] == 200
    assert ask(client, "price", {"sku": "VT1", "price_vnd": 30_000, "until_s": 60})[0] == 200
    on_sale = director.state.products["VT1"]
    assert (on_sale.price_vnd, on_sale.regular_price_vnd) == (30_000, 40_000)
    assert on_sale.special_until_ms is not None


@pytest.mark.parametrize(
    ("what", "body", "field"),
    [
        ("product", {}, "sku"),
        ("product", {"sku": 1}, "sku"),
        ("product", {"sku": "XX"}, "sku"),
        ("scene", {"scene": "kitchen"}, "scene"),
        ("price", {"sku": "XX", "price_vnd": 1}, "sku"),
        ("price", {"sku": "VT1", "price_vnd": 0}, "price_vnd"),
        ("price", {"sku": "VT1", "price_vnd": 35_000.5}, "price_vnd"),
        ("price", {"sku": "VT1", "price_vnd": "35k"}, "price_vnd"),
        ("price", {"sku": "VT1", "price_vnd": 10**30}, "price_vnd"),
        ("price", {"sku": "VT1", "price_vnd": 1, "until_s": 0}, "until_s"),
        ("stream", {"on": "yes"}, "on"),
        ("note", {"text": 5}, "text"),
        ("end", {"now": True}, "now"),
    ],
)
def test_a_wrong_field_is_named(
    director: Director, client: httpx.Client, what: str, body: object, field: str
) -> None:
    before = director.state.sequence
    status, said = ask(client, what, body)
    assert (status, said["field"]) == (422, field)
    assert director.state.sequence == before


@pytest.mark.parametrize("on", [True, False])
def test_nothing_goes_on_air_from_a_rehearsal(
    director: Director, client: httpx.Client, on: bool
) -> None:
    status, said = ask(client, "stream", {"on": on})
    assert (status, said["error"]) == (409, "rehearsal")


def test_a_live_show_may_ask_for_the_stream(no_show: Director, client: httpx.Client) -> None:
    no_show.do(OpenSession(session_id="live", title="", mode="live", products=GOODS))
    assert ask(client, "stream", {"on": True})[0] == 200
    assert no_show.state.stream == "asked"


def test_a_marker_is_put_into_the_log(director: Director, client: httpx.Client) -> None:
    assert ask(client, "note", {"text": "khách hỏi đá khô"})[0] == 200
    assert [note.text for note in director.state.notes] == ["khách hỏi đá khô"]


def test_the_show_is_ended_once(director: Director, client: httpx.Client) -> None:
    answer = client.post("/api/show/end")
    assert (answer.status_code, answer.json()["session"]) == (200, director.state.session)
    assert client.get("/api/state").json()["phase"] == "ended"
    assert ask(client, "end")[1]["error"] == "show_not_open"


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("product", {"sku": None}),
        ("scene", {"scene": "camera"}),
        ("price", {"sku": "VT1", "price_vnd": 1}),
        ("stream", {"on": True}),
        ("note", {}),
        ("end", {}),
    ],
)
def test_no_change_without_an_open_show(
    no_show: Director, client: httpx.Client, what: str, body: object
) -> None:
    status, said = ask(client, what, body)
    assert (status, said["error"]) == (409, "show_not_open")
    assert said["message"]


def test_a_phone_is_asked_about_a_price_that_is_hardly_meant(
    director: Director, open_desk: Desk
) -> None:
    with signed_in(open_desk, "remote") as phone:
        body = {"sku": "VT1", "price_vnd": 32}
        answer = phone.post("/api/show/price", json=body)
        said = answer.json()
        assert (answer.status_code, said["error"]) == (409, "price_doubted")
        assert (said["meant_vnd"], "32" in said["message"]) == (32_000, True)
        assert director.state.products["VT1"].price_vnd == 35_000
        far = phone.post("/api/show/price", json={"sku": "VT1", "price_vnd": 3_200_000})
        assert (far.status_code, far.json()["meant_vnd"]) == (409, None)
        assert phone.post("/api/show/price", json={**body, "sure": True}).status_code == 200
    assert director.state.products["VT1"].price_vnd == 32


def test_a_special_price_from_a_phone_must_be_lower(director: Director, open_desk: Desk) -> None:
    with signed_in(open_desk, "remote") as phone:
        body = {"sku": "VT1", "price_vnd": 36_000, "until_s": 60}
        assert phone.post("/api/show/price", json=body).json()["error"] == "price_doubted"
        body["price_vnd"] = 34_000
        assert phone.post("/api/show/price", json=body).status_code == 200

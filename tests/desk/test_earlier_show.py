"""Orders that were sent in one show and whose answers were lost, sent again in the next."""

import secrets
from typing import Any

import httpx
import pytest

from host_assistant.control_room.director import Director
from host_assistant.show.commands import CancelOrder, EndSession, OpenSession
from tests.desk.conftest import GOODS

ORDER_ID = "m-answer-was-lost"


def opened(director: Director) -> str:
    session = secrets.token_hex(4)
    director.do(OpenSession(session_id=session, title="Thử", mode="rehearsal", products=GOODS))
    return session


def sent(client: httpx.Client, session: str) -> httpx.Response:
    lines = [{"sku": "VT1", "quantity": 5}]
    body = {"order_id": ORDER_ID, "lines": lines, "session": session}
    return client.post("/api/orders", json=body)


def taken_back(client: httpx.Client, session: str, order_id: str = ORDER_ID) -> httpx.Response:
    return client.post(f"/api/orders/{order_id}/cancel", json={"session": session})


@pytest.fixture
def earlier(no_show: Director, client: httpx.Client) -> tuple[str, dict[str, Any]]:
    """The show before this one, and what it had answered for the order."""
    session = opened(no_show)
    answer = sent(client, session)
    assert answer.status_code == 201
    no_show.do(EndSession())
    return session, answer.json()


def test_sent_again_in_the_next_show_it_is_no_second_order(
    no_show: Director, client: httpx.Client, earlier: tuple[str, dict[str, Any]]
) -> None:
    session, first = earlier
    opened(no_show)
    again = sent(client, session)
    assert again.status_code == 200
    assert again.json() == {**first, "status": "confirmed", "earlier_show": True}
    assert no_show.state.counters.orders == 0


def test_what_became_of_it_there_is_told(no_show: Director, client: httpx.Client) -> None:
    session = opened(no_show)
    sent(client, session)
    no_show.do(CancelOrder(order_id=ORDER_ID, reason=""))
    no_show.do(EndSession())
    opened(no_show)
    assert sent(client, session).json()["status"] == "cancelled"
    assert taken_back(client, session).json()["status"] == "cancelled"


def test_it_is_not_forgotten_when_it_is_taken_back(
    no_show: Director, client: httpx.Client, earlier: tuple[str, dict[str, Any]]
) -> None:
    session, _ = earlier
    opened(no_show)
    answer = taken_back(client, session)
    assert (answer.status_code, answer.json()["error"]) == (409, "taken_in_other_show")
    assert answer.json()["message"]


def test_while_no_show_is_open_nothing_is_taken_back(
    no_show: Director, client: httpx.Client, earlier: tuple[str, dict[str, Any]]
) -> None:
    answer = taken_back(client, earlier[0])
    assert (answer.status_code, answer.json()["error"]) == (409, "show_not_open")


def test_what_no_show_holds_is_said_so(
    no_show: Director, client: httpx.Client, earlier: tuple[str, dict[str, Any]]
) -> None:
    opened(no_show)
    assert taken_back(client, earlier[0], "m-never-came").status_code == 404
    other = sent(client, "never opened")
    assert (other.status_code, other.json()["error"]) == (409, "other_show")

"""Any JSON to any address, from every role and from this computer: answered in words."""

import json
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from host_assistant.control_room.director import Director
from host_assistant.desk import inbox
from host_assistant.desk.bodies import (
    Body,
    BuyerBody,
    CommentBody,
    NoteBody,
    OrderBody,
    PriceBody,
    ProductBody,
    ReasonBody,
    SceneBody,
    StreamBody,
)
from host_assistant.desk.invitations import InvitationBody
from host_assistant.desk.roles import WHO_MAY
from host_assistant.desk.server import Desk
from tests.desk.wifi import ROLES, signed_in

# Words that mean something to the desk, so that more than the first field is looked at.
WORDS = st.one_of(
    st.sampled_from(
        ["VT1", "GIAY", "2 kg", "nửa tạ", "0901234567", "pending", "camera", "helper", "", "-1"]
    ),
    st.text(max_size=20),
)
LINES = st.lists(
    st.fixed_dictionaries({"sku": WORDS, "quantity": st.one_of(WORDS, st.floats(), st.integers())}),
    max_size=3,
)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), WORDS)
JSON = st.recursive(
    st.one_of(SCALARS, LINES),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(WORDS, inner, max_size=6)),
    max_leaves=8,
)
BUYERS = st.dictionaries(st.sampled_from(BuyerBody.__struct_fields__), WORDS)
# Those that would end the show or the visitor are tried elsewhere.
ADDRESSES = [
    path
    for method, path in WHO_MAY
    if method == "POST" and path not in ("/api/show/end", "/sign-out", "/sign-in")
]
# What each address expects, with anything in its fields.
EXPECTED: dict[str, type[Body]] = {
    "/api/orders": OrderBody,
    "/api/orders/{order_id:path}/confirm": ReasonBody,
    "/api/orders/{order_id:path}/cancel": ReasonBody,
    "/api/comments": CommentBody,
    "/api/inbox/rule": inbox.RuleBody,
    "/api/inbox/{item_id:path}/confirm": inbox.ConfirmBody,
    "/api/inbox/{item_id:path}/mend": inbox.MendBody,
    "/api/invitations": InvitationBody,
    "/api/show/product": ProductBody,
    "/api/show/scene": SceneBody,
    "/api/show/price": PriceBody,
    "/api/show/stream": StreamBody,
    "/api/show/note": NoteBody,
}


@st.composite
def near_misses(draw: st.DrawFn) -> tuple[str, object]:
    """An address and a body that is nearly what is expected there, or anything at all."""
    path = draw(st.sampled_from(ADDRESSES))
    if path not in EXPECTED or draw(st.integers(0, 4)) == 0:
        return path, draw(JSON)
    body: dict[str, object] = {}
    for name in EXPECTED[path].__struct_fields__:
        usual = {"lines": LINES, "buyer": BUYERS}.get(name, SCALARS)
        if draw(st.integers(0, 3)):
            body[name] = draw(usual if draw(st.integers(0, 5)) else JSON)
    return path, body


@pytest.fixture(scope="module")
def visitors(open_desk: Desk, client: httpx.Client) -> Iterator[list[httpx.Client]]:
    with (
        signed_in(open_desk, "helper") as helper,
        signed_in(open_desk, "remote") as remote,
        signed_in(open_desk, "screen") as screen,
    ):
        assert len(ROLES) == 3
        yield [client, helper, remote, screen]


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(near_misses(), WORDS, st.integers(0, 3))
def test_no_json_breaks_an_address(
    director: Director,
    visitors: list[httpx.Client],
    asked: tuple[str, object],
    name: str,
    who: int,
) -> None:
    path, body = asked
    for field in ("{order_id:path}", "{item_id:path}", "{device_id}"):
        path = path.replace(field, quote(name, safe="") or "x")
    answer = visitors[who].post(path, content=json.dumps(body))
    assert answer.status_code in (200, 201, 202, 400, 401, 403, 404, 405, 409, 413, 422, 429)
    if answer.status_code >= 400:
        assert set(answer.json()) <= {"error", "message", "field"}
    assert director.state.is_open

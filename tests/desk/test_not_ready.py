"""A live show keeps incomplete goods off the air, and says so to whoever asks from elsewhere."""

import httpx
from msgspec.structs import replace

from host_assistant.control_room.director import Director
from host_assistant.show.commands import OpenSession
from tests.desk.conftest import GOODS


def test_an_incomplete_product_is_refused_with_what_it_lacks(
    no_show: Director, client: httpx.Client
) -> None:
    goods = (replace(GOODS[0], seller=""), *GOODS[1:])
    no_show.do(OpenSession(session_id="s-bare", title="", mode="live", products=goods))
    answer = client.post("/api/show/product", json={"sku": "VT1"})
    assert answer.status_code == 409
    assert answer.json()["error"] == "product_not_ready"
    assert "lacks the seller" in answer.json()["message"]
    assert client.get("/api/state").json()["product"] is None
    assert client.post("/api/show/product", json={"sku": "VT5"}).status_code == 200

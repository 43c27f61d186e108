"""A real desk on a real Director and a real log; requests go over a real socket."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from host_assistant.catalog.product import Product
from host_assistant.control_room.director import Director
from host_assistant.control_room.inbox import Inbox
from host_assistant.desk.server import Desk, open_door
from host_assistant.journal.journal import Journal
from host_assistant.show.commands import EndSession, OpenSession
from tests.desk.wifi import LAN
from tests.support.goods import ORIGIN, SELLER

TOKEN = "a token for tests"

GOODS = (
    Product(
        sku="VT1",
        name="Vải thiều Lục Ngạn",
        price_vnd=35_000,
        unit="kg",
        unit_weight_g=1000,
        stock_milli=100_000,
        seller=SELLER,
        origin=ORIGIN,
    ),
    Product(
        sku="VT5",
        name="Thùng 5 kg",
        price_vnd=170_000,
        unit="thùng",
        unit_weight_g=5000,
        seller=SELLER,
        origin=ORIGIN,
    ),
    Product(
        sku="GIAY",
        name="Giày da",
        price_vnd=450_000,
        unit="đôi",
        stock_milli=3_000,
        seller=SELLER,
        origin=ORIGIN,
    ),
)


@pytest.fixture(scope="package")
def log_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk") / "lensong.db"


@pytest.fixture(scope="package")
def one_director(log_path: Path) -> Iterator[Director]:
    director = Director(lambda: Journal.open(log_path))
    director.start()
    yield director
    director.close()


@pytest.fixture
def no_show(one_director: Director) -> Iterator[Director]:
    """A Director with no session open; whatever the test opens is ended after it."""
    yield one_director
    if one_director.state.is_open:
        one_director.do(EndSession())


@pytest.fixture
def director(no_show: Director) -> Director:
    """A Director with a rehearsal open that nobody has used yet."""
    session_id = secrets.token_hex(4)
    no_show.do(OpenSession(session_id=session_id, title="Thử", mode="rehearsal", products=GOODS))
    return no_show


@pytest.fixture(scope="package")
def pictures_folder(log_path: Path) -> Path:
    """Where the desk looks for pictures of the goods."""
    folder = log_path.parent / "pictures"
    folder.mkdir()
    return folder


@pytest.fixture(scope="package")
def desk(one_director: Director, log_path: Path, pictures_folder: Path) -> Iterator[Desk]:
    """One server for all tests: to start and stop one takes longer than most of them."""
    desk = Desk(
        one_director,
        Inbox(one_director),
        lambda: Journal.open(log_path, read_only=True),
        TOKEN,
        open_door(),
        pictures_folder,
    )
    desk.start()
    yield desk
    desk.close()


@pytest.fixture(scope="package")
def client(desk: Desk) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with httpx.Client(base_url=desk.address, headers=headers, timeout=10) as client:
        yield client


@pytest.fixture(scope="package")
def open_desk(desk: Desk) -> Iterator[Desk]:
    """The same desk, open to the Wi-Fi."""
    desk.open_wifi(LAN)
    yield desk
    desk.close_wifi()


@pytest.fixture
def own_desk(one_director: Director, log_path: Path) -> Iterator[Desk]:
    """A desk that a test may attack, shut and fill as it likes, open to the Wi-Fi."""
    desk = Desk(
        one_director,
        Inbox(one_director),
        lambda: Journal.open(log_path, read_only=True),
        TOKEN,
        open_door(),
    )
    desk.start()
    desk.open_wifi(LAN)
    yield desk
    desk.close()

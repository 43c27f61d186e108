"""A session that was cut off and is not wanted any more is closed, not forgotten."""

from pathlib import Path

from msgspec.structs import replace

from host_assistant.catalog.shelf import Shelf
from host_assistant.control_room.abandoned import close_abandoned
from host_assistant.control_room.director import Director
from host_assistant.data_folder import DataFolder
from host_assistant.journal.journal import Journal
from tests.support.shows import GOODS, LYCHEE, opening, order


def test_it_ends_as_abandoned_with_its_orders(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    Shelf(tmp_path).replace(GOODS)
    director = Director(lambda: Journal.open(folder.journal))
    director.start()
    director.do(opening(session_id="cut off", mode="live"))
    director.do(order("o1"))
    director.close()
    closed = close_abandoned(folder)
    assert closed is not None
    assert (closed.session_id, closed.orders) == ("cut off", 1)
    with Journal.open(folder.journal, read_only=True) as journal:
        assert journal.unfinished() is None
        assert [row.orders for row in journal.sessions()] == [1]
    left = replace(LYCHEE, stock_milli=39_995_000)
    assert Shelf(tmp_path).products() == (left, *GOODS[1:])
    assert close_abandoned(folder) is None

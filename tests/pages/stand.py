"""A show of the sample goods with its desk open to the Wi-Fi, for browsers that sign in."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec

from host_assistant.catalog.product import Product
from host_assistant.catalog.sheet import read_sheet
from host_assistant.control_room.director import Director
from host_assistant.control_room.inbox import Inbox
from host_assistant.data_folder import DataFolder
from host_assistant.desk.lan import lan_addresses
from host_assistant.desk.roles import Role
from host_assistant.desk.server import Desk, open_door
from host_assistant.journal.journal import Journal
from host_assistant.show import commands as cmd
from host_assistant.show.comment import Comment
from host_assistant.show.state import ShowState

SAMPLES = Path(__file__).resolve().parents[2] / "assets" / "samples"
SESSION = "s1"


class Stand:
    """`address` is a real one of this machine where it has one, which no browser trusts more."""

    def __init__(self, director: Director, inbox: Inbox, desk: Desk, folder: DataFolder) -> None:
        self.director = director
        self.inbox = inbox
        self.desk = desk
        self.folder = folder
        self.address = next((one.address for one in lan_addresses()), "127.0.0.2")
        desk.open_wifi(self.address)

    @property
    def url(self) -> str:
        return f"http://{self.desk.wifi_authority}"

    @property
    def state(self) -> ShowState:
        return self.director.state

    def invitation(self, role: Role) -> str:
        """What the picture on the computer's screen says."""
        return f"{self.url}/#code={self.desk.codes.current(role).long}"

    def open(self, session_id: str = SESSION, **changes: Any) -> None:
        wish = cmd.OpenSession(
            session_id=session_id,
            title="Vải thiều tối nay",
            mode="rehearsal",
            products=sample_goods(self.folder),
        )
        self.director.do(msgspec.structs.replace(wish, **changes))

    def comment(self, *comments: Comment) -> None:
        """Have them read and written."""
        self.inbox.take(comments).result(10)

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What any SQLite tool finds in the log."""
        with closing(sqlite3.connect(self.folder.journal)) as log:
            return log.execute(sql, values).fetchall()

    def orders(self) -> list[tuple[str, str, str]]:
        """(order_id, status, source) of each order of this show, the oldest first."""
        return self.rows(
            "SELECT order_id, status, source FROM orders WHERE session_id = ? ORDER BY sequence",
            self.state.session,
        )

    def lines(self) -> list[tuple[str, float]]:
        """(sku, quantity) of each line of this show's orders, the oldest first."""
        return self.rows(
            "SELECT sku, quantity FROM order_lines JOIN orders USING (session_id, order_id) "
            "WHERE session_id = ? ORDER BY sequence, line",
            self.state.session,
        )

    def buyers(self) -> list[tuple[str, str, str]]:
        """(name, phone, address) of each order of this show, the oldest first."""
        return self.rows(
            "SELECT name, phone, address FROM orders JOIN buyers USING (session_id, buyer_id) "
            "WHERE session_id = ? ORDER BY sequence",
            self.state.session,
        )


@contextmanager
def a_stand(path: Path) -> Iterator[Stand]:
    folder = DataFolder(path)
    folder.make()
    director = Director(lambda: Journal.open(folder.journal))
    director.start()
    inbox = Inbox(director)
    desk = Desk(
        director,
        inbox,
        lambda: Journal.open(folder.journal, read_only=True),
        "a token for tests",
        open_door(),
        folder.pictures,
    )
    desk.start()
    try:
        yield Stand(director, inbox, desk, folder)
    finally:
        desk.close()
        inbox.close()
        director.close()


def sample_goods(folder: DataFolder) -> tuple[Product, ...]:
    """The sample sheet, its pictures kept in the folder; one product has none."""
    sheet = (
        Path(shutil.copytree(SAMPLES, folder.path / "samples", dirs_exist_ok=True)) / "goods.csv"
    )
    reading = read_sheet(sheet, folder.pictures)
    assert not reading.errors
    first, *rest = reading.products
    return (
        first,
        *(msgspec.structs.replace(p, picture=None) if p.sku == "MOV" else p for p in rest),
    )

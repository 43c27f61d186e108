"""The words of a comment beside what was read in them, and who bought by them."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from host_assistant.control_room.buyers import sealed_buyer
from host_assistant.orders.reading import Reading
from host_assistant.show.buyer import SealedBuyer
from host_assistant.show.comment import Comment
from host_assistant.values.places import country_called


class CommentWords(msgspec.Struct, frozen=True, kw_only=True):
    """A comment for a person to read. `place` and `phone` are empty where none is known.

    `repeats` is the order or comment that it only says again.
    """

    comment_id: str
    platform: str
    author: str
    text: str
    phone: str
    place: str
    reading: Reading
    repeats: str = ""

    @property
    def orders_something(self) -> bool:
        """Whether it asks for goods of its own."""
        return self.reading.kind == "order" and not self.repeats

    def with_number(self, said: CommentWords) -> CommentWords:
        """With the number that the same person said in another comment, and with its words.

        The goods of another order must not be packed twice: its words stay away.
        """
        beside = said.reading.kind != "order" or said.repeats == self.comment_id
        return replace(
            self,
            phone=said.phone,
            place=self.place or said.place,
            text=f"{self.text} · {said.text}" if beside else self.text,
        )

    def buyer(self) -> dict[str, str]:
        """Who wrote it, in the fields of a buyer."""
        abroad = bool(country_called(self.place))
        return {
            "name": self.author,
            "phone": self.phone,
            "country" if abroad else "address": self.place,
        }

    def sealed(self) -> SealedBuyer | None:
        return sealed_buyer(**self.buyer())


def words_of(
    comment_id: str, comment: Comment, reading: Reading, repeats: str = ""
) -> CommentWords:
    return CommentWords(
        comment_id=comment_id,
        platform=comment.platform,
        author=comment.author,
        text=comment.text,
        phone=reading.phone or "",
        place=reading.place or "",
        reading=reading,
        repeats=repeats,
    )

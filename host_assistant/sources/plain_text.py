"""The words of a comment that came as HTML."""

from __future__ import annotations

from html.parser import HTMLParser

from host_assistant.values.vietnamese import clean_text

_APART = frozenset({"br", "p", "div", "li", "ul", "ol", "tr", "td", "blockquote"})
_UNSEEN = frozenset({"script", "style", "template", "noscript", "title", "svg"})


def plain_text(html: str) -> str:
    """What a person would read: tags gone, entities as letters, pictures as their `alt` text.

    One line. Scripts and styles leave nothing.
    """
    if "<" not in html and "&" not in html:
        return clean_text(html)
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return clean_text("".join(reader.said))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._unseen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen:
            return
        if tag in _UNSEEN:
            self._unseen = tag
        elif tag == "img":
            self.said.append(_spoken(dict(attrs)))
        elif tag in _APART:
            self.said.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _UNSEEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = ""
        elif tag in _APART:
            self.said.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.said.append(data)


def _spoken(picture: dict[str, str | None]) -> str:
    return picture.get("alt") or picture.get("title") or " "

"""The catalogues: find every text in the code, take translations in, compile.

`python packaging/translations.py [FILE.po …]` brings the Vietnamese catalogue to what the code
asks for, fills gaps from the files named, compiles it, and lists what still lacks Vietnamese.
The compiled catalogue is committed, so that a checkout speaks Vietnamese with no build step.
"""

import ast
import io
import re
import sys
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "assets" / "translations"
CLICK_WORDS = FOLDER / "click.pot"
PO = FOLDER / "vi" / "LC_MESSAGES" / "host_assistant.po"
MO = PO.with_suffix(".mo")
# Dates and placeholders would change with every run and tell nobody anything.
IDLE_HEADERS = re.compile(rb'^"(?!Language:|Plural-Forms|MIME|Content)[A-Z][\w-]+: .*\\n"\n', re.M)
OPTIONS = {"**.html": {"trimmed": "true", "silent": "false"}}

Found = tuple[int, str, tuple[str | None, ...], list[str]]


def python_texts(
    file: IO[bytes], keywords: Collection[str], _tags: Collection[str], **_options: object
) -> Iterator[Found]:
    """What a module gives to gettext, as Babel wants it told.

    Babel's own reader of Python passes over calls within f-strings.
    """
    for call in ast.walk(ast.parse(file.read())):
        match call:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=arguments):
                if name in keywords and arguments:
                    yield call.lineno, name, tuple(map(_written, arguments)), []


def _written(argument: ast.expr) -> str | None:
    match argument:
        case ast.Constant(value=str(text)):
            return text
    return None


# Babel takes a function as well as a name, which its types do not say.
METHODS: list[tuple[str, Any]] = [("**.py", python_texts), ("**.html", "jinja2.ext:babel_extract")]


def extract() -> Catalog:
    """Every text that the code and the pages ask for, and click's own words."""
    template = Catalog(project="host-assistant", charset="utf-8")
    for folder in ("host_assistant", "ui", "assets/pages"):
        found = extract_from_dir(ROOT / folder, METHODS, OPTIONS)
        for name, line, text, _comments, context in found:
            where = [(f"{folder}/{name}".replace("\\", "/"), line)]
            template.add(text, None, where, context=context)
    for message in messages(read(CLICK_WORDS)):
        template.add(message.id, None, [("click", 0)], flags=message.flags)
    return template


def update(fragments: list[Path]) -> Catalog:
    """The Vietnamese catalogue for the code as it is; `fragments` fill what is empty in it."""
    catalog = read(PO)
    for fragment in fragments:
        for message in messages(read(fragment)):
            known = catalog.get(message.id, message.context)
            if known is None:
                catalog.add(message.id, message.string, context=message.context)
            elif not _is_full(known):
                known.string = message.string
    # A guessed translation is worse than none: none is named by the tests.
    catalog.update(extract(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.header_comment = "# What Lên Sóng says, in Vietnamese."
    return catalog


def missing(catalog: Catalog) -> list[str]:
    """The ids that have no translation yet."""
    return [str(message.id) for message in messages(catalog) if not _is_full(message)]


def compiled(po: bytes) -> bytes:
    """A .mo file's bytes for those of a .po file."""
    catalog = read_po(io.BytesIO(po), locale="vi")
    # Else Babel puts in the time of day, and every compilation is another file.
    catalog.creation_date = catalog.revision_date = datetime.fromtimestamp(0, UTC)
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def printed(catalog: Catalog) -> bytes:
    """The catalogue as the bytes of a .po file: sorted, without line numbers, for small diffs."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=100, sort_output=True, include_lineno=False)
    return IDLE_HEADERS.sub(b"", buffer.getvalue())


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="vi", charset="utf-8", abort_invalid=True)


def messages(catalog: Catalog) -> list[Message]:
    """Without the header, which gettext keeps as the translation of nothing."""
    return [message for message in catalog if message.id]


def _is_full(message: Message) -> bool:
    string = message.string
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


def main(fragments: list[str]) -> int:
    catalog = update([Path(name) for name in fragments])
    po = printed(catalog)
    PO.write_bytes(po)
    MO.write_bytes(compiled(po))
    lacking = missing(catalog)
    print(f"{len(catalog)} texts, {len(lacking)} without Vietnamese")
    for text in lacking:
        print("  ", repr(text))
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The pages for phones: every word translated, nothing from elsewhere, nothing run as a script."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

import translations
from tests.ground.hard_coded import SENTENCE, TRANSLATORS, WORD

PAGES = translations.ROOT / "assets" / "pages"
TEMPLATES = sorted(PAGES.glob("*.html"))
SCRIPTS = sorted((PAGES / "static").glob("*.js"))
STYLES = sorted((PAGES / "static").glob("*.css"))

SAME_EVERYWHERE = {"Lên", "Sóng", "Tiếng", "Việt", "English"}
READ_OUT = {"alt", "aria-label", "placeholder", "title", "content"}
# Where something is fetched from, or sent to.
ADDRESSES = {"action", "formaction", "href", "poster", "src", "srcset", "data", "background"}
OWN_TAGS = {"base", "embed", "frame", "iframe", "object", "style"}
RUNS_TEXT = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|srcdoc"
    r"|DOMParser|createContextualFragment|javascript:|setTimeout\(\s*[\"'`]"
)
FOREIGN = re.compile(r"(?:https?:)?//[\w.-]+\.\w+|@import|url\(\s*[\"']?(?!/static/|#)")
SVG = "http://www.w3.org/2000/svg"
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
# A page gives the attributes of its body to the base that it extends.
BODY_OF_A_PAGE = re.compile(r"\{% block body %\}(.+?)\{% endblock %\}")
STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')


class Seen(HTMLParser):
    """What stands in a template beside its expressions."""

    def __init__(self, template: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.wrong: list[str] = []
        self.feed(JINJA.sub("", BODY_OF_A_PAGE.sub(r"<body \1>", template)))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in OWN_TAGS or (tag == "script" and not _is_own(given)):
            self.wrong.append(self.get_starttag_text() or tag)
        for name, value in given.items():
            if name == "style" or name.startswith("on"):
                self.wrong.append(f"{tag} {name}")
            if name in ADDRESSES and not re.fullmatch(r"/[^/]*.*|#.*|", value or ""):
                self.wrong.append(f"{tag} {name}={value}")
            if name in READ_OUT and tag != "meta":
                self._note(value or "")

    def handle_data(self, data: str) -> None:
        self._note(data)

    def _note(self, text: str) -> None:
        if not SAME_EVERYWHERE.issuperset(WORD.findall(text)):
            self.words.append(text.strip())


def _is_own(script: dict[str, str | None]) -> bool:
    """Our own file, or words for it, which no browser runs."""
    source = script.get("src") or ""
    return source.startswith("/static/") or script.get("type") == "application/json"


def texts_of(template: str) -> Iterator[nodes.Expr]:
    """The first argument of each call of gettext."""
    for call in Environment().parse(template).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in TRANSLATORS:
            yield call.args[0]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_word_of_a_page_is_in_one_language_only(path: Path) -> None:
    assert Seen(path.read_text(encoding="utf-8")).words == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_whatever_a_page_says_is_in_the_catalogue(path: Path) -> None:
    said = {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in translations.messages(translations.read(translations.PO))
    }
    for text in texts_of(path.read_text(encoding="utf-8")):
        assert isinstance(text, nodes.Const), f"line {text.lineno}: made as it runs"
        assert text.value in said


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_page_loads_and_runs_nothing_but_our_own_files(path: Path) -> None:
    template = path.read_text(encoding="utf-8")
    assert Seen(template).wrong == []
    assert FOREIGN.findall(template) == []


@pytest.mark.parametrize("path", [*SCRIPTS, *STYLES], ids=lambda path: path.name)
def test_no_script_or_style_reaches_out_or_runs_what_somebody_wrote(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace(SVG, "")
    assert RUNS_TEXT.findall(text) == []
    assert FOREIGN.findall(text) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_sentence_stands_in_a_script(path: Path) -> None:
    code = re.sub(r"//.*|/\*.*?\*/", "", path.read_text(encoding="utf-8"))
    strings = [plain or template for plain, template in STRING.findall(code)]
    assert [text for text in strings if SENTENCE.fullmatch(text)] == []


@pytest.mark.parametrize(
    "template",
    [
        "<p>Orders</p>",
        "<p title='Orders'></p>",
        "<input placeholder='Đơn'>",
        "<p>{{ _('Orders') }} today</p>",
    ],
)
def test_words_past_gettext_are_found(template: str) -> None:
    assert len(Seen(template).words) == 1


@pytest.mark.parametrize(
    "template",
    [
        "<script>run()</script>",
        "<script src='https://evil.example/x.js'></script>",
        "<p onclick='run()'>{{ name }}</p>",
        "<p style='color: red'></p>",
        "<style></style>",
        "<img src='//evil.example/x.png'>",
        "<a href='javascript:run()'></a>",
        "<form action='https://evil.example'></form>",
        "<iframe></iframe>",
    ],
)
def test_what_a_page_must_not_hold_is_found(template: str) -> None:
    assert Seen(template).wrong or FOREIGN.findall(template)


def test_the_search_leaves_alone() -> None:
    seen = Seen(
        "<h1>Lên Sóng</h1><p title='{{ _('Orders') }}'>{{ _('Orders') }}: 12 – {{ name }}</p>"
        "<script type='module' src='/static/a.js'></script><a href='/?lang=en'>English</a>"
    )
    assert (seen.words, seen.wrong) == ([], [])

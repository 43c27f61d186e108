"""Nothing that a person reads is left in one language only."""

import ast
import string
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

import translations
from tests.ground.hard_coded import TRANSLATORS, hard_coded, unreachable

ROOT = translations.ROOT
PO = translations.read(translations.PO)


def test_every_text_has_vietnamese() -> None:
    assert translations.missing(translations.update([])) == []


def test_the_catalogue_is_what_the_code_asks_for() -> None:
    asked = {message.id for message in translations.messages(translations.extract())}
    kept = {message.id for message in translations.messages(PO)}
    assert (asked - kept, kept - asked) == (set(), set())


def test_whatever_is_translated_is_in_the_catalogue() -> None:
    """Found in another way than by the extraction, which once did not know some of the calls."""
    said = _translated(PO)
    lost = {
        f"{path.relative_to(ROOT)}: {text!r}"
        for folder in ("ui", "host_assistant")
        for path in (ROOT / folder).rglob("*.py")
        for text in _given_to_gettext(path.read_text(encoding="utf-8"))
        if text not in said
    }
    assert lost == set()


@pytest.mark.parametrize(
    "code",
    [
        "_('Orders')",
        """f'{_("Orders")} (*.csv)'""",
        "self.gettext('Orders')",
        "ngettext('Orders', 'More orders', count)",
        "say = translation('vi').gettext\nsay('Orders')",
        "say: Say = self._catalogue.gettext\nself.put(say('Orders'))",
        "from gettext import gettext as say\nsay('Orders')",
        "translate = _\ntranslate('Orders')",
        "(say := catalogue.gettext)\nsay('Orders')",
    ],
)
def test_whatever_is_translated_is_found(code: str) -> None:
    assert list(_given_to_gettext(code)) == ["Orders"]


def test_the_extraction_reads_calls_within_f_strings() -> None:
    asked = {message.id for message in translations.messages(translations.extract())}
    assert {"Pictures and films", "Goods sheets", "Pictures", "Going live soon"} <= asked


def test_the_compiled_catalogue_is_the_catalogue() -> None:
    with translations.MO.open("rb") as file:
        compiled = read_mo(file)
    assert _translated(compiled) == _translated(PO)


def test_placeholders_survive_translation() -> None:
    broken = []
    for message in translations.messages(PO):
        ids = (message.id,) if isinstance(message.id, str) else message.id
        texts = (message.string,) if isinstance(message.string, str) else message.string or ()
        allowed = set().union(*(_fields(text) for text in ids))
        # A plural form may do without the number ("one order"), any other place must be kept.
        needed = _fields(ids[0]) & allowed if len(ids) == 1 else set()
        broken += [text for text in texts if text and not needed <= _fields(text) <= allowed]
    assert broken == []


def test_no_text_is_hard_coded() -> None:
    said_in = ("ui", "host_assistant/commands", "host_assistant/control_room")
    files = [path for folder in said_in for path in (ROOT / folder).rglob("*.py")]
    # The demonstration's buyers and their words are Vietnamese in every language.
    files += {*(ROOT / "host_assistant").glob("*.py")} - {ROOT / "host_assistant" / "demo.py"}
    files += (ROOT / "host_assistant" / "desk").rglob("*.py")
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text!r}"
        for path in files
        for line, text in hard_coded(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_call_of_gettext_names_its_text() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {call}"
        for folder in ("ui", "host_assistant")
        for path in (ROOT / folder).rglob("*.py")
        for line, call in unreachable(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_calls_that_no_catalogue_can_serve_are_found() -> None:
    for code in ("_(f'{n} orders')", "_('a {}'.format(n))", "_('')", "_(name)", "_('a' + b)"):
        assert len(unreachable(code)) == 1, code
    assert unreachable("_('{n} orders').format(n=n); ngettext('a', 'b', n)") == []


@pytest.mark.parametrize(
    "code",
    [
        "QLabel('Orders')",
        "label.setText('Đơn')",
        "label.setText(f'{count} orders')",
        "label.setText('Orders: {}'.format(count))",
        "label.setText('Orders: ' + str(count))",
        "label.setText('On air' if live else _('Off air'))",
        "label.setText(_('Orders') + ' today')",
        "button = QtWidgets.QPushButton('Start', self)",
        "click.echo('Done.', err=True)",
        "click.option('--json', help='One document')",
        "raise click.ClickException('no such file')",
        "form.addRow('Name', field)",
        "table.setHorizontalHeaderLabels(['Name', _('Price')])",
        "field.setPlaceholderText('0901234567 or so')",
        "HINTS = {'camera': 'Look into the camera.'}",
        "NAMES = {'camera': 'Máy quay'}",
        "return Finding('Nobody can see this now')",
    ],
)
def test_the_search_finds(code: str) -> None:
    assert len(hard_coded(code)) == 1


@pytest.mark.parametrize(
    "code",
    [
        "QLabel(_('Orders'))",
        "QLabel()",
        "label.setText('')",
        "label.setText('–')",
        "label.setText(f'{count}')",
        "label.setText(f'{count:,} · {weight}')",
        "label.setText(_('{count} orders').format(count='x'))",
        "label.setText(ngettext('{count} order', '{count} orders', count).format(count=count))",
        "label.setText(names['first'])",
        "label.setText(name_of('product'))",
        "label.setText('1×')",
        "QLabel('OBS')",
        "label.setObjectName('orders')",
        "click.option('--json', help=_('One document'))",
        "field.setPlaceholderText('0901234567')",
        "box.addItem(icon('mdi6.camera'), _('Camera'))",
        "combo.addItem(_('Wide'), 'wide')",
        "combo.addItem(_('Wide'), userData='wide')",
        "click.echo(json.dumps({'ready': True}))",
        "label.setText(', '.join(names))",
        "label.setText(_('Wide') if shape == 'wide shape' else _('Upright'))",
        "frame.setStyleSheet('QFrame { border: 1px solid red; }')",
        "raise ValueError('No slot of that name')",
        "logger.info('The link is there again')",
        "log.critical('unforeseen', exc_info=error)",
        "command(example='host-assistant live --title \\'Vải thiều\\'')",
        "def f() -> None:\n    'What this is for, in a sentence.'",
        "click.echo(_('Saved.'), err=True)",
        "key.setText('Ctrl+Z')",
        "self.setText(f'{price} đ/kg')",
    ],
)
def test_the_search_leaves_alone(code: str) -> None:
    assert hard_coded(code) == []


def _translated(catalog: Catalog) -> dict[object, object]:
    """What the catalogue can say: by id, or by the singular of a plural."""
    said: dict[object, object] = {}
    for message in translations.messages(catalog):
        several = isinstance(message.id, (tuple, list))
        texts = tuple(message.string or ()) if several else (message.string,)
        if all(texts):
            said[message.id[0] if several else message.id] = texts
    return said


def _fields(text: str) -> set[str]:
    return {name for _text, name, _spec, _way in string.Formatter().parse(text) if name}


def _given_to_gettext(code: str) -> Iterator[str]:
    """Every literal handed to a function of gettext, whatever name the function goes by here."""
    tree = ast.parse(code)
    names = set(TRANSLATORS)
    for node in ast.walk(tree):
        match node:
            case ast.alias(name=name, asname=str(other)) if name in TRANSLATORS:
                names.add(other)
            case (
                ast.Assign(targets=[target], value=value)
                | ast.AnnAssign(target=target, value=value)
                | ast.NamedExpr(target=target, value=value)
            ) if isinstance(value, ast.Name | ast.Attribute) and _named(value) in TRANSLATORS:
                names.add(_named(target))
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=function, args=[ast.Constant(value=str(text)), *_rest]):
                if _named(function) in names:
                    yield text


def _named(expression: ast.expr) -> str:
    match expression:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""

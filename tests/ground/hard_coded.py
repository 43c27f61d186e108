"""Find text for people that was written into the code past gettext."""

import ast
import re
from collections.abc import Iterator

# Calls that show their arguments to a person, by the called name.
SHOWN_BY = frozenset(
    # Qt
    "QAction QCheckBox QCommandLinkButton QDockWidget QGroupBox QLabel QMenu QPushButton "
    "QRadioButton QTableWidgetItem QTreeWidgetItem addAction addButton addItem addItems addMenu "
    "addRow addTab setAccessibleDescription setAccessibleName setDetailedText setFormat "
    "setHeaderLabels setHorizontalHeaderLabels setInformativeText setItemText setLabelText "
    "setPlaceholderText setPrefix setStatusTip setSuffix setTabText setText setTitle setToolTip "
    "setWhatsThis setWindowTitle showMessage critical information question warning "
    # click
    "BadParameter ClickException UsageError confirm echo prompt secho".split()
)
SHOWN_AS = frozenset(
    "help short_help epilog metavar_help prompt text title toolTip windowTitle "
    "placeholderText".split()
)
# What follows the text in these calls is for the program: data, colours, streams.
TEXT_IS_FIRST = frozenset({"addItem", "echo", "secho"})
TRANSLATORS = frozenset({"_", "gettext", "ngettext", "pgettext"})
LOGGERS = frozenset({"log", "logger", "logging", "_log"})
# Words that are the same in both languages: names, keys, units.
SHARED = frozenset(
    "Lên Sóng OBS JSON CSV XLSX PNG OCOP VietGAP GlobalGAP Facebook YouTube TikTok Shopee "
    "Tiếng Việt English Esc Ctrl Shift Alt Tab Enter Delete kg Ctrl ws http https rtmp".split()
)
WORD = re.compile(r"[^\W\d_]{2,}")
MARKUP = re.compile(r"<[^<>]*>|\{[^{}]*\}|&\w+;|\w+://\S*")
SENTENCE = re.compile(r"[A-Z]\w*,? (\S+ )*[a-z]\S* \S+|[A-Z]\w*,? (\S+ )+[a-z]\S*")
BEYOND_ENGLISH = re.compile(r"[À-ÖØ-öø-ɏḀ-ỹ]")


def hard_coded(code: str) -> list[tuple[int, str]]:
    """Line and text of each hard-coded text in the source of a module."""
    tree = ast.parse(code)
    exempt = set(_not_for_users(tree))
    shown, anywhere = set(_shown(tree)) - exempt, set(ast.walk(tree)) - exempt
    found = {place for place in map(_literal, shown) if place and _has_words(place[1])}
    found |= {place for place in map(_literal, anywhere) if place and _is_prose(place[1])}
    return sorted(found)


def unreachable(code: str) -> list[tuple[int, str]]:
    """Line and source of calls of gettext whose text no catalogue can hold: made as it runs."""
    tree = ast.parse(code)
    passed_on = {
        call
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and function.name in TRANSLATORS
        for call in ast.walk(function)
    }
    return [
        (call.lineno, ast.unparse(call))
        for call in set(ast.walk(tree)) - passed_on
        if isinstance(call, ast.Call) and _name(call.func) in TRANSLATORS
        for text in call.args[:1]
        if (place := _literal(text)) is None or not place[1].strip()
    ]


def _literal(node: ast.AST) -> tuple[int, str] | None:
    """Line and text, if this is a text."""
    match node:
        case ast.Constant(lineno=line, value=str(text)):
            return line, text
    return None


def _shown(tree: ast.AST) -> Iterator[ast.AST]:
    """The literals that reach a person through a call known to show its arguments."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = _name(call.func)
        if name in SHOWN_BY:
            for argument in _texts(call.args) if name in TEXT_IS_FIRST else call.args:
                yield from _parts(argument)
        for keyword in call.keywords:
            if keyword.arg in SHOWN_AS:
                yield from _parts(keyword.value)


def _texts(arguments: list[ast.expr]) -> list[ast.expr]:
    """`addItem(text, data)` and `addItem(icon, text, data)`: the text, and the icon's call."""
    has_icon = arguments and isinstance(arguments[0], ast.Call)
    has_icon = has_icon and "icon" in ast.unparse(arguments[0]).lower()
    return arguments[:2] if has_icon else arguments[:1]


def _parts(expression: ast.expr) -> Iterator[ast.AST]:
    """The literals that make up the value of an expression, past anything translated."""
    match expression:
        case ast.Constant(value=str()):
            yield expression
        case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from _parts(part)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from _parts(left)
            yield from _parts(right)
        case ast.BinOp(left=left, op=ast.Mod()):
            yield from _parts(left)
        case ast.IfExp(body=body, orelse=other):
            yield from _parts(body)
            yield from _parts(other)
        case ast.BoolOp(values=values):
            for value in values:
                yield from _parts(value)
        case ast.Call(func=ast.Attribute(value=value)):
            yield from _parts(value)


def _not_for_users(tree: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, what is translated, and what only programmers read."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()) | ast.Assert():
                yield from ast.walk(node)
            case ast.Raise(exc=ast.Call(func=function)) if _name(function).endswith("Error"):
                yield from ast.walk(node)
            case ast.Call(func=function) if _name(function) in TRANSLATORS:
                yield from ast.walk(node)
            case ast.Call(func=ast.Attribute(value=logger)) if _name(logger) in LOGGERS:
                yield from ast.walk(node)


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _has_words(text: str) -> bool:
    return not SHARED.issuperset(WORD.findall(MARKUP.sub(" ", text)))


def _is_prose(text: str) -> bool:
    """A sentence, or words in Vietnamese, for the ids are English; an example to type is none."""
    plain = MARKUP.sub(" ", text).strip()
    if not _has_words(plain) or plain.startswith("host-assistant "):
        return False
    return bool(SENTENCE.match(plain) or BEYOND_ENGLISH.search(plain))

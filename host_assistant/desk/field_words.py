"""What is wrong with a field of a request, and what may stand there: read off the body's type."""

from __future__ import annotations

import re

import msgspec
from msgspec import inspect

from host_assistant.desk.errors import DeskError, wrong_field
from host_assistant.language import _


def complaint_about(said: str, kind: type[msgspec.Struct]) -> DeskError:
    """msgspec's complaint about a body of that kind, as an answer that names the field.

    Its messages end in "- at `$.lines[0].sku`", which is left out where the body itself is meant.
    """
    at = re.search(r" - at `\$\.?(.*?)`$", said)
    path = at[1] if at else ""
    named = re.search(r"(required|unknown) field `(.*?)`", said)
    if named is None:
        return must_be(path, _what(_type_at(path, kind)))
    field = f"{path}.{named[2]}" if path else named[2]
    if named[1] == "unknown":
        return unknown_field(field, _names(_type_at(path, kind)))
    what = _what(_type_at(field, kind))
    message = _("“{field}” is missing. It must be {what}.").format(field=field, what=what)
    return wrong_field(field, message)


def unknown_field(field: str, known: tuple[str, ...]) -> DeskError:
    if not known:
        message = _("“{field}” is not known, and nothing was done. No field is taken here.")
    else:
        message = _("“{field}” is not known, and nothing was done. There are: {known}.")
    return wrong_field(field, message.format(field=field, known=", ".join(known)))


def must_be(field: str, what: str) -> DeskError:
    """The field holds something else; no field at all stands for the whole request."""
    if not field:
        message = _("The request must be one JSON object: {what}.").format(what=what)
        return wrong_field("body", message)
    return wrong_field(field, _("“{field}” must be {what}.").format(field=field, what=what))


def one_of(words: tuple[object, ...]) -> str:
    return _("one of {words}").format(words=", ".join(f"“{word}”" for word in words))


def whole_number(least: int, most: int) -> str:
    return _("a whole number from {least} to {most}").format(least=least, most=most)


def _what(kind: inspect.Type) -> str:
    """What may stand there, for the middle of a sentence."""
    match _plain(kind):
        case inspect.LiteralType(values=values):
            return one_of(values)
        case inspect.BoolType():
            return _("true or false")
        case inspect.IntType(ge=least, le=most):
            return whole_number(least or 0, most or 0)
        case inspect.StrType(min_length=least, max_length=most):
            if least:
                return _("a text of 1 to {most} letters in one line").format(most=most)
            return _("a text of at most {most} letters").format(most=most)
        case inspect.VarTupleType(item_type=item, max_length=most):
            return _("a list of 1 to {most}, each {what}").format(most=most, what=_what(item))
        case inspect.StructType(fields=()):
            return "{}"
        case inspect.StructType() as struct:
            return "{" + ", ".join(f'"{name}"' for name in _names(struct)) + "}"
    return _("a number, or a text such as “5 kg”")


def _plain(kind: inspect.Type) -> inspect.Type:
    """Of a field that may be left open, what stands there otherwise."""
    if isinstance(kind, inspect.UnionType):
        return next(one for one in kind.types if not isinstance(one, inspect.NoneType))
    return kind


def _names(kind: inspect.Type) -> tuple[str, ...]:
    struct = _plain(kind)
    assert isinstance(struct, inspect.StructType)
    return tuple(field.encode_name for field in struct.fields)


def _type_at(path: str, kind: type[msgspec.Struct]) -> inspect.Type:
    """The type at "lines[0].sku", of a body of that kind."""
    found = inspect.type_info(kind)
    for name in re.findall(r"\w+|\[[^]]*\]", path):
        found = _plain(found)
        if isinstance(found, inspect.VarTupleType):
            # The place within the list, a figure or "...", says nothing about the type.
            found = found.item_type
        elif isinstance(found, inspect.StructType):
            found = next(field.type for field in found.fields if field.encode_name == name)
    return found

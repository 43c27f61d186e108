"""The language of every sentence that a person reads: Vietnamese first, English second.

`_` and `ngettext` look the language up at the moment of the call, so that a switch shows at
once. The ids are English; Vietnamese lives in `assets/translations`.
"""

import gettext as _gettext
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Final, Literal, get_args

from host_assistant.resources import asset

Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
DOMAIN: Final = "host_assistant"

# Windows' LANGIDs carry the language in their low ten bits (MS-LCID, section 2.2).
_WINDOWS_PRIMARY: Final[Mapping[int, Language]] = {0x2A: "vi", 0x09: "en"}

_current: Language = "vi"
_here: ContextVar[Language | None] = ContextVar("language", default=None)


def use(lang: Language | None) -> Language:
    """Speak `lang` from now on, or with None the system's language; returns what was chosen."""
    global _current  # one word per process: what is on the screen speaks one language
    _current = lang or system_language()
    # click words its "Usage:" and its errors through the standard library's own gettext, whose
    # language can be set in no other way.
    os.environ["LANGUAGE"] = _current
    _gettext.bindtextdomain(DOMAIN, str(asset("translations")))
    _gettext.textdomain(DOMAIN)
    return _current


@contextmanager
def speaking(lang: Language) -> Iterator[None]:
    """Speak `lang` within this block, in this thread or task alone: to somebody elsewhere."""
    before = _here.set(lang)
    try:
        yield
    finally:
        _here.reset(before)


def current() -> Language:
    """The language in use."""
    return _here.get() or _current


@cache
def translation(lang: Language) -> _gettext.NullTranslations:
    """The catalogue of one language, for text in the show's language and not the screen's."""
    if lang == "en":
        return _gettext.NullTranslations()
    # Whoever lost the catalogue is spoken to in English rather than not at all.
    return _gettext.translation(DOMAIN, asset("translations"), [lang], fallback=True)


def _(message: str) -> str:
    """`message` in the language in use."""
    return translation(current()).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form for `count` in the language in use; Vietnamese has one form for all counts."""
    return translation(current()).ngettext(singular, plural, count)


def system_language() -> Language:
    """The language that the system is set to; Vietnamese when it names neither of ours."""
    if sys.platform == "win32":
        from ctypes import windll

        kernel = windll.kernel32
        return _of_windows([kernel.GetUserDefaultUILanguage(), kernel.GetUserDefaultLangID()])
    return _of_environment(os.environ)


def _of_environment(environ: Mapping[str, str]) -> Language:
    """POSIX: the first of these variables that is set decides."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name)
        if value:
            return "en" if value.lower().startswith("en") else "vi"
    return "vi"


def _of_windows(language_ids: Iterable[int]) -> Language:
    """Many use an English Windows with Vietnam as their region: then Vietnamese is meant."""
    known = {_WINDOWS_PRIMARY.get(identifier & 0x3FF) for identifier in language_ids}
    return "en" if "en" in known and "vi" not in known else "vi"

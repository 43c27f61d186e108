"""Started by a Python that lacks the libraries: said in one sentence. The standard library only."""

import io
import sys

from host_assistant.language import LANGUAGES, translation

OWN = ("host_assistant", "ui")


def is_of_others(error: ModuleNotFoundError) -> bool:
    """Whether what is missing is a library, and not a part of the program itself."""
    return error.name is not None and error.name.partition(".")[0] not in OWN


def tell(error: ModuleNotFoundError) -> None:
    """What to type instead, on the standard error, in each language: none is chosen yet."""
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="replace")
    name = (error.name or "").partition(".")[0]
    said = [
        translation(language)
        .gettext(
            "This Python lacks the library {name}; type “python3 packaging/bootstrap.py run”, "
            "which fetches everything and opens the program."
        )
        .format(name=name)
        for language in LANGUAGES
    ]
    print(" / ".join(said), file=sys.stderr)

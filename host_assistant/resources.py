"""Where the files that are not code lie: in a checkout and in an installed wheel alike."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
# The wheel carries assets/ inside the package; a checkout keeps it beside the package.
_ROOTS = (_PACKAGE / "assets", _PACKAGE.parent / "assets")


def asset(*parts: str) -> Path:
    """The path of a file or folder under `assets/`.

    Raises FileNotFoundError naming the file when no copy of it was installed.
    """
    for root in _ROOTS:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("/".join(("assets", *parts)))

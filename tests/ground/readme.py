"""What the project's documents say, taken apart so that it can be held against the code."""

import re
import shlex
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^ {0,3}```[^\n]*\n(.*?)^ {0,3}```", re.M | re.S)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)[^)]*\)|<img[^>]*\bsrc=\"([^\"]+)\"")
CAPITALS = re.compile(r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b")
PROGRAM = re.compile(
    r"(?:^|\s)(?:host-assistant|python3? -m host_assistant|bootstrap\.py run)(?=\s|$)"
)


def text(name: str = "README.md") -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code(document: str) -> list[str]:
    """Every line of code: the lines of code blocks, and what stands between backticks."""
    lines = [line for block in FENCE.findall(document) for line in block.splitlines()]
    lines += SPAN.findall(FENCE.sub("", document))
    return [re.sub(r"(^|\s)#\s.*$", "", line).strip() for line in lines]


def program_calls(document: str) -> list[list[str]]:
    """The arguments of every call of the program that the document shows."""
    calls = []
    for line in code(document):
        if found := PROGRAM.search(line):
            rest = re.split(r"[|;&]", line[found.end() :])[0]
            calls.append(shlex.split(rest.replace("[", " ").replace("]", " ")))
    return calls


def tables(document: str) -> list[list[list[str]]]:
    """The tables: rows of cells, the line under the header left out."""
    found: list[list[list[str]]] = []
    inside = False
    for line in document.splitlines():
        if not line.strip().startswith("|"):
            inside = False
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not inside:
            found.append([])
        inside = True
        if not all(set(cell) <= set(":- ") for cell in cells):
            found[-1].append(cells)
    return found


def placeholders(document: str) -> list[str]:
    """Names in capitals that wait for something: a variable's name stands among code."""
    alone = [line.strip() for line in document.splitlines() if CAPITALS.fullmatch(line.strip())]
    prose = LINK.sub("", SPAN.sub("", FENCE.sub("", document)))
    return list(dict.fromkeys([*alone, *CAPITALS.findall(prose)]))


def links(document: str) -> list[str]:
    """The files that the document points to."""
    targets = [first or second for first, second in LINK.findall(document)]
    return [target.split("#")[0] for target in targets if "://" not in target and target[0] != "#"]

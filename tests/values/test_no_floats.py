"""Money and weight never touch a float: not in a literal, not by a division, not by name."""

import ast
from pathlib import Path

import pytest

import host_assistant

ROOMS = Path(host_assistant.__file__).parent
# A number cell of XLSX comes as a float; there it is turned into its exact text.
MEETS_FLOATS = {"xlsx.py"}


@pytest.mark.parametrize(
    "source",
    sorted(p for room in ("values", "catalog") for p in (ROOMS / room).glob("*.py")),
    ids=lambda path: path.name,
)
def test_a_file_has_no_float(source: Path) -> None:
    tree = ast.parse(source.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))
        if isinstance(node, ast.Name) and node.id in ("float", "round"):
            assert source.name in MEETS_FLOATS
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            # Paths are joined with the same sign; a number beside it would be a division.
            assert not any(
                isinstance(side, ast.Constant) and isinstance(side.value, int)
                for side in (node.left, node.right)
            )

"""Several workers run the tests; what must not overlap is told to one of them."""

from pathlib import Path

from tests.conftest import ONE_AT_A_TIME
from tests.support.fresh_obs import FreshMachine

ROOT = Path(__file__).resolve().parents[2]


def test_whoever_uses_the_port_of_obs_waits_for_the_turn() -> None:
    users = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("test_*.py")
        if f"fresh: {FreshMachine.__name__}" in path.read_text(encoding="utf-8")
    ]
    assert users
    assert [user for user in users if not user.startswith(ONE_AT_A_TIME)] == []

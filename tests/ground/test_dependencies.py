"""Nothing is installed that is not used, nothing used that is not asked for."""

import importlib.metadata
import sys

from tests.ground.test_docs import PROJECT, canonical
from tests.ground.test_rules import ROOT, imports_of

OWN = {"host_assistant", "ui", "tests", "first_start", "translations"}
# Wheels that extend another's package, or that another calls by name: uvicorn calls wsproto.
WITHOUT_A_MODULE_OF_THEIR_OWN = {"pyside6-addons", "pyside6-essentials", "wsproto"}
TOOLS = {
    "pytest-qt", "pytest-randomly", "pytest-timeout", "hatchling", "ruff", "mypy",
    "import-linter", "types-openpyxl", "types-psutil",
}  # fmt: skip


def distributions_used_in(*folders: str) -> set[str]:
    """The canonical names of what the modules of these folders import from outside."""
    owners = importlib.metadata.packages_distributions()
    modules = {
        module.split(".")[0]
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        for module in imports_of(path)
    }
    foreign = modules - OWN - sys.stdlib_module_names
    return {canonical(name) for module in foreign for name in owners.get(module, [module])}


def test_the_program_uses_all_that_it_asks_for_and_no_more() -> None:
    wanted = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["comments"]
    asked = {canonical(name) for name in wanted}
    used = distributions_used_in("host_assistant", "ui")
    # shiboken6 is a part of PySide6, which its two wheels bring along.
    brought_along = {"shiboken6", "pyside6"}
    assert used - asked - brought_along == set()
    assert asked - used - WITHOUT_A_MODULE_OF_THEIR_OWN == set()


def test_the_tests_use_all_that_they_ask_for_and_no_more() -> None:
    asked = {canonical(name) for name in PROJECT["optional-dependencies"]["test"]}
    base = {canonical(name) for name in PROJECT["dependencies"]}
    used = distributions_used_in("tests", "packaging")
    assert used - asked - base - {"numpy", "shiboken6", "pillow", "pyside6"} == set()
    assert asked - used - TOOLS == set()


def test_every_dependency_has_a_lower_bound() -> None:
    optional = PROJECT["optional-dependencies"]
    wanted = PROJECT["dependencies"] + optional["comments"] + optional["test"]
    assert [name for name in wanted if ">=" not in name] == []

"""Changing values in OBS's files leaves every other byte as it was."""

import configparser
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from host_assistant.stage.obs.program import ini_text, json_text

SECTION = "OBSWebSocket"


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        ("", {"A": "1"}, f"[{SECTION}]\nA=1\n"),
        ("[Other]\nx=y", {"A": "1"}, f"[Other]\nx=y\n\n[{SECTION}]\nA=1\n"),
        ("[Other]\r\nx=y\r\n", {"A": "1"}, f"[Other]\r\nx=y\r\n\r\n[{SECTION}]\r\nA=1\r\n"),
        (
            f"\ufeff[{SECTION}]\nA=0\n\n[Other]\nA=0\n",
            {"A": "1", "B": "2"},
            f"\ufeff[{SECTION}]\nA=1\nB=2\n\n[Other]\nA=0\n",
        ),
        ("[obswebsocket]\n a = 0 \n", {"A": "1"}, "[obswebsocket]\n a =1\n"),
        (f"[{SECTION}]\n# A=0\nA=0", {"A": "1"}, f"[{SECTION}]\n# A=0\nA=1"),
        (f"[{SECTION}]\nA=0\nB=1\n", {"A": None}, f"[{SECTION}]\nB=1\n"),
        (f"[{SECTION}]\nB=1\n", {"A": None}, f"[{SECTION}]\nB=1\n"),
        (f"[{SECTION}]", {"A": "a\\b"}, f"[{SECTION}]\nA=a\\\\b\n"),
        (f"[{SECTION}]\nA=0\n[X]\n[{SECTION}]\nA=0\n", {"A": "1"},
         f"[{SECTION}]\nA=1\n[X]\n[{SECTION}]\nA=1\n"),
    ],
)  # fmt: skip
def test_ini(before: str, wanted: dict[str, str | None], after: str) -> None:
    assert ini_text.changed(before, SECTION, wanted) == after


NAMES = st.text("abcXYZ_", min_size=1, max_size=6)
VALUES = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12
).map(str.strip)


@given(
    sections=st.dictionaries(
        st.sampled_from(["General", SECTION, "Basic"]),
        st.dictionaries(NAMES.map(str.lower), VALUES, max_size=4),
    ),
    wanted=st.dictionaries(NAMES.map(str.lower), VALUES, min_size=1, max_size=3),
)
def test_ini_of_any_content(
    sections: dict[str, dict[str, str]], wanted: dict[str, str | None]
) -> None:
    text = ""
    for name, values in sections.items():
        text = ini_text.changed(text, name, dict(values)) or f"[{name}]\n"
    changed = ini_text.changed(text, SECTION, wanted)
    for name in ("General", "Basic"):
        assert ini_text.values(changed, name) == sections.get(name, {})
    assert ini_text.values(changed, SECTION) == {**sections.get(SECTION, {}), **wanted}
    undone = {key: sections.get(SECTION, {}).get(key) for key in wanted}
    assert ini_text.values(ini_text.changed(changed, SECTION, undone), SECTION) == sections.get(
        SECTION, {}
    )


def test_ini_is_read_as_pythons_own_reader_reads_it() -> None:
    text = "[General]\nName=OBS\n[OBSWebSocket]\nServerPort=4460\nServerPassword=a:b=c%d;e#\n"
    other = configparser.RawConfigParser(delimiters=("=",))
    other.read_string(text)
    assert ini_text.values(text, SECTION) == dict(other[SECTION])


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        ("{}", {"a": 1}, '{\n  "a": 1\n}'),
        ("{ }\n", {"a": 1, "b": True}, '{\n  "a": 1,\n  "b": true\n}\n'),
        ('{"a":1,"b":[1, 2]}', {"a": 2, "c": "é"}, '{"a":2,"b":[1, 2],"c":"é"}'),
        ('{\n    "a": 1\n}', {"b": True}, '{\n    "a": 1,\n    "b": true\n}'),
        ('{\n\t"a" : {"a": 1}\n}', {"a": "x"}, '{\n\t"a" : "x"\n}'),
        ('{"a":1, "b":2}', {"a": None}, '{ "b":2}'),
        ('{"a":1, "b":2}', {"b": None}, '{"a":1}'),
        ('{"a":1}', {"a": None}, "{}"),
        ('{"a":1}', {"b": None}, '{"a":1}'),
        ('{"\\u0061": 1 , "b" :2 }', {"a": 3}, '{"\\u0061": 3 , "b" :2 }'),
    ],
)
def test_json(before: str, wanted: dict[str, Any], after: str) -> None:
    assert json_text.changed(before, wanted) == after


@pytest.mark.parametrize("text", ["", "{", "[]", '"a"', "{'a': 1}"])
def test_what_is_no_json_object_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        json_text.changed(text, {"a": 1})


JSON_VALUES = st.recursive(
    st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)
OBJECTS = st.dictionaries(st.text(max_size=4), JSON_VALUES, max_size=4)


@given(before=OBJECTS, wanted=OBJECTS, indent=st.sampled_from([None, 2, 4, "\t"]))
def test_json_of_any_content(
    before: dict[str, Any], wanted: dict[str, Any], indent: int | str | None
) -> None:
    text = json.dumps(before, indent=indent)
    changed = json_text.changed(text, wanted)
    assert json.loads(changed) == {**before, **wanted}
    undone = json_text.changed(changed, {key: before.get(key) for key in wanted})
    assert json.loads(undone) == before

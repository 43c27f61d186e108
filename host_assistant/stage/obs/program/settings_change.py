"""What letting ourselves in changes in OBS's files, as values that can be put back.

Which file OBS reads depends on its version; where that is not told, both say the same.
"""

from __future__ import annotations

import contextlib
import difflib
import hashlib
import itertools
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from host_assistant.stage.obs.program import ini_text, json_text, sandbox
from host_assistant.stage.obs.program.installed import FoundObs
from host_assistant.stage.obs.program.machine import Machine
from host_assistant.stage.obs.program.settings_file import (
    NEW_FILE,
    OLD_FILE,
    SECTION,
    ServerSettings,
)
from host_assistant.stage.obs.program.versions import Version
from host_assistant.whole_file import write_whole

# obs-websocket 5.5, which OBS 30.2 brings, keeps its settings in a file of its own, and takes
# over what stands in global.ini (Config.cpp, MigrateGlobalConfigData).
OWN_FILE_SINCE: Final = Version(30, 2)
# What LastVersion says where the version is not told: with a lower number, OBS 31 and later carry
# over the settings of an older one (OBSApp::InitGlobalConfig).
PRESUMED: Final = Version(31, 0)


Values = dict[str, dict[str, Any]]
"""Section → name → value; a JSON file has the one section ""."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One file after us, and the way back to what it was.

    OBS's files hold passwords, which are OBS's to keep: only what we changed is kept here.
    """

    path: str
    """As OBS names it: where a link leads may change, as with each new version of a Snap."""
    after_sha256: str
    existed: bool
    back: tuple[tuple[int, int, bytes], ...]
    """From, to (bytes in the file after us), and what stood there before."""
    was: Values
    """The values that we changed, as they were; None for one that was not there."""
    ours_sha256: Values
    made_folders: tuple[str, ...]
    """The folders that were not there either, outermost first."""


class Changed(msgspec.Struct, frozen=True):
    """A change, and the file's new content."""

    change: Change
    after: bytes


def changes_for(obs: FoundObs, wanted: ServerSettings) -> tuple[Changed, ...]:
    """What to change so that this OBS is let in to as `wanted`; raises OSError.

    An OBS that was never started is told which version it is, or it would open a wizard: it
    shows that where neither LastVersion nor FirstRun stands (OBSBasic::OBSInit). FirstRun would
    do as well, but then OBS adds no microphone of its own to the user's first scenes.
    """
    new, old = (obs.settings_folder / name for name in (NEW_FILE, OLD_FILE))
    changes = []
    if new.exists() or obs.version is None or obs.version >= OWN_FILE_SINCE:
        changes.append(_change(new, _changed_json(_text(new), _as_json(wanted))))
    text = _text(old)
    if not obs.ever_started:
        version = (obs.version or PRESUMED).as_obs_writes_it
        text = ini_text.changed(text, "General", {"LastVersion": str(version)})
    if _has_server(text) or obs.version is None or obs.version < OWN_FILE_SINCE:
        text = ini_text.changed(text, SECTION, _as_ini(wanted))
    if text != _text(old):
        changes.append(_change(old, text))
    return tuple(changes)


def change_for_box(machine: Machine, obs: FoundObs, folder: Path) -> tuple[Changed, ...]:
    """What to change so that an OBS in a box may read `folder`; nothing where we cannot."""
    if obs.kind != "flatpak":
        return ()
    exceptions = sandbox.overrides(machine)
    return (_change(exceptions, sandbox.opened(_text(exceptions), folder)),)


def put(path: Path, content: bytes) -> None:
    """Write the file whole, with the rights that it had, where a link leads; raises OSError."""
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat().st_mode if path.exists() else None
    write_whole(path, content)
    if mode is not None:
        path.chmod(mode)


def put_back(change: Change) -> None:
    """Undo one change; raises OSError. Doing it twice does no more than once.

    Where OBS has rewritten the file since, only those of our values go that still stand there.
    """
    path = Path(change.path)
    if not path.exists():
        return
    now = path.read_bytes()
    if _sha256(now) != change.after_sha256:
        left = _without_ours(path, change, _decode(now))
        if left != now:
            put(path, left)
    elif change.existed:
        for start, end, before in reversed(change.back):
            now = now[:start] + before + now[end:]
        put(path, now)
    else:
        path.resolve().unlink()
        with contextlib.suppress(OSError):  # Something else lies there by now.
            for folder in reversed(change.made_folders):
                Path(folder).rmdir()


def _change(path: Path, text: str) -> Changed:
    before = path.read_bytes() if path.exists() else b""
    after = _bytes(text)
    was, ours = _values(path, _decode(before)), _values(path, text)
    differs = {
        section: [name for name, value in named.items() if value != was[section].get(name)]
        for section, named in ours.items()
    }
    change = Change(
        path=str(path),
        after_sha256=_sha256(after),
        existed=path.exists(),
        back=tuple(_way_back(after, before)),
        was={
            section: {name: was[section].get(name) for name in names}
            for section, names in differs.items()
        },
        ours_sha256={
            section: {name: _sha256(ours[section][name]) for name in names}
            for section, names in differs.items()
        },
        made_folders=tuple(
            str(each) for each in reversed(path.resolve().parents) if not each.exists()
        ),
    )
    return Changed(change, after)


def _way_back(after: bytes, before: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Compared by lines, and within them by what commas part."""
    new, old = (re.findall(rb"[^\n,]*[\n,]|[^\n,]+", content) for content in (after, before))
    starts = [0, *itertools.accumulate(map(len, new))]
    compared = difflib.SequenceMatcher(None, new, old, autojunk=False)
    for what, start, end, old_start, old_end in compared.get_opcodes():
        if what != "equal":
            yield starts[start], starts[end], b"".join(old[old_start:old_end])


def _without_ours(path: Path, change: Change, text: str) -> bytes:
    stands = _values(path, text)
    for section, names in change.ours_sha256.items():
        back = {
            name: change.was[section][name]
            for name, ours in names.items()
            if name in stands[section] and _sha256(stands[section][name]) == ours
        }
        if path.name == NEW_FILE.name:
            text = _changed_json(text, back)
        else:
            text = ini_text.changed(text, section, back)
    return _bytes(text)


def _values(path: Path, text: str) -> Values:
    """Those values in a file of OBS's or Flatpak's that we may change."""
    if path.name == NEW_FILE.name:
        there = _object(text)
        return {"": {name: there[name] for name in _JSON_NAMES if name in there}}
    found: Values = {}
    for section, names in _INI.items():
        values = ini_text.values(text, section)
        found[section] = {name: values[name.lower()] for name in names if name.lower() in values}
    return found


def _sha256(value: Any) -> str:
    content = value if isinstance(value, bytes) else repr(value).encode(errors="surrogateescape")
    return hashlib.sha256(content).hexdigest()


_INI_NAMES: Final = ("FirstLoad", "ServerEnabled", "ServerPort", "AuthRequired", "ServerPassword")
_JSON_NAMES: Final = (
    "first_load", "server_enabled", "server_port", "auth_required", "server_password"
)  # fmt: skip

_INI: Final = {SECTION: _INI_NAMES, sandbox.SECTION: (sandbox.NAME,)}


def _as_ini(server: ServerSettings) -> dict[str, str | None]:
    told = ("false", "true", str(server.port), "true", server.password)
    return dict(zip(_INI_NAMES, told, strict=True))


def _as_json(server: ServerSettings) -> dict[str, Any]:
    told = (False, True, server.port, True, server.password)
    return dict(zip(_JSON_NAMES, told, strict=True))


def _has_server(text: str) -> bool:
    return not ini_text.values(text, SECTION).keys().isdisjoint(map(str.lower, _INI_NAMES))


def _changed_json(text: str, wanted: Mapping[str, Any]) -> str:
    """A file that is no JSON object is none to OBS either, which writes it anew."""
    try:
        return json_text.changed(text, wanted)
    except ValueError:
        return json_text.changed("{}", wanted)


def _object(text: str) -> dict[str, Any]:
    try:
        read = json.loads(text)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _text(path: Path) -> str:
    return _decode(path.read_bytes()) if path.exists() else ""


def _decode(content: bytes) -> str:
    """Bytes that are no UTF-8 come out again as they went in."""
    return content.decode(errors="surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogateescape")

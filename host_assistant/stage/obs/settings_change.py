"""What letting ourselves in changes in OBS's files, as values that can be put back.

Which file OBS reads depends on its version; where that is not told, both say the same.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from host_assistant.stage.obs import ini_text, json_text, sandbox
from host_assistant.stage.obs.installed import FoundObs
from host_assistant.stage.obs.machine import Machine
from host_assistant.stage.obs.settings_file import NEW_FILE, OLD_FILE, SECTION, ServerSettings
from host_assistant.stage.obs.versions import Version
from host_assistant.whole_file import write_whole

# obs-websocket 5.5, which OBS 30.2 brings, keeps its settings in a file of its own, and takes
# over what stands in global.ini (Config.cpp, MigrateGlobalConfigData).
OWN_FILE_SINCE: Final = Version(30, 2)
# What LastVersion says where the version is not told: with a lower number, OBS 31 and later carry
# over the settings of an older one (OBSApp::InitGlobalConfig).
PRESUMED: Final = Version(31, 0)


class Change(msgspec.Struct, frozen=True):
    """One file before and after us; `before` is None where there was none.

    `made_folders` are the folders that were not there either, outermost first.
    """

    path: str
    before: bytes | None
    after: bytes
    made_folders: tuple[str, ...] = ()


def changes_for(obs: FoundObs, wanted: ServerSettings) -> tuple[Change, ...]:
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


def change_for_box(machine: Machine, obs: FoundObs, folder: Path) -> tuple[Change, ...]:
    """What to change so that an OBS in a box may read `folder`; nothing where we cannot."""
    if obs.kind != "flatpak":
        return ()
    exceptions = sandbox.overrides(machine)
    return (_change(exceptions, sandbox.opened(_text(exceptions), folder)),)


def put(path: Path, content: bytes) -> None:
    """Write the file whole, with the rights that it had; raises OSError."""
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
    if now != change.after:
        left = _without_ours(path, change, now)
        if left != now:
            put(path, left)
    elif change.before is not None:
        put(path, change.before)
    else:
        path.unlink()
        with contextlib.suppress(OSError):  # Something else lies there by now.
            for folder in reversed(change.made_folders):
                Path(folder).rmdir()


def _change(path: Path, text: str) -> Change:
    path = path.resolve()
    return Change(
        path=str(path),
        before=path.read_bytes() if path.exists() else None,
        after=_bytes(text),
        made_folders=tuple(str(each) for each in reversed(path.parents) if not each.exists()),
    )


def _without_ours(path: Path, change: Change, now: bytes) -> bytes:
    before, after = _decode(change.before or b""), _decode(change.after)
    text = _decode(now)
    if path.name == NEW_FILE.name:
        was_json, ours_json, stands_json = (_object(each) for each in (before, after, text))
        wanted: dict[str, Any] = {
            name: was_json.get(name)
            for name in _JSON_NAMES
            if name in ours_json and stands_json.get(name) == ours_json[name]
        }
        return _bytes(_changed_json(text, wanted))
    for section, names in _INI.items():
        was, ours, stands = (ini_text.values(each, section) for each in (before, after, text))
        back = {
            name: was.get(name.lower())
            for name in names
            if name.lower() in ours and stands.get(name.lower()) == ours[name.lower()]
        }
        text = ini_text.changed(text, section, back)
    return _bytes(text)


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

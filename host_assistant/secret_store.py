"""Passwords and stream keys: in the system's key store, or in a file that only its owner reads.

A Linux without a desktop has no key store; there a file of mode 0600 in the data folder stands
in, which is what OBS itself does with the same secrets.
"""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path
from typing import Literal

import msgspec

from host_assistant.whole_file import write_whole

SecretName = Literal["obs_password", "stream_key", "youtube_key", "facebook_token"]
_SERVICE = "host-assistant"
# All secrets may lie in one file, and two threads may keep one each.
_keeping = threading.Lock()


class SecretStore:
    """The secrets that belong to one data folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "secrets.json"
        self._service = f"{_SERVICE} {folder.absolute()}"

    def get(self, name: SecretName) -> str:
        """The secret, or an empty text where none was kept."""
        # keyring takes a while to look for its backends: only when a secret is asked for.
        import keyring
        from keyring.errors import KeyringError

        with contextlib.suppress(KeyringError):
            found = keyring.get_password(self._service, name)
            if found is not None:
                return found
        return self._read_file().get(name, "")

    def put(self, name: SecretName, secret: str) -> None:
        """Keep the secret; an empty one is forgotten. Raises OSError when no place takes it."""
        import keyring
        from keyring.errors import KeyringError

        try:
            if secret:
                keyring.set_password(self._service, name, secret)
            elif keyring.get_password(self._service, name) is not None:
                keyring.delete_password(self._service, name)
        except KeyringError:
            self._write_file(name, secret)
        else:
            self._write_file(name, "")

    def _read_file(self) -> dict[str, str]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, str])
        except (OSError, ValueError):
            return {}

    def _write_file(self, name: SecretName, secret: str) -> None:
        with _keeping:
            self._write_file_alone(name, secret)

    def _write_file_alone(self, name: SecretName, secret: str) -> None:
        kept = self._read_file()
        changed = {**kept, name: secret} if secret else {k: v for k, v in kept.items() if k != name}
        if changed == kept:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._path, msgspec.json.encode(changed))

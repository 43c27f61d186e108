"""The words for what is found between this program and OBS."""

from __future__ import annotations

from host_assistant.language import _


def words() -> dict[str, str]:
    """ "check.code" → its sentence, with places for the finding's figures."""
    return {**_not_there(), **_closed(), **_open()}


def _not_there() -> dict[str, str]:
    return {
        "obs.not_installed": _(
            "OBS is not on this computer. It sends your picture out; without it you can rehearse, "
            "but not go on air. Press “Get OBS”, install it, then come back here."
        ),
        "obs.too_old": _(
            "This OBS is too old. Nothing can go on air with it. "
            "Press “Get OBS” and install the new one over it; your own scenes stay."
        ),
        "obs.far_away": _(
            "The other computer's OBS does not answer. Nothing can go on air yet. "
            "Open OBS there, check that both are on the same Wi-Fi, then press “Look again”."
        ),
        "obs.bad_address": _(
            "The address of OBS cannot be read. Nothing can go on air yet. "
            "Press “Type the password” and correct the address above it, or clear it."
        ),
        "obs.snap_closed_off": _(
            "This OBS came from the Snap store, which keeps it from reading our cards. Viewers "
            "would see no price and no product. Press “Get OBS” and install it from there."
        ),
        "obs.flatpak_closed_off": _(
            "This OBS came as a Flatpak that may not read our cards. Viewers would see no price "
            "and no product. Press “Let Lên Sóng steer OBS”: OBS is closed and opened again."
        ),
    }


def _closed() -> dict[str, str]:
    return {
        "obs.never_started": _(
            "OBS is installed and was never opened. Nothing can go on air yet. "
            "Press “Let Lên Sóng steer OBS”: it is set up and opened for you."
        ),
        "obs.server_off": _(
            "OBS does not let other programs steer it. Nothing can go on air yet. "
            "Press “Let Lên Sóng steer OBS”: it is allowed and opened for you."
        ),
        "obs.not_running": _("OBS is closed. Nothing can go on air yet. Press “Start OBS”."),
    }


def _open() -> dict[str, str]:
    return {
        "obs.answers": _("OBS {version} is open and ready."),
        "obs.server_off_open": _(
            "OBS is open and does not let other programs steer it. Nothing can go on air yet. "
            "Press “Let Lên Sóng steer OBS”: it is closed and opened again."
        ),
        "obs.not_answering": _(
            "OBS is open but does not answer. Nothing can go on air yet. Look at its window: if it "
            "asks how to open, press Run in Normal Mode; if it hangs, close it. "
            "Then press “Look again”."
        ),
        "obs.door_taken": _(
            "Another program answers in the place of OBS. Nothing can go on air yet. "
            "Close OBS, then press “Start OBS”: it is opened in another place."
        ),
        "obs.wrong_password": _(
            "OBS refuses the password. Nothing can go on air yet. "
            "Press “Type the password”; OBS shows it under Tools, WebSocket Server Settings, "
            "Show Connect Info."
        ),
        "obs.two_running": _(
            "OBS is open {count} times. They take the camera from each other, and the wrong one "
            "may go on air. Press “Close the other OBS”."
        ),
    }

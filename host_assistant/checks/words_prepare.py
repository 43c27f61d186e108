"""The sentences of what waits for another check: the page has a line for it all the same."""

from __future__ import annotations

from host_assistant.language import _


def words() -> dict[str, str]:
    """What happened, what it means for the broadcast, what to do, by "check.code"."""
    return {
        "scenes.waits_for_obs": _("The scenes are looked at as soon as OBS answers."),
        "stream.waits_for_obs": _(
            "Where the broadcast goes is looked at as soon as OBS answers. You can choose your "
            "platform now already."
        ),
        "camera.in_obs": _("OBS has the camera."),
        "camera.no_picture_in_obs": _(
            "OBS gets no picture from the camera. Viewers would not see you. Push its plug in "
            "firmly, then press “Start the camera again”."
        ),
        "sound.not_heard": _(
            "Nobody has listened to your voice yet. Viewers may hear you badly. Press “Listen” "
            "and say the sentence."
        ),
    }

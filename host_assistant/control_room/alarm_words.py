"""The words of an alarm: what happened, what it means for the broadcast, what to press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from host_assistant.language import _
from host_assistant.show.vocabulary import AlarmCode

if TYPE_CHECKING:
    from host_assistant.control_room.alarm_mending import AlarmRemedy


def alarm_title(code: AlarmCode) -> str:
    """A few words, to be read from two metres."""
    return {
        "obs_not_answering": _("OBS does not answer"),
        "microphone_muted": _("The microphone is off"),
        "microphone_dead": _("No sound at all"),
        "microphone_silent": _("Nobody can be heard"),
        "picture_black": _("The picture is black"),
        "picture_frozen": _("The picture stands still"),
        "stream_not_arriving": _("Not on air yet"),
        "stream_dropped": _("The broadcast broke off"),
        "network_slow": _("The internet is too slow"),
        "laptop_slow": _("The laptop is too slow"),
        "recording_stopped": _("The recording stopped"),
        "disk_filling": _("The disk is nearly full"),
        "battery_low": _("The battery is nearly empty"),
        "picture_still": _("Nothing moves on the picture"),
    }[code]


def alarm_sentence(code: AlarmCode) -> str:
    """In three parts, for the person at the laptop, in the language in use."""
    return {
        "obs_not_answering": _(
            "OBS does not answer. Viewers may see a standing picture; orders are still counted. "
            "Look whether OBS asks something, or close it and open it again."
        ),
        "microphone_muted": _(
            "The microphone is switched off in OBS. Viewers see you but do not hear you. "
            "Press the button to switch it on."
        ),
        "microphone_dead": _(
            "Not a sound comes from the microphone. Viewers do not hear you. "
            "Look at its switch and its cable, then press the button to connect it anew."
        ),
        "microphone_silent": _(
            "Hardly anything has been heard for a while. Viewers may not hear you. "
            "Speak nearer to the microphone, and look whether something covers it."
        ),
        "picture_black": _(
            "The camera's picture is black. Viewers do not see you. "
            "Look at the lens and the cable, then press the button to start the camera anew."
        ),
        "picture_frozen": _(
            "The camera's picture no longer moves. Viewers see a standing picture. "
            "Press the button to start the camera anew."
        ),
        "stream_not_arriving": _(
            "OBS has been trying for a while, and nothing has reached the platform. Viewers see "
            "nothing yet. If the internet works, end the session and choose again under “Prepare” "
            "where to stream."
        ),
        "stream_dropped": _(
            "The broadcast broke off and OBS is trying again. Viewers see a standing picture. "
            "Move closer to the Wi-Fi or the phone; press the button to show that you will be back."
        ),
        "network_slow": _(
            "The internet is too slow for the picture. Viewers see it stutter. "
            "Move closer to the Wi-Fi or the phone; press the button and the next start is lighter."
        ),
        "laptop_slow": _(
            "The laptop cannot keep up. Viewers see the picture stutter. "
            "Close other programs; press the button and the next start is lighter."
        ),
        "recording_stopped": _(
            "The recording stopped. Viewers notice nothing, but this part will not be kept. "
            "Press the button to record again."
        ),
        "disk_filling": _(
            "The disk is nearly full. The recording will stop soon, and then orders cannot be "
            "kept. Delete something large, or empty the recycle bin."
        ),
        "battery_low": _(
            "The battery is nearly empty. When it is, the broadcast is over. Plug in the charger."
        ),
        "picture_still": _(
            "Nothing on the picture has moved for minutes. Some platforms punish a standing "
            "picture. Show another product, or move something in front of the camera."
        ),
    }[code]


def remedy_label(remedy: AlarmRemedy) -> str:
    """What stands on the button."""
    return {
        "unmute": _("Switch the microphone on"),
        "restart_microphone": _("Connect the microphone anew"),
        "restart_camera": _("Start the camera anew"),
        "holding_scene": _("Show “please wait”"),
        "lower_bitrate": _("Lighter picture from the next start"),
        "record": _("Record again"),
    }[remedy]

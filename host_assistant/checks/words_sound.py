"""The sentences of the microphone's and the sound's findings."""

from __future__ import annotations

from host_assistant.language import _


def words() -> dict[str, str]:
    """What happened, what it means for the broadcast, what to do, by "check.code"."""
    return {**_microphone(), **_sound(), **_obs()}


def _sound() -> dict[str, str]:
    return {
        "sound.fine": _("Your voice is loud and clear."),
        "sound.too_short": _(
            "Too little was heard to judge. It is not known yet how you sound. Press “Listen” and "
            "say the whole sentence."
        ),
        "sound.wrong_device": _(
            "This microphone does not hear you, but “{device}” does. Viewers would hear next to "
            "nothing. Choose “{device}”."
        ),
        "sound.dead": _(
            "The microphone gives no sound at all, not even a hiss. Viewers would hear nothing. "
            "Look for a mute button on it, let this program use the microphone in the computer's "
            "privacy settings, or choose another microphone."
        ),
        "sound.silent": _(
            "Hardly anything is heard. Viewers would hear nothing. Switch the microphone on, turn "
            "it up in the computer's sound settings, or choose another microphone."
        ),
        "sound.no_voice": _(
            "Only noise is heard, no voice. Viewers would not understand you. Move to a quieter "
            "place, hold the microphone to your mouth, then press “Listen” and speak."
        ),
        "sound.clipped": _(
            "The sound crackles because it is too loud for the microphone. Viewers hear a rough, "
            "torn voice. Hold the microphone a hand further away, or turn it down in the "
            "computer's sound settings."
        ),
        "sound.too_loud": _(
            "Your voice is too loud. Viewers will turn you off, and the sound may crackle. Hold "
            "the microphone a hand further away."
        ),
        "sound.too_quiet": _(
            "Your voice is too soft. Viewers with a phone will not understand you. Hold the "
            "microphone closer to your mouth, about a hand's breadth away."
        ),
        "sound.noisy": _(
            "There is too much noise around you. Viewers have to strain to understand you. Turn "
            "off the fan and the music, close the door, and hold the microphone closer to your "
            "mouth."
        ),
        "sound.hum": _(
            "A low hum is heard all the time. It tires viewers. Pull the charger out for a moment: "
            "if the hum goes, use another socket; keep the microphone's cable away from power "
            "cables."
        ),
        "sound.echo": _(
            "Your voice comes back as an echo. Viewers hear every word twice. Turn the "
            "loudspeakers off or wear earphones, and close other windows that play your broadcast."
        ),
    }


def _microphone() -> dict[str, str]:
    return {
        "microphone.fine": _("Microphone: {device}"),
        "microphone.silent": _(
            "The microphone “{device}” gives no sound at all. If that stays so, viewers hear "
            "nothing. Press “Listen” and speak."
        ),
        "microphone.none": _(
            "No microphone was found, so viewers would hear nothing. Plug one in, then look again."
        ),
        "microphone.vanished": _(
            "The microphone “{device}” is gone. Viewers would hear nothing. Push its plug in "
            "again, or choose another microphone."
        ),
        "microphone.refused": _(
            "The microphone “{device}” cannot be opened. Viewers may hear nothing. Close other "
            "programs that use it (Zalo, Zoom), then look again."
        ),
        "microphone.not_allowed": _(
            "The computer does not let this program use the microphone. It cannot be listened to "
            "here. Open the computer's privacy settings, Microphone, and allow it."
        ),
        "microphone.stuck": _(
            "The microphone “{device}” does not answer. Viewers may hear nothing. Pull its plug "
            "and push it in again, then look again."
        ),
        "microphone.another_in_obs": _(
            "OBS does not listen to “{device}” but to another microphone, so viewers may not hear "
            "you. Choose it again; if that does not help, choose it in the computer's sound "
            "settings first."
        ),
        "microphone.no_library": _(
            "The microphone cannot be looked at on this computer. OBS may hear it all the "
            "same: watch its level there."
        ),
    }


def _obs() -> dict[str, str]:
    return {
        "sound.obs_hears": _("OBS hears you."),
        "sound.obs_muted": _(
            "The microphone “{device}” is muted in OBS. Viewers hear nothing of you. Press "
            "“Turn the microphone on”."
        ),
        "sound.obs_silent": _(
            "OBS does not hear you, although its microphone is on. Viewers hear nothing. Choose "
            "the microphone that you speak into."
        ),
        "sound.obs_turned_down": _(
            "The slider of “{device}” is almost at zero in OBS. Viewers hardly hear you. Push the "
            "slider up in OBS, then press “Listen” and say the sentence."
        ),
        "sound.obs_no_microphone": _(
            "OBS has no microphone. Viewers hear nothing of you. Choose a microphone."
        ),
        "sound.obs_nobody_spoke": _(
            "Nobody spoke. It is not known yet whether OBS hears you. Press “Listen” and say the "
            "sentence."
        ),
        "sound.obs_unheard": _(
            "OBS tells nothing about its sound. It is not known whether it hears you. Look again."
        ),
    }

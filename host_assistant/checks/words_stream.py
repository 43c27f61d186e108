"""The sentences about where the broadcast goes, and about the scenes in OBS."""

from __future__ import annotations

from host_assistant.language import _


def words() -> dict[str, str]:
    """What happened, what it means for the broadcast, what to press, by "check.code"."""
    return {**_stream(), **_picture(), **_scenes()}


def _stream() -> dict[str, str]:
    return {
        "stream.fine": _("The broadcast goes to {platform}; the stream key ends in {key_end}"),
        "stream.no_server": _(
            "OBS does not know where to send the broadcast. Nobody would see you. "
            "Press “Choose where to stream”."
        ),
        "stream.wrong_protocol": _(
            "The address to broadcast to is not one that {platform} uses. OBS would find nobody "
            "there. Press “Choose where to stream” and paste the server's address once more."
        ),
        "stream.no_key": _(
            "The stream key is missing. {platform} would turn the broadcast away. Press “Choose "
            "where to stream” and paste the key."
        ),
        "stream.bandwidth_test_on": _(
            "OBS is set to test the connection only. The broadcast would run and nobody would see "
            "it. Press “Choose where to stream” and choose {platform} once more."
        ),
        "stream.other_than_chosen": _(
            "OBS would broadcast somewhere else than {platform}. Your viewers would wait in vain. "
            "Press “Choose where to stream”."
        ),
        "stream.other_session": _(
            "This session was opened for another platform than {platform}, where OBS would "
            "broadcast now. What {platform} forbids may stand on the picture. End this session, "
            "then open a new one."
        ),
        "stream.other_key": _(
            "The stream key in OBS, which ends in {key_end}, is not the one that you pasted here. "
            "The broadcast may land on another page. If the one in OBS is newer, all is well; "
            "else press “Choose where to stream”."
        ),
    }


def _picture() -> dict[str, str]:
    return {
        "stream.kept_off_phone": _(
            "A telephone number in your notice or on your name card is left off the picture: "
            "{platform} punishes it as leading buyers away. The other lines are shown. To sell by "
            "telephone, broadcast on Facebook or YouTube."
        ),
        "stream.kept_off_qr": _(
            "A line about a QR code is left off the picture: {platform} punishes it as leading "
            "buyers away. The other lines are shown. Let buyers pay through {platform}."
        ),
        "stream.kept_off_website": _(
            "A website in your notice or on your name card is left off the picture: {platform} "
            "punishes it as leading buyers away. The other lines are shown. Write how to order on "
            "{platform} instead."
        ),
        "stream.kept_off_other_platform": _(
            "A line that names another place to buy, such as Zalo, is left off the picture: "
            "{platform} punishes it as leading buyers away. The other lines are shown. Write how "
            "to order on {platform} instead."
        ),
    }


def _scenes() -> dict[str, str]:
    return {
        "scenes.fine": _("The scenes are in OBS ({canvas_px})"),
        "scenes.nothing_built": _(
            "OBS is still empty. Viewers would see nothing of you. Press “Build the scenes”: your "
            "own set-up in OBS stays as it is."
        ),
        "scenes.no_camera": _(
            "There is no camera in OBS. Viewers would see a picture without you. Plug the camera "
            "in, then press “Choose the camera”."
        ),
        "scenes.other_collection": _(
            "OBS shows your own scenes “{collection}”, not those of Lên Sóng. Camera and "
            "microphone may be others than you chose. Press “Build the scenes” to go back to them."
        ),
        "scenes.other_profile": _(
            "OBS works with your own set-up “{profile}”, not with that of Lên Sóng. The picture "
            "may be another, and the broadcast may go elsewhere. Press “Build the scenes” to go "
            "back to it."
        ),
        "scenes.not_upright": _(
            "You chose an upright picture, and OBS makes a wide one. On a telephone you would look "
            "small. Press “Build the scenes”."
        ),
        "scenes.not_wide": _(
            "You chose a wide picture, and OBS makes an upright one. Viewers at a computer would "
            "see black bars beside you. Press “Build the scenes”."
        ),
    }

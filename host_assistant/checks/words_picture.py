"""The sentences of the camera's and the picture's findings."""

from __future__ import annotations

from host_assistant.language import _


def words() -> dict[str, str]:
    """What happened, what it means for the broadcast, what to do, by "check.code"."""
    return {**_camera(), **_picture(), **_light(), **_place()}


def _camera() -> dict[str, str]:
    return {
        "camera.fine": _("The camera gives a picture, {fps} times a second."),
        "camera.still": _("A picture stands in for the camera."),
        "camera.none_chosen": _(
            "No camera is chosen. Viewers would not see you. Press “Choose the camera”."
        ),
        "camera.missing": _(
            "The camera is not there. Viewers would not see you. Push its plug in firmly, or "
            "press “Choose the camera” and take another one."
        ),
        "camera.not_allowed": _(
            "This computer does not let the program use the camera. Viewers would not see you. "
            "Allow it in the computer's privacy settings, or choose another camera."
        ),
        "camera.held": _(
            "The camera gives no picture: another program is probably using it. Viewers would not "
            "see you. Close Zalo, Zoom, Meet and the like, then press “Look again”."
        ),
        "camera.held_by": _(
            "The camera is in use by “{program}”. Viewers would not see you. Close that program, "
            "then press “Look again”."
        ),
        "camera.no_answer": _(
            "The camera does not answer. Viewers would not see you. Pull its plug, wait five "
            "seconds, push it in again, then press “Look again”."
        ),
        "camera.unreadable": _(
            "What is chosen in place of the camera cannot be shown. Viewers would not see you. "
            "Press “Choose the camera” and take another one."
        ),
        "camera.stopped": _(
            "The camera gave a picture and then stopped. Viewers would see a frozen picture. Push "
            "its cable in firmly or take another socket, then press “Start the camera again”."
        ),
        "camera.low_frame_rate": _(
            "The camera gives only {fps} pictures a second. Viewers see you jerk. Switch on more "
            "light and close other programs, then press “Look again”."
        ),
    }


def _picture() -> dict[str, str]:
    return {
        "picture.fine": _("The picture is clear and bright enough."),
        "picture.not_seen": _("The picture has not been looked at yet. Press “Look again”."),
        "picture.black": _(
            "The picture is black. Viewers would see nothing. Take the lid off the camera or slide "
            "its cover aside, then press “Start the camera again”."
        ),
        "picture.one_colour": _(
            "The camera gives a single colour, no picture. Viewers would not see you. Close other "
            "programs that use the camera, then press “Start the camera again”."
        ),
        "picture.frozen": _(
            "The picture has stood still for {seconds} seconds. Viewers hear you but see a still "
            "picture. Press “Start the camera again”."
        ),
        "picture.low_frame_rate": _(
            "The picture changes only {fps} times a second. Viewers see you jerk. Switch on more "
            "light and close other programs, then press “Look again”."
        ),
        "picture.blurred": _(
            "The picture is blurred. Viewers cannot make out the goods. Wipe the camera with a "
            "soft cloth, set it on something firm, stand an arm's length further away, then press "
            "“Look again”."
        ),
    }


def _light() -> dict[str, str]:
    return {
        "picture.too_dark": _(
            "The picture is too dark. Viewers cannot see the goods. Switch on a lamp in front of "
            "you, or move to a brighter place, then press “Look again”."
        ),
        "picture.too_bright": _(
            "The picture is too bright. Faces and goods turn white. Move out of the sun, or turn "
            "the lamp away from you, then press “Look again”."
        ),
        "picture.backlit": _(
            "The light comes from behind you. Viewers see only your shadow. Turn round so that "
            "the window is in front of you, or draw the curtain, then press “Look again”."
        ),
    }


def _place() -> dict[str, str]:
    return {
        "picture.upside_down": _(
            "The picture stands on its head. Viewers cannot watch it. Turn the camera the right "
            "way up, then press “Look again”."
        ),
        "picture.sideways": _(
            "The picture lies on its side. Viewers cannot watch it. Turn the camera or the phone "
            "by a quarter, then press “Look again”."
        ),
        "picture.head_cut_off": _(
            "Your head is at the upper edge of the picture. Viewers see it cut off. Put the camera "
            "higher, as high as your eyes, or step back, then press “Look again”."
        ),
        "picture.head_low": _(
            "Your head is low in the picture, with much empty room above. The goods have no place. "
            "Tilt the camera down a little, then press “Look again”."
        ),
        "picture.nobody": _(
            "No face is seen. Viewers want to see who sells. Stand in the middle and look at the "
            "camera, then press “Look again”. If you show only the goods, leave it so."
        ),
    }

"""What a source of OBS's shows, as a picture file."""

from __future__ import annotations

import base64
from typing import Literal

from host_assistant.stage.obs.link import ObsLink


def screenshot(
    link: ObsLink, source: str, image_format: Literal["jpg", "bmp"] = "jpg", **options: int
) -> bytes:
    """`options` are those of `GetSourceScreenshot`: imageWidth, imageHeight (px),
    imageCompressionQuality. Raises as `ObsLink.call` does; RequestRefused while there is none."""
    answer = link.call(
        "GetSourceScreenshot", sourceName=source, imageFormat=image_format, **options
    )
    # A data URL: what it is of, a comma, the file in base64.
    return base64.b64decode(answer["imageData"].partition(",")[2])

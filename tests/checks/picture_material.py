"""Pictures for the picture checks: seventeen free photographs, made worse by known amounts.

What they are and whose: photographs/README.md. None was taken by a laptop's camera: a webcam is
imitated by cropping to 16:9 at 640×360, small changes of exposure and colour, and a sensor's noise
that differs from frame to frame. Hosts are the two people among them, cut out and put before the
other photographs.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy

from host_assistant.checks.picture import Frame
from host_assistant.stage.opencv import opencv

if TYPE_CHECKING:
    import cv2
else:
    cv2 = opencv()

Image = numpy.ndarray[Any, Any]
Change = Callable[[Image], Image]

PHOTOGRAPHS = Path(__file__).with_name("photographs")
TUNED_ON = ("coffee", "pavilion", "meadow", "room", "brushes", "raccoon", "cameraman", "dahlia")
REPORTED_ON = ("cat", "dogs", "brook", "mountains", "fig", "dandelions", "rocket")
HOST_TUNED_ON, HOST_REPORTED_ON = "astronaut", "grace-hopper"
# Where the person is in the photograph, and what of it is surely theirs (a neck between white
# cloths): left, top, right, bottom, in parts of it.
PERSON = {
    "astronaut": ((0.0, 0.02, 0.8, 1.0), (0.37, 0.25, 0.5, 0.48)),
    "grace-hopper": ((0.02, 0.02, 0.98, 1.0), (0.4, 0.3, 0.6, 0.95)),
}

FOREHEAD = {"astronaut": 0.14, "grace-hopper": 0.2}  # down the photograph

WIDTH, HEIGHT = 640, 360
NOISE = 3.0  # levels: a laptop's camera in a lit room


class Scene(msgspec.Struct, frozen=True):
    """One good picture; where somebody stands in it, who and where, and what is behind them."""

    name: str
    image: Image
    behind: Image
    host: str = ""
    size: float = 0.0
    place: float = 0.0

    def backlit(self, stops: float) -> Image:
        """The host `stops` under, what is behind as much over: a window, exposed for both."""
        behind = exposed(metered(self.behind), stops)
        return with_host(behind, self.host, self.size, self.place, -stops)


@functools.cache
def photograph(name: str) -> Image:
    image = cv2.imread(str(PHOTOGRAPHS / f"{name}.jpg"))
    assert image is not None
    return image


def scenes(names: tuple[str, ...], host: str) -> Iterator[Scene]:
    """Each photograph as two cameras might see it, and the host before each of them."""
    for number, name in enumerate(names):
        rng = numpy.random.default_rng(number)
        for crop in (0.2, 0.8):
            view = cropped(photograph(name), crop)
            yield Scene(f"{name} {crop}", webcam(view, rng), view)
        for size, place in ((0.9, 0.5), (0.65, 0.4)):
            behind = blurred(cropped(photograph(name), 0.5), 1.0)
            image = webcam(with_host(behind, host, size, place), rng)
            yield Scene(f"{host} {size} before {name}", image, behind, host, size, place)


def cropped(image: Image, where: float) -> Image:
    """A 16:9 part of it: from its beginning (0) to its end (1)."""
    height, width = image.shape[:2]
    if width * HEIGHT >= height * WIDTH:
        part = round(height * WIDTH / HEIGHT)
        start = round((width - part) * where)
        image = image[:, start : start + part]
    else:
        part = round(width * HEIGHT / WIDTH)
        start = round((height - part) * where)
        image = image[start : start + part]
    return cv2.resize(image, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)


def webcam(image: Image, rng: numpy.random.Generator) -> Image:
    """A little brighter or darker, warmer or colder, and as soft as a cheap lens."""
    image = exposed(image, rng.uniform(-0.4, 0.4))
    tint = numpy.array([rng.uniform(0.92, 1.08), 1.0, rng.uniform(0.92, 1.08)])
    image = numpy.clip(image * tint, 0, 255).astype(numpy.uint8)
    return blurred(image, rng.uniform(0.3, 0.8))


def with_host(behind: Image, host: str, size: float, place: float, stops: float = 0.0) -> Image:
    """The person as high as `size` of the picture, standing on its lower edge."""
    person, mask = cut_out(host)
    person = exposed(person, stops)
    scale = HEIGHT * size / person.shape[0]
    to = round(person.shape[1] * scale), round(HEIGHT * size)
    person = cv2.resize(person, to, interpolation=cv2.INTER_AREA)
    alpha = cv2.resize(mask, to, interpolation=cv2.INTER_AREA)[:, :, None]
    left = int(numpy.clip(WIDTH * place - to[0] / 2, 0, WIDTH - to[0]))
    out = behind.copy()
    under = out[HEIGHT - to[1] :, left : left + to[0]]
    under[:] = (person * alpha + under * (1 - alpha)).astype(numpy.uint8)
    return out


@functools.cache
def cut_out(host: str) -> tuple[Image, Image]:
    """The person and the share of each pixel that is theirs."""
    image = photograph(host)
    height, width = image.shape[:2]
    mask = numpy.full((height, width), cv2.GC_BGD, numpy.uint8)
    for box, value in zip(PERSON[host], (cv2.GC_PR_FGD, cv2.GC_FGD), strict=True):
        left, top, right, bottom = box
        rows = slice(int(top * height), int(bottom * height))
        mask[rows, int(left * width) : int(right * width)] = value
    cv2.setRNGSeed(1)
    models: tuple[Image, Image] = numpy.zeros((1, 65)), numpy.zeros((1, 65))
    cv2.grabCut(image, mask, (0, 0, width, height), *models, 5, cv2.GC_INIT_WITH_MASK)
    theirs = ((mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)).astype(numpy.float32)
    return image, cv2.GaussianBlur(theirs, (0, 0), 1.2)


def frames(
    image: Image, count: int = 3, *, every_s: float = 0.2, noise: float = NOISE
) -> list[Frame]:
    """What a camera that looks at a still scene sends: no two frames have the same noise."""
    rng = numpy.random.default_rng(count)
    height, width = image.shape[:2]
    grain = _grain(height, width) * noise if noise else numpy.zeros((height * 2, width * 2, 3))
    grain = grain.astype(numpy.int16)
    made = []
    for number in range(count):
        y, x = int(rng.integers(height)), int(rng.integers(width))
        noisy = image.astype(numpy.int16) + grain[y : y + height, x : x + width]
        made.append(Frame(numpy.clip(noisy, 0, 255).astype(numpy.uint8), number * every_s))
    return made


@functools.cache
def _grain(height: int, width: int) -> Image:
    """Noise of one level, twice as large as a picture: each frame takes another part of it."""
    shape = (height * 2, width * 2, 3)
    return numpy.random.default_rng(7).normal(0, 1, shape).astype(numpy.float32)


def exposed(image: Image, stops: float) -> Image:
    """As if the lens had let in 2 to the power of `stops` times the light (sRGB's curve as 2.2)."""
    light = (image.astype(numpy.float32) / 255) ** 2.2 * 2.0**stops
    brighter: Image = (numpy.clip(light, 0, 1) ** (1 / 2.2) * 255).astype(numpy.uint8)
    return brighter


def metered(image: Image) -> Image:
    """As a camera that meters the whole picture would expose it: to a mean of 18 % grey."""
    small = cv2.resize(image, (64, 36), interpolation=cv2.INTER_AREA)
    low, high = -4.0, 4.0
    while high - low > 0.05:
        middle = (low + high) / 2
        low, high = (middle, high) if exposed(small, middle).mean() < 118 else (low, middle)
    return exposed(image, low)


def blurred(image: Image, sigma_px: float) -> Image:
    return cv2.GaussianBlur(image, (0, 0), sigma_px)


def smeared(image: Image, length_px: int, degrees: float = 0.0) -> Image:
    """As if the camera had moved by so many pixels while the shutter was open."""
    kernel: Image = numpy.zeros((length_px, length_px), numpy.float32)
    kernel[length_px // 2] = 1
    middle = ((length_px - 1) / 2, (length_px - 1) / 2)
    kernel = cv2.warpAffine(
        kernel, cv2.getRotationMatrix2D(middle, degrees, 1), (length_px, length_px)
    )
    return cv2.filter2D(image, -1, kernel / kernel.sum())

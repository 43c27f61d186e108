"""The system's own packages: which are wanted, which are missing, and how they get there.

A name with bars lists alternatives, since Debian and Ubuntu disagree over some: any of them that
is installed will do, and the first that the system's package lists know is installed.
"""

import shlex
from collections.abc import Callable, Iterable

from first_start.machine import Machine
from first_start.words import sentence

# What the libraries that pip brings expect of the system: found with ldd over Qt's libraries and
# plugins, OpenCV and PortAudio on a bare Debian 12 (libxrandr2: the player of recordings).
RUN = (
    "libxcb-cursor0",
    "libxkbcommon-x11-0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxcb-image0",
    "libxcb-render-util0",
    "libegl1",
    "libgl1",
    "libdbus-1-3",
    "libfontconfig1",
    "libglib2.0-0t64|libglib2.0-0",
    "libgssapi-krb5-2",
    "libpulse0",
    "libwayland-cursor0",
    "libwayland-egl1",
    "libxrandr2",
    "libportaudio2",
    "fonts-noto-core",
    "fonts-noto-color-emoji",
)
TEST = (
    *RUN,
    "obs-studio",
    "obs-plugins",
    "xvfb",
    "xdotool",
    "libgl1-mesa-dri",
    "pulseaudio",
    "pulseaudio-utils",
    "libasound2-plugins",
    "espeak-ng",
    "nginx",
    "libnginx-mod-rtmp",
    "tesseract-ocr",
    "tesseract-ocr-vie",
    "ffmpeg",
    "iproute2",
    "chromium",
)
TEST_PROGRAMS = (
    "obs",
    "Xvfb",
    "xdotool",
    "pulseaudio",
    "paplay",
    "espeak-ng",
    "nginx",
    "tesseract",
    "ffmpeg",
    "tc",
    "chromium",
)


def is_debian_like(os_release: str) -> bool:
    """Whether /etc/os-release names Debian, Ubuntu or one of their children."""
    fields = dict(line.split("=", 1) for line in os_release.splitlines() if "=" in line)
    named = f"{fields.get('ID', '')} {fields.get('ID_LIKE', '')}".replace('"', "")
    return not {"debian", "ubuntu"}.isdisjoint(named.split())


def missing(
    wanted: Iterable[str], installed: Callable[[str], bool], known: Callable[[str], bool]
) -> list[str]:
    """The names to install, one for each wanted package of which no alternative is there."""
    names = []
    for entry in wanted:
        choices = entry.split("|")
        if not any(installed(name) for name in choices):
            names.append(next((name for name in choices if known(name)), choices[0]))
    return names


def prepare(machine: Machine, purpose: str) -> bool:
    """See to the system's packages; False, with the reason said, when the user must act first."""
    if not machine.platform.startswith("linux"):
        return True
    if not is_debian_like(machine.os_release()):
        machine.say(sentence("other_linux", machine.environ))
        _name_missing_programs(machine, purpose)
        return True
    wanted = RUN if purpose == "run" else TEST
    if not machine.has_module("ensurepip"):
        wanted = ("python{}.{}-venv".format(*machine.python_version), *wanted)
    lacking = _lacking(machine, wanted)
    return not lacking or _install(machine, lacking)


def _lacking(machine: Machine, wanted: tuple[str, ...]) -> list[str]:
    names = [name for entry in wanted for name in entry.split("|")]
    listing = machine.output(["dpkg-query", "-W", "-f=${db:Status-Status} ${Package}\n", *names])
    installed = {line.split()[1] for line in listing.splitlines() if line.startswith("installed ")}

    def known(name: str) -> bool:
        return bool(machine.output(["apt-cache", "show", "--no-all-versions", name]).strip())

    return missing(wanted, installed.__contains__, known)


def _install(machine: Machine, names: list[str]) -> bool:
    get = ["apt-get", "-o", "DPkg::Lock::Timeout=300"]
    install = [*get, "install", "-y", "--no-install-recommends"]
    if machine.is_administrator():
        prefix = ["env", "DEBIAN_FRONTEND=noninteractive"]
    elif machine.succeeds(["sudo", "-n", "true"]):
        prefix = ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    else:
        machine.say(sentence("type_this", machine.environ))
        line = shlex.join(["sudo", "apt-get", "install", "-y", "--no-install-recommends", *names])
        machine.say(f"\n    sudo apt-get update && {line}\n")
        return False
    machine.say(sentence("system_packages", machine.environ, packages=" ".join(names)))
    # Old lists name packages that the servers no longer have; without a network the next step says.
    machine.run([*prefix, *get, "update", "-qq"])
    # The lists of a fresh machine are empty, so which alternative exists shows only now.
    names = _lacking(machine, tuple(_with_alternatives(names)))
    if machine.run([*prefix, *install, "-qq", *names]) == 0:
        return True
    machine.say(sentence("packages_failed", machine.environ))
    return False


def _with_alternatives(names: list[str]) -> Iterable[str]:
    for name in names:
        yield next((entry for entry in TEST if name in entry.split("|")), name)


def _name_missing_programs(machine: Machine, purpose: str) -> None:
    lacking = [name for name in TEST_PROGRAMS if machine.which(name) is None]
    if purpose == "test" and lacking:
        machine.say(sentence("tests_lack", machine.environ, programs=", ".join(lacking)))

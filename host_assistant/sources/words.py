"""What a source says of itself: what happened, what it means for the broadcast, what to press."""

from __future__ import annotations

from host_assistant.language import _


def asking(platform: str) -> str:
    return _("Asking {platform} for the broadcast…").format(platform=platform)


def not_begun(platform: str, title: str) -> str:
    return _(
        "The broadcast “{title}” has not begun on {platform}. Its comments come in by themselves "
        "once it does."
    ).format(title=title, platform=platform)


def reading_of(title: str, channel: str) -> str:
    """For YouTube, where a key belongs to no channel."""
    return _(
        "Reading the comments of “{title}” on the channel “{channel}”. The key does not tell "
        "whose channel that is: look whether it is yours."
    ).format(title=title, channel=channel)


def reading_of_page(title: str, page: str) -> str:
    return _("Reading the comments of “{title}” on your page “{page}”.").format(
        title=title, page=page
    )


def not_reached(platform: str) -> str:
    return _(
        "{platform} does not answer. Comments from there come late, none is lost. Nothing is to be "
        "pressed: it is tried again by itself."
    ).format(platform=platform)


def too_fast(platform: str) -> str:
    return _(
        "{platform} wants to be asked less often. Comments from there come a little later, none is "
        "lost. Nothing is to be pressed."
    ).format(platform=platform)


def used_up(platform: str) -> str:
    return _(
        "What the key may ask {platform} in a day is used up. Orders from there do not come in "
        "now. Take them down by hand, or connect Social Stream Ninja in Settings."
    ).format(platform=platform)


def key_refused(platform: str) -> str:
    return _(
        "{platform} does not accept the key: it is wrong, has run out, or may not read comments. "
        "Orders from there do not come in. Put in a new key in Settings and open the show again."
    ).format(platform=platform)


def no_such_broadcast(platform: str) -> str:
    return _(
        "{platform} knows no such broadcast, or the key may not see it. Orders from there do not "
        "come in. Copy the address of your broadcast into Settings and open the show again."
    ).format(platform=platform)


def another_page(page: str, owner: str) -> str:
    return _(
        "This broadcast belongs to “{owner}”, and the key to “{page}”. Its comments are not read. "
        "Copy the address of your own broadcast into Settings and open the show again."
    ).format(owner=owner, page=page)


def comments_off(platform: str) -> str:
    return _(
        "Comments are switched off for this broadcast on {platform}. Orders from there do not come "
        "in. Switch them on there and open the show again."
    ).format(platform=platform)


def broadcast_over(platform: str, received: int) -> str:
    return _("The broadcast on {platform} is over. Comments that came in: {count}.").format(
        platform=platform, count=received
    )

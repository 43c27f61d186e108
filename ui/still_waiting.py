"""What a session that is about to end leaves undone."""

from __future__ import annotations

from host_assistant.language import _, ngettext
from host_assistant.show.inbox import inbox_counts
from host_assistant.show.state import ShowState


def still_waiting_words(state: ShowState) -> str:
    """Such as "Still waiting: 4 orders to confirm, 1 call-off."; empty where nothing does.

    Orders on the waiting list stay on their own sheet for tomorrow and are not counted.
    """
    counts = inbox_counts(state)
    sure, unsure, cancel = counts["sure"], counts["unsure"], counts["cancel"]
    parts = [
        words.format(count=count)
        for count, words in (
            (sure, ngettext("{count} order to confirm", "{count} orders to confirm", sure)),
            (unsure, ngettext("{count} comment to look at", "{count} comments to look at", unsure)),
            (cancel, ngettext("{count} call-off", "{count} call-offs", cancel)),
        )
        if count
    ]
    if not parts:
        return ""
    return _("Still waiting: {what}. After the end none of it can be confirmed any more.").format(
        what=", ".join(parts)
    )

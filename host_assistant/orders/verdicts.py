"""What a clause does: patterns over its parts (`lexicon.PARTS` names the letters)."""

from __future__ import annotations

import re
from typing import Final, Literal

Verdict = Literal["order", "question", "refusal", "cancel", "story", "nothing"]

_WHEN_IT_IS: Final = re.compile(r"q[^q]*[fi]O|^\$?f?iO$")
_QUESTION: Final = re.compile(r"q|.[xy]$|[uj].*x(?:$|H)")
_CANCEL: Final = re.compile(r"c|b(?:[OQPCNUr]|$)|[xr].*[OgA].*n(?!D)|[xr]u?n(?!D)")
_NOT_A_REFUSAL: Final = re.compile(r"^[^xyr]*[QC][^xyr]*x[OA].")
_REFUSAL: Final = re.compile(r"[xy]u?[OA]|[xy]u|^x$|^y|(?<![QNPC])r|r.|[xy].*D$|^D|(?<!u)fO|.iO")
_STORY: Final = re.compile(r"[tdRi]")
# A verb that takes what follows it, or a code with its number: nobody tells a story like that.
_STRONG: Final = re.compile(r"[OA][gl]?[QPCU]|CQ|QC|[+s]Q|PQH|QPH|HQ|QH|[OA]\*?Q|hQ")
_GOODS: Final = re.compile(r"[QC]|[OA].*P|P.*O|[OAg]U|^U[P*]|UP")
_BARE_ORDER: Final = re.compile(r"^[^tq]*O[HLGglaSI;]*$")
_SPOKEN_OF: Final = re.compile(r"[je$D]")
_VERB: Final = re.compile(r"[OACgHh+]")
# What may stand in an order of which every word was understood.
HARMLESS: Final = frozenset("OAglaCPQNHGL*+JsISEnU")


def verdict(clause: str) -> Verdict:
    """What `clause` does by itself."""
    if _WHEN_IT_IS.search(clause):
        return "refusal"
    if _QUESTION.search(clause):
        return "refusal" if clause in ("x", "rx") else "question"
    if _CANCEL.search(clause):
        return "cancel"
    if _REFUSAL.search(clause) and not _NOT_A_REFUSAL.search(clause):
        return "refusal"
    if _STORY.search(clause):
        return "story"
    if _GOODS.search(clause):
        return "order" if _is_meant(clause) else "nothing"
    return "order" if _BARE_ORDER.search(clause) else "nothing"


def _is_meant(clause: str) -> bool:
    """Whether goods that are named are also wanted."""
    if "w" in clause:
        return _STRONG.search(clause) is not None
    if _SPOKEN_OF.search(clause) or "T" in clause:
        return _VERB.search(clause) is not None
    return True


def has_verb(clause: str) -> bool:
    """Whether an order says so, instead of a bare quantity."""
    return _VERB.search(clause) is not None

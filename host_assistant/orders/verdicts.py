"""What a clause does: patterns over its parts (`lexicon.PARTS` names the letters)."""

from __future__ import annotations

import re
from typing import Final, Literal

Verdict = Literal["order", "question", "refusal", "cancel", "story", "nothing"]

_WHEN_IT_IS: Final = re.compile(r"@[^q@]*[fi]O|^@.+O$|^\$?f?iO$|Dt?O")
_ONLY_LEFT: Final = re.compile(r"^w?jQ[^xyq]*$|^[^xyqOcb]*Q[^xyqOcb]*jQ[^xyq]*$")
_QUESTION: Final = re.compile(
    r"[q@]|.[xy]4?$|[uj].*x(?:$|H)|^[^OAY]+Y[^%]|^[^e%R$wtx]*&[^e%R$wtx]*$"
    r"|^[^xyr]*[^xyrQ]D$|.3$"
)
_CANCEL: Final = re.compile(r"(?<!t)c|b(?:[OQPCNUrl2]|$)|[xr2].*[OgA].*n(?!D)|[xr]u?n(?!D)")
_NOT_A_REFUSAL: Final = re.compile(r"^[^xyr]*[QC][^xyr]*x[OA].")
_REFUSAL: Final = re.compile(
    r"[xy]u?[OA]|x..?O|[xy]u|^x$|^y|(?<![QNPC])r|r.|[xy].*D$|^Dj?O|(?<!u)fO|.iO(?!.*t)|^2|[%ef]2$|2.*[xO]|R[^O]*2$|x[^O]*2%?$"
)
_BOUGHT: Final = re.compile(r"^[^xyr]*OR[^2]*$")
_JUST_NO: Final = ("x", "rx", "2x")
_STORY: Final = re.compile(r"[tdRi4]")
# A verb that takes what follows it, or a code with its number: nobody tells a story like that.
_STRONG: Final = re.compile(r"[OA][gl]?[QPCU]|CQ|QC|[+s]Q|Q.*H|H.*Q|[OA]\*?Q|hQ")
# "2 hộp nhé …": a particle that makes a wish of it.
_WISHED: Final = re.compile(r"Q[PGHLglaS]*[p5]*o|^[p965o]*(?:P?Q|QP).*o[p57]*$")
_GOODS: Final = re.compile(r"[QC]|[OA].*P|P.*O|[OAg]U|^U[P*]|UP")
_BARE_ORDER: Final = re.compile(r"^[HLGn]*O(?:[HLJAn]|[gla]*S*G)*$")
_SPOKEN_OF: Final = re.compile(r"[je%$D&]")
_VERB: Final = re.compile(r"[OACgHh+]")
_SAID: Final = re.compile(r"[OA]")
# What may stand in an order of which every word was understood.
# "Rẻ quá chốt 10kg": praise before a verb.
PRAISED: Final = re.compile(r"^[e%]+(?=O)")
HARMLESS: Final = frozenset("OAglaCPQNHFGL*+JsISEnUT2")


def verdict(clause: str, whole: str) -> Verdict:
    """What `clause` does by itself; `whole` is the same with people and courtesies."""
    if _WHEN_IT_IS.search(clause):
        return "refusal"
    if _ONLY_LEFT.search(clause):
        return "story"
    if _QUESTION.search(clause):
        return "refusal" if clause in _JUST_NO and "8" not in whole else "question"
    if _CANCEL.search(clause):
        return "cancel"
    if _NOT_A_REFUSAL.search(clause):
        return "order"
    if _BOUGHT.search(clause):
        return "story"
    if _REFUSAL.search(clause):
        return "refusal"
    if _STORY.search(clause):
        return "story"
    if _GOODS.search(clause):
        return "order" if _is_meant(clause, whole) else "nothing"
    return "order" if _BARE_ORDER.search(clause) and "9" not in whole else "nothing"


def _is_meant(clause: str, whole: str) -> bool:
    """Whether goods that are named are also wanted."""
    if "Q" not in clause and "C" not in clause and "S" in clause and "G" not in clause:
        return False
    if "w" in clause:
        return _STRONG.search(clause) is not None or _WISHED.search(whole) is not None
    if _SPOKEN_OF.search(clause) or "T" in clause:
        return _VERB.search(clause) is not None
    return True


def has_verb(clause: str) -> bool:
    """Whether an order says so, instead of a bare quantity."""
    return _VERB.search(clause) is not None


_CALLED: Final = re.compile(r"[p5]+7")
_UNSAID: Final = re.compile(r"^[^QNPCU]*[p958G]|8|U|QQ|QPQ")
_GIVEN: Final = re.compile(r"^[^O]*[p95][po6]*[Ag]")
_BY_OTHERS: Final = re.compile(r"9[po96lGSaI]*[OAg]|97")
_FOR_OTHERS: Final = re.compile(r"^[^OA]*9")
_TOLD_TO: Final = re.compile(r"p[^OAQPC]*[OA][^QPC]*p|p[po]*[OA].*[QPC]Ap")
_LATER: Final = re.compile(r"8[po]*O|lQ|^[^H]*I")
_SENT: Final = re.compile(r"^[^OACQ]*g")
_PEOPLE: Final = re.compile(r"N[p9](?!7)")
_ASKED: Final = re.compile(r"[o7]")


def doubtful_speaker(whole: str, *, with_phone: bool) -> bool:
    """Whether an order of known words may still be somebody's tale: "mẹ cho em 5kg".

    `whole` is a clause with the people and courtesies in it. A telephone number is left by
    buyers alone.
    """
    called = _CALLED.search(whole) is not None
    if called:
        whole = _CALLED.sub("7", whole)
    if _BY_OTHERS.search(whole) or _PEOPLE.search(whole):
        return True
    if with_phone:
        return False
    if _FOR_OTHERS.search(whole) or _TOLD_TO.search(whole) or _LATER.search(whole):
        return True
    if "O" not in whole and "A" not in whole and _UNSAID.search(whole):
        return True
    if "O" in whole or _ASKED.search(whole):
        return False
    return _GIVEN.search(whole) is not None or _SENT.search(whole) is not None

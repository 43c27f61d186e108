"""What is said of the goods and may not be, or not without papers: for the host to answer.

A flag is never more than amber: the program reads words, not what stands behind them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from host_assistant.catalog.product import Product
from host_assistant.checks.claim_answers import Answer
from host_assistant.checks.claim_rules import Rule, found_in, rules
from host_assistant.checks.finding import Finding

# More of the same would not be read.
_QUOTED: Final = 3
_NAMED: Final = 5


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """Something of one product that breaks one rule, or needs a paper that it lacks.

    `phrase` is what was found, as it is written there. `key` names the flag until anything that
    it was found in changes: an answer does not outlive the words that it was given for.
    """

    sku: str
    rule: Rule
    phrase: str
    key: str


def flags_of(product: Product) -> tuple[Flag, ...]:
    """All that the host must answer for, in the order of the rules."""
    return tuple(
        Flag(sku=product.sku, rule=rule, phrase=phrase, key=_key(product, rule))
        for rule in rules()
        if (phrase := _claimed(product, rule)) and not _proven(product, rule)
    )


def look_at_claims(
    products: Sequence[Product], answers: Mapping[str, Answer]
) -> tuple[Finding, ...]:
    """One doubtful finding for each rule with flags that nobody answered; none without goods."""
    flags = [flag for product in products for flag in flags_of(product)]
    unanswered: dict[str, list[Flag]] = {}
    for flag in flags:
        if flag.key not in answers:
            unanswered.setdefault(flag.rule.code, []).append(flag)
    if unanswered:
        return tuple(_finding(together) for together in unanswered.values())
    if not products:
        return ()
    code = "answered" if flags else "nothing"
    return (Finding(check="claims", level="good", code=code, figures={"count": len(flags)}),)


def _finding(flags: Sequence[Flag]) -> Finding:
    """The finding for flags of one rule."""
    rule = flags[0].rule
    return Finding(
        check="claims",
        level="doubtful",
        code=rule.kind,
        figures={
            "sku": _listed(flag.sku for flag in flags),
            "phrase": _listed(flag.phrase for flag in flags),
            "rule": rule.code,
            "count": len(flags),
        },
        remedy="answer_claims",
    )


def _listed(texts: Iterable[str]) -> str:
    """The first of them, each once."""
    each = list(dict.fromkeys(texts))
    return ", ".join(each[:_NAMED]) + (", …" if each[_NAMED:] else "")


def _claimed(product: Product, rule: Rule) -> str:
    """What of the rule's matter the product claims, or ""."""
    if rule.kind == "ocop" and product.ocop:
        return f"OCOP {product.ocop} ★"
    texts = [product.name, product.name_en]
    if rule.where == "all":
        texts += [product.story, product.story_en]
    said = [phrase for text in texts for phrase in found_in(text, rule.phrases, rule.innocent)]
    return ", ".join(list(dict.fromkeys(said))[:_QUOTED])


def _proven(product: Product, rule: Rule) -> bool:
    papers = product.papers.strip()
    if not papers:
        return False
    return "*" in rule.proof or bool(found_in(papers, rule.proof))


def _key(product: Product, rule: Rule) -> str:
    content = msgspec.json.encode(
        [
            rule.code,
            product.sku,
            product.name,
            product.name_en,
            product.story,
            product.story_en,
            product.papers,
            product.ocop,
        ]
    )
    return hashlib.sha256(content).hexdigest()[:16]

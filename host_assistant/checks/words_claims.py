"""The words for what is said of the goods; {rule} is where the rule comes from."""

from __future__ import annotations

from host_assistant.language import _


def words() -> dict[str, str]:
    """ "check.code" → its sentence, with places for the finding's figures."""
    return {
        "claims.nothing": _("Nothing is said of the goods that would need a paper they lack."),
        "claims.answered": _("All questions about what is said of the goods are answered."),
        "claims.superlative": _(
            "{sku}: “{phrase}”. Such words are allowed only with a paper that proves them, and "
            "platforms take broadcasts down for them. Take the words out, or press “Answer”. "
            "Rule: {rule}."
        ),
        "claims.comparison": _(
            "{sku}: “{phrase}”. Comparing yourself with other sellers' goods is forbidden in "
            "advertising. Say what is good about yours, or press “Answer”. Rule: {rule}."
        ),
        "claims.cure": _(
            "{sku}: “{phrase}”. What is no medicine must not be sold as one: this brings the "
            "highest fines. Take the words out, or press “Answer”. Rule: {rule}."
        ),
        "claims.doctor": _(
            "{sku}: “{phrase}”. Food must not be advertised in the name of doctors, hospitals "
            "or patients. Take the words out, or press “Answer”. Rule: {rule}."
        ),
        "claims.forbidden": _(
            "{sku}: “{phrase}”. Such goods must not be advertised, and platforms take "
            "broadcasts down for them. Take them off the list, or press “Answer”. Rule: {rule}."
        ),
        "claims.alcohol": _(
            "{sku}: alcohol (“{phrase}”). From 15 degrees on it must not be advertised; below "
            "that it is only for people over 18. Take them off the list, or press “Answer”. "
            "Rule: {rule}."
        ),
        "claims.fake": _(
            "{sku}: “{phrase}”. Viewers and inspectors read that as fake or smuggled goods. "
            "Take the words out, or press “Answer” if you hold the invoices. Rule: {rule}."
        ),
        "claims.unproven": _(
            "{sku}: “{phrase}”, but the papers do not show it. Whoever asks must be shown the "
            "certificate. Write its number under papers, or press “Answer”. Rule: {rule}."
        ),
        "claims.ocop": _(
            "{sku}: {phrase}, but no paper. Stars come with a certificate, and the card shows "
            "them to everybody. Write its number under papers, or press “Answer”. Rule: {rule}."
        ),
        "claims.needs_papers": _(
            "{sku}: “{phrase}” is sold with papers, and none is written down. The host "
            "must turn down goods without papers. Write their number under papers, or "
            "press “Answer” if you hold them. Rule: {rule}."
        ),
    }

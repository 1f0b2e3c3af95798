"""The rules of standing orders in words, in the language now active; results in words are elsewhere."""

import re

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from council.domain.packs import LegalBasis, Pack, Provenance, role_names
from council.domain.rules import Majority, Meaning
from council.domain.shares import Base, Share, fraction_text

NO_BREAK = "\u00a0"
# Between "чл." and its number, and between a number and its "člen".
BESIDE_NUMBER = re.compile(r"(?<=\.) (?=\d)|(?<=\d\.) (?=\w)")

BASES = {
    Base.TOTAL: gettext_lazy("all members by law"),
    Base.IN_OFFICE: gettext_lazy("the members in office"),
    Base.PRESENT: gettext_lazy("those present"),
    Base.PRESENT_WITH_RECUSED: gettext_lazy("those present, the recused among them"),
    Base.CAST: gettext_lazy("the votes cast"),
    Base.FOR_AGAINST: gettext_lazy("the votes for and against"),
}
ABSTAINING = {
    Meaning.FOR: gettext_lazy("abstaining counts as for"),
    Meaning.AGAINST: gettext_lazy("abstaining counts as against"),
    Meaning.NOT_PRESENT: gettext_lazy("who abstains counts as not present"),
}
SILENCE = {
    Meaning.FOR: gettext_lazy("not voting counts as for"),
    Meaning.AGAINST: gettext_lazy("not voting counts as against"),
    Meaning.NOT_PRESENT: gettext_lazy("who does not vote counts as not present"),
}


ROLES = {
    "chair": gettext_lazy("chair"),
    "deputy": gettext_lazy("deputy chair"),
    "clerk": gettext_lazy("clerk"),
}


def role_words(role: str, pack: Pack | None) -> str:
    """Return what chair, deputy or clerk is called: as the pack names it in the language now active, else in general."""
    return role_names(pack, get_language() or "").get(role) or str(ROLES[role])


def share_words(share: Share) -> str:
    """Return a share, such as "more than 1/2 of those present"; a fixed one in votes, such as "at least 3 votes"."""
    parts = {"fraction": fraction_text(share.fraction), "floor": share.floor}
    if share.base is Base.FIXED:
        number = share.least(share.size)
        words = ngettext("at least %(number)s vote", "at least %(number)s votes", number) % {"number": number}
    else:
        pattern = (
            _("more than %(fraction)s of %(base)s")
            if share.is_strict
            else _("at least %(fraction)s of %(base)s")
        )
        words = pattern % {**parts, "base": str(BASES[share.base])}
    return words + (_(", never fewer than %(floor)s") % parts if share.floor else "")


def majority_words(majority: Majority) -> str:
    """Return the rule with all it says, such as "more than 1/2 of those present; abstaining counts as against"."""
    words = [share_words(share) for share in majority.shares]
    words += [str(ABSTAINING[majority.abstaining])] if majority.abstaining in ABSTAINING else []
    words += [str(SILENCE[majority.silence])] if majority.silence in SILENCE else []
    words += [] if majority.counts_invalid else [_("invalid and blank papers are left out")]
    return "; ".join(words)


def rule_words(majority: Majority) -> str:
    """Return the rule, and the article it was read in or that it is unverified."""
    source = provenance_words(Provenance(majority.article))
    return _("%(rule)s (%(article)s)") % {"rule": majority_words(majority), "article": source}


SECRECIES = {"named": gettext_lazy("by name"), "secret": gettext_lazy("secret, on paper")}


def basis_words(basis: LegalBasis) -> str:
    """Return a legal basis to choose: its article or that it is unverified, the matter, the majority, how it is voted."""
    parts = [basis.title, majority_words(basis.majority), str(SECRECIES.get(basis.secrecy, ""))]
    return f"{provenance_words(basis.provenance)}: {', '.join(part for part in parts if part)}"


def provenance_words(provenance: Provenance) -> str:
    """Return the article that a rule was read in, or that it is unverified; never an article that was not read.

    A number stays on the line of the word that it belongs to.
    """
    return BESIDE_NUMBER.sub(NO_BREAK, provenance.article) or _("unverified")

"""Motions in words, in the language now active: what each is for, the stock phrases that say it; and procedures."""

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from agenda.domain.aims import Aim
from agenda.domain.procedures import Procedure

AIMS = {
    Aim.CLOSE_DEBATE: pgettext_lazy("motion", "close the debate"),
    Aim.POSTPONE: pgettext_lazy("motion", "postpone the item"),
    Aim.TAKE_OUT: pgettext_lazy("motion", "take the item off the agenda"),
    Aim.REJECT: pgettext_lazy("motion", "reject the proposal"),
    Aim.REORDER: pgettext_lazy("motion", "change the order of items"),
    Aim.AGENDA: pgettext_lazy("motion", "adopt the agenda"),
    Aim.BREAK: pgettext_lazy("motion", "take a break"),
    Aim.ROLL_CALL: pgettext_lazy("motion", "vote by roll call"),
    Aim.SECRET: pgettext_lazy("motion", "vote in secret"),
    Aim.CLOSED: pgettext_lazy("motion", "close the item to the public"),
    Aim.OTHER: pgettext_lazy("motion", "other procedural motion"),
    Aim.CORRECTION: pgettext_lazy("motion", "correction"),
    Aim.ADDITION: pgettext_lazy("motion", "addition"),
    Aim.SUBSTITUTE: pgettext_lazy("motion", "substitute text"),
}
BUTTONS = {
    "close_debate": _("Close the debate"),
    "postpone": _("Postpone the item"),
    "take_out": _("Take the item out"),
    "reject": _("Reject the proposal"),
    "reorder": _("Change the order of items"),
    "agenda": _("Adopt the agenda"),
    "break": _("Take a break"),
    "roll_call": _("Vote by roll call"),
    "secret": _("Vote in secret"),
    "closed": _("Close the item to the public"),
    "other": _("Other motion"),
    "replace": _("Replace the words"),
    "delete": _("Delete the words"),
    "insert": _("Insert after the words"),
    "add": _("Add at the end"),
    "substitute": _("Replace the whole text"),
}
SENTENCES = {
    "close_debate": _("The debate on this item is closed."),
    "postpone": _("The item is postponed to a later meeting."),
    "take_out": _("The item is taken off the agenda."),
    "reject": _("The proposal is rejected without being voted in substance."),
    "reorder": _("Item %(old)s is dealt with before item %(new)s."),
    "agenda": _("The agenda of the meeting is adopted."),
    "break": _("The meeting takes a break."),
    "roll_call": _("The vote on this item is taken by roll call."),
    "secret": _("The vote on this item is taken in secret."),
    "closed": _("The item is dealt with in closed session."),
    "other": "%(new)s",
    "replace": _("In the text, the words “%(old)s” are replaced by “%(new)s”."),
    "delete": _("In the text, the words “%(old)s” are deleted."),
    "insert": _("In the text, after the words “%(old)s” is inserted: “%(new)s”"),
    "add": _("At the end of the text is added: “%(new)s”"),
    "substitute": _("The text is replaced by: “%(new)s”"),
}
LAST = _("Item %(old)s is dealt with after all others.")
PROCEDURES = {
    Procedure.USUAL: pgettext_lazy("procedure", "usual"),
    Procedure.FIRST_READING: pgettext_lazy("procedure", "first reading"),
    Procedure.SECOND_READING: pgettext_lazy("procedure", "second reading"),
    Procedure.SHORTENED: pgettext_lazy("procedure", "shortened procedure"),
    Procedure.URGENT: pgettext_lazy("procedure", "urgent procedure"),
}
KINDS = {"amendment": _("Amendment"), "procedural": _("Procedural motion"), "main": _("Main motion")}


def motion_text(phrase: str, old: str, new: str) -> str:
    """Return what is put to the vote, in the words of the stock phrase."""
    sentence = LAST if phrase == "reorder" and not new else SENTENCES[phrase]
    return str(sentence) % {"old": old, "new": new}


def moved_words(kind: str, aim: str, mover: str, seconder: str) -> str:
    """Return what kind of motion it is and who moved it, such as "Amendment (correction). Moved by …"."""
    what = f"{KINDS[kind]} ({AIMS[Aim(aim)]})." if aim else f"{KINDS[kind]}."
    words = {"what": what, "mover": mover, "seconder": seconder}
    if seconder:
        return gettext("%(what)s Moved by %(mover)s, seconded by %(seconder)s.") % words
    return gettext("%(what)s Moved by %(mover)s.") % words if mover else what

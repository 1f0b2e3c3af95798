"""The words that screens put for codes of a frame; sentences of the server's own come in frames and replies."""

from collections.abc import Mapping
from typing import TypeAlias

from django.utils.functional import Promise, lazy
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from agenda.wording import AIMS, KINDS, PROCEDURES
from minutes.messages.dates import MONTHS
from voting.domain.choices import CODES, EMPTY_CODE

Word: TypeAlias = Promise | str

CHOICE: Mapping[str, Word] = {
    "for": pgettext_lazy("choice", "For"),
    "against": pgettext_lazy("choice", "Against"),
    "abstain": pgettext_lazy("choice", "Abstain"),
}
ANSWER: Mapping[str, Word] = {
    "for": pgettext_lazy("position", "for"),
    "against": pgettext_lazy("position", "against"),
    "abstain": pgettext_lazy("position", "abstained"),
    "silent": pgettext_lazy("position", "no answer"),
}
POSITION: Mapping[str, Word] = {
    "for": pgettext_lazy("position", "for"),
    "against": pgettext_lazy("position", "against"),
    "abstain": pgettext_lazy("position", "abstained"),
    "not_voting": pgettext_lazy("position", "present, did not vote"),
    "unreachable": pgettext_lazy("position", "unreachable"),
    "voted": pgettext_lazy("position", "voted; the vote was without names"),
    "unnamed": pgettext_lazy("position", "present; the vote was without names"),
    "recused": pgettext_lazy("position", "recused"),
    "absent": pgettext_lazy("position", "absent"),
}
LINK: Mapping[str, Word] = {
    "loading": _("Connecting…"),
    "connecting": _("Connecting…"),
    "live": _("Connected"),
    "polling": _("Connected over the slower line"),
    "lost": _("No connection. Trying again…"),
    "superseded": _("This seat is in use on another screen."),
    "sign-in": _("Your sign-in has ended. Reload the page."),
    "forbidden": _("You may no longer use this page."),
    "revoked": _("This device has been switched off by the clerk."),
}
SENDING: Mapping[str, Word] = {
    "sending": _("Sending…"),
    "trying": _("No answer yet. Trying again…"),
    "offline": _("Not sent: there is no connection."),
}
ITEM: Mapping[str, Word] = {
    "off": pgettext_lazy("agenda item", "not on the agenda"),
    "pending": pgettext_lazy("agenda item", "to come"),
    "active": pgettext_lazy("agenda item", "now"),
    "being_voted": pgettext_lazy("agenda item", "being voted"),
    "done": pgettext_lazy("agenda item", "done"),
    "left": pgettext_lazy("agenda item", "not dealt with"),
}
ENDED: Mapping[str, Word] = {
    "postpone": pgettext_lazy("agenda item", "postponed"),
    "take_out": pgettext_lazy("agenda item", "taken off"),
    "reject": pgettext_lazy("agenda item", "rejected"),
}
OUTCOME: Mapping[str, Word] = {
    "adopted": pgettext_lazy("outcome", "adopted"),
    "rejected": pgettext_lazy("outcome", "rejected"),
    "tied": pgettext_lazy("outcome", "a tie"),
}
ANNOUNCED: Mapping[str, Word] = {
    "open": _("Voting is open"),
    "held": _("The vote is on hold"),
    "closed": _("Voting is closed"),
    "declared": _("The result is declared"),
    "annulled": _("The vote is annulled"),
    "recorded": _("Your vote is recorded"),
    "written": _("Your answer is recorded"),
    "moved": _("The vote goes on in another way"),
    "speaking": _("Speaking"),
}
FLOOR: Mapping[str, Word] = {
    "speech": pgettext_lazy("floor", "Speech"),
    "leader": pgettext_lazy("floor", "Speech for the group"),
    "procedural": pgettext_lazy("floor", "Procedural motion"),
    "opposing": pgettext_lazy("floor", "Against the procedural motion"),
    "reply": pgettext_lazy("floor", "Reply"),
    "answer": pgettext_lazy("floor", "Answer to replies"),
    "personal": pgettext_lazy("floor", "Personal explanation"),
    "explanation": pgettext_lazy("floor", "Explanation of vote"),
    "breach": pgettext_lazy("floor", "Breach of the rules of procedure"),
    "recess": pgettext_lazy("floor", "Recess for the group"),
}
PHASE: Mapping[str, Word] = {
    "running": "",
    "paused": pgettext_lazy("clock of a speech", "interrupted, the clock stands"),
    "warning": pgettext_lazy("clock of a speech", "please come to the end"),
    "grace": pgettext_lazy("clock of a speech", "the time is up"),
    "over": pgettext_lazy("clock of a speech", "the time is over"),
}
ALARM: Mapping[str, Word] = {
    "behind": _(
        "This screen has seen %(held)s entries of the ledger; the server now has %(now)s. Tell the clerk."
    ),
}

DISPLAY: Mapping[str, Word] = {
    "shown": pgettext_lazy("display", "up to date"),
    "behind": pgettext_lazy("display", "shows an old state"),
    "stale": pgettext_lazy("display", "does not answer"),
    "never": pgettext_lazy("display", "not opened yet"),
}

MOTION: Mapping[str, Word] = {
    "pending": pgettext_lazy("motion", "to be voted"),
    "being_voted": pgettext_lazy("motion", "being voted"),
    "done": pgettext_lazy("motion", "voted"),
    "withdrawn": pgettext_lazy("motion", "withdrawn"),
    "lapsed": pgettext_lazy("motion", "lapsed"),
}

LEFT: Mapping[str, Word] = {
    "d": pgettext_lazy("unit of time", "d"),
    "h": pgettext_lazy("unit of time", "h"),
    "min": pgettext_lazy("unit of time", "min"),
}

MOMENT: Mapping[str, Word] = {
    "day_and_time": pgettext_lazy("moment", "%(day)s %(month)s, %(time)s"),
}


def _month(number: int) -> str:
    return MONTHS.get(get_language() or "", MONTHS["en"])[number - 1]


MONTH: Mapping[str, Word] = {str(number): lazy(_month, str)(number) for number in range(1, 13)}

WORDS: Mapping[str, Mapping[str, Word]] = {
    "choice": CHOICE,
    "answer": ANSWER,
    "position": POSITION,
    "code": {EMPTY_CODE: "", **{code: position.value for position, code in CODES.items()}},
    "link": LINK,
    "sending": SENDING,
    "item": ITEM,
    "ended": ENDED,
    "outcome": OUTCOME,
    "announced": ANNOUNCED,
    "floor": FLOOR,
    "phase": PHASE,
    "alarm": ALARM,
    "display": DISPLAY,
    "left": LEFT,
    "month": MONTH,
    "moment": MOMENT,
    "procedure": {name.value: words for name, words in PROCEDURES.items() if name},
    "motion": MOTION,
    "kind": KINDS,
    "aim": {aim.value: words for aim, words in AIMS.items()},
}
"""Every group of words by its name; the page carries them all in a template for its scripts."""


def word(group: str, key: object) -> str:
    """Return the word for a code, or the code itself where there is none; nothing for nothing."""
    if key is None or key == "":
        return ""
    return str(WORDS[group].get(str(key), key))

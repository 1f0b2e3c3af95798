"""What chair and clerk are shown beyond it."""

from typing import Literal

import msgspec

from kiosk.messages.outgoing.elections import BallotSheets, DueBallot, ElectionState
from kiosk.messages.outgoing.letters import Letters
from kiosk.messages.outgoing.meetings import ItemState


class Absence(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody present who has not voted; `is_linked` is false when the terminal is lost; `by` votes for them by proxy."""

    person: str
    name: str
    seat: int | None
    is_linked: bool
    by: str = ""


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """A choice that a member spoke aloud and the clerk entered, which waits for the chair."""

    person: str
    name: str
    seat: int | None
    choice: str


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody on the list of a vote by voice or by named hands, what is entered for them, and who answers by proxy."""

    person: str
    name: str
    seat: int | None
    answer: str | None
    is_present: bool
    by: str = ""


class Objection(msgspec.Struct, frozen=True, kw_only=True):
    """Who objected to a closed vote, when, and the position that the server holds as theirs."""

    person: str
    name: str
    seat: int | None
    at: str
    position: str


class DisplayState(msgspec.Struct, frozen=True, kw_only=True):
    """A display of the hall: whether it shows the newest state, is behind, no longer answers, or was never opened."""

    name: str
    state: Literal["shown", "behind", "stale", "never"]
    v: int | None


class GivenProxy(msgspec.Struct, frozen=True, kw_only=True):
    """A proxy of the meeting: `by` is the name of who votes for `person`; out of force while they are away."""

    person: str
    name: str
    by: str
    is_in_force: bool


class Proxies(msgspec.Struct, frozen=True, kw_only=True):
    """The proxies of the meeting, how many one member may hold by which article, and whether they may be withdrawn."""

    most: int
    article: str
    may_withdraw: bool
    given: list[GivenProxy]


class Officer(msgspec.Struct, frozen=True, kw_only=True):
    """The chair of the body, or a deputy, and what the rules call that; `is_present` is false of who is not checked in."""

    person: str
    name: str
    role: str
    is_deputy: bool
    is_present: bool


class DueText(msgspec.Struct, frozen=True, kw_only=True):
    """The main motion's text `before` and, as proposed, `after` an adopted amendment enters it, or a fallen one goes out."""

    motion: str
    amendment: str
    enters: bool
    before: str
    after: str


class JoinableItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item that may be voted together with the one called; the clerk put it on the consent list, or did not."""

    id: str
    number: str
    title: str
    is_consent: bool


class Console(msgspec.Struct, frozen=True, kw_only=True):
    """What chair and clerk see beyond the room: the missing by name, links by place, an annulment to confirm.

    `late` may be admitted to the vote under way; `spoken` waits for the chair; `answers` is the list of a vote by voice or
    by named hands, in the order of the call. Once the vote is closed: who objected, what is to be read `aloud`, and the
    `doubt` whether others could have turned the outcome; once it is declared, `elsewhere`: what the ordinary rules of other
    packs would have made of it, each with the votes it needs. `displays` are those of the hall.
    `grounds` are those that a closed vote may be annulled on; any, if there are none.
    `excused` marks by place whose absence is excused, and `attendance` tells how many are present, excused and absent.
    `next_decision` is the number that the next declared result takes; practice takes none.
    `fallen` says what an annulled procedural motion no longer brings about; `break_until` is when a break ends that the
    council decided and that has not begun.
    `safekeeping` says that nothing is copied to the second disk, and what is to be done. `due` is a text to be confirmed.
    `elections` are those of the active item, `ballot_due` the further ballot that one of them still needs, and `sheets` what
    is printed for the ballot under way.
    Where the agenda has to be adopted first and is not yet, `agenda_due` says whether it is to be put to the `vote`, the
    vote on it is `under_way`, it is `adopted` and to be put down, or the vote was one that may have adopted it (`maybe`).
    `joinable` are the items that a prepared vote may decide too, `consent` those of them that the clerk put on the consent
    list, with their numbers. `ways` are the modes in which a vote that is not closed may go on, each of them true.
    `proxies` is there where the standing orders know them, and before the opening where some have to be withdrawn.
    `letters` is there in a sitting by correspondence.
    """

    missing: list[Absence]
    links: str
    present: str
    annulment_by: str | None
    annulment_ground: str | None
    late: list[Absence] = []
    spoken: list[Spoken] = []
    answers: list[Answered] = []
    objections: list[Objection] = []
    aloud: str | None = None
    doubt: str | None = None
    elsewhere: str = ""
    displays: list[DisplayState] = []
    officers: list[Officer] = []
    safekeeping: str | None = None
    selected: ItemState | None = None
    next_decision: str | None = None
    due: DueText | None = None
    grounds: list[str] = []
    excused: str = ""
    attendance: str = ""
    fallen: str = ""
    break_until: str | None = None
    elections: list[ElectionState] = []
    ballot_due: DueBallot | None = None
    sheets: BallotSheets | None = None
    agenda_due: Literal["", "vote", "under_way", "adopted", "maybe"] = ""
    joinable: list[JoinableItem] = []
    consent: list[JoinableItem] = []
    consent_numbers: str = ""
    ways: dict[str, bool] = {}
    proxies: Proxies | None = None
    letters: Letters | None = None

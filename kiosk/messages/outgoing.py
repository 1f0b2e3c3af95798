"""What goes out: one closed union; a frame is the whole live state of an audience."""

from typing import Literal, TypeAlias

import msgspec

VoteStage: TypeAlias = Literal["prepared", "open", "held", "closed", "declared", "annulled", "withdrawn"]


class Reply(msgspec.Struct, tag="reply", frozen=True, kw_only=True):
    """The answer to one message. `code` is stable; `text` is in the asker's language; `v` the log's size."""

    id: str | None
    ok: bool
    code: str
    text: str
    at: str | None = None
    v: int | None = None
    vote: str | None = None
    choice: str | None = None
    press: int | None = None


class Hello(msgspec.Struct, tag="hello", frozen=True, kw_only=True):
    """The first message on a socket. `token` is for the next connection; `now` the server's clock."""

    epoch: str
    v: int
    now: str
    audience: str
    token: str
    heartbeat_seconds: int


class Pulse(msgspec.Struct, tag="pulse", frozen=True, kw_only=True):
    """The answer to a heartbeat."""

    epoch: str
    v: int
    now: str
    token: str | None = None


class OwnRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What the person of the seat waits for, and at which place of the queue; what `is_beyond` a limit needs leave."""

    request: str
    kind: str
    place: int
    is_beyond: bool = False


class OwnKind(msgspec.Struct, frozen=True, kw_only=True):
    """For what the person of the seat may ask to speak: `to` is the speech it would be tied to, `limit` its seconds."""

    kind: str
    to: str | None
    limit: int | None


class Mine(msgspec.Struct, tag="mine", frozen=True, kw_only=True):
    """What concerns one seat only, whole."""

    epoch: str
    v: int
    person: str
    name: str
    seat: int | None
    is_checked_in: bool
    vote: str | None
    standing: str | None
    choice: str | None
    cast_at: str | None
    press: int
    position: str | None
    is_spoken: bool = False
    has_objected: bool = False
    floor: Literal["none", "waiting", "speaking"] = "none"
    waiting: list[OwnRequest] = []
    may_speak: bool = False
    kinds: list[OwnKind] = []
    answer: str | None = None


class Quorum(msgspec.Struct, frozen=True, kw_only=True):
    """Who is needed and who is there, and the sentence that says so.

    Where it is lacking, `may_say_so` tells whether the chair may go on by saying so, and `way` what may be done else.
    `checked` tells of the last check on demand.
    """

    present: int
    needed: int
    is_met: bool
    text: str
    may_say_so: bool = True
    way: str | None = None
    checked: str | None = None


class Presiding(msgspec.Struct, frozen=True, kw_only=True):
    """Who presides now, and the sentence that says so."""

    person: str
    name: str
    text: str


class Break(msgspec.Struct, frozen=True, kw_only=True):
    """A break: since when, until when it was announced, and the sentence that says so."""

    since: str
    until: str
    is_other_day: bool
    text: str


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who has the floor, for what, and the clock of the speech, by the server's.

    Of `limit` seconds, None for no limit, those from `runs_from` to now are used, or to `paused_at` while the chair
    interrupts. `warning` seconds before the end the speaker is warned, `grace` after it the floor ends.
    """

    request: str
    person: str | None
    name: str
    since: str
    kind: str
    to: str | None
    limit: int | None
    runs_from: str
    paused_at: str | None
    warning: int
    grace: int


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who asked to speak, for what, to whose speech, and at which place of the queue."""

    request: str
    person: str | None
    name: str
    asked_at: str
    kind: str
    to: str | None
    limit: int | None
    place: int
    is_next: bool
    is_beyond: bool


class Floor(msgspec.Struct, frozen=True, kw_only=True):
    """Who speaks, and who waits in the order of the rules; outside the hall only who speaks.

    `extension` is by how many seconds the chair extends a speech.
    """

    speaker: Speaker | None
    queue: list[Waiting]
    extension: int = 0


class MeetingState(msgspec.Struct, frozen=True, kw_only=True):
    """The heading of a frame."""

    id: str
    number: int
    title: str
    body: str
    municipality: str
    is_demonstration: bool
    is_practice: bool
    is_rehearsal: bool
    stage: str
    stage_text: str
    quorum: Quorum


class ItemState(msgspec.Struct, frozen=True, kw_only=True):
    """The active agenda item."""

    id: str
    number: str
    title: str


class Numbers(msgspec.Struct, frozen=True, kw_only=True):
    """The tally, by weight, of every position."""

    in_favour: int = msgspec.field(name="for")
    against: int
    abstain: int
    not_voting: int
    unreachable: int
    recused: int
    absent: int
    invalid: int = 0
    blank: int = 0


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided, and why in one sentence; `one_more` says so where one vote more for would have carried."""

    outcome: Literal["adopted", "rejected"]
    text: str
    reason: str
    decision: str
    one_more: str = ""


class Called(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whose name is called, or whose hand is looked for."""

    person: str
    name: str
    seat: int | None


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """How far a vote by voice or by named hands is: who answers now, who after that, how many have answered."""

    order: str
    now: Called | None
    next: Called | None
    answered: int


class PapersState(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of the papers of a counted vote beyond its numbers; `missing` were issued and not returned."""

    issued: int
    returned: int
    missing: int
    tellers: str


class VoteState(msgspec.Struct, frozen=True, kw_only=True):
    """The newest vote of the active item. `voted` and `positions` hold one character a place of the hall document.

    `secrecy` says which modes the matter allows; `call` is there while a vote by voice or by named hands is taken;
    `is_counted` once hands or papers are counted; `moved` says of an amendment or a procedural motion what it is and who
    moved it.
    """

    id: str
    number: int
    title: str
    text: str
    mode: str
    mode_text: str
    stage: VoteStage
    stage_text: str
    majority: str
    opened_at: str | None
    closed_at: str | None
    voted: str
    cast: int
    entitled: int
    numbers: Numbers | None = None
    positions: str | None = None
    spoken: str | None = None
    outcome: Outcome | None = None
    repeats: int | None = None
    annulment: str | None = None
    page: str | None = None
    secrecy: str = "open"
    call: Call | None = None
    is_counted: bool = False
    papers: PapersState | None = None
    is_final: bool = False
    moved: str = ""


class Absence(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody present who has not voted; `is_linked` is false when the terminal is lost."""

    person: str
    name: str
    seat: int | None
    is_linked: bool


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """A choice that a member spoke aloud and the clerk entered, which waits for the chair."""

    person: str
    name: str
    seat: int | None
    choice: str


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody on the list of a vote by voice or by named hands, and what the clerk has entered for them."""

    person: str
    name: str
    seat: int | None
    answer: str | None
    is_present: bool


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


class Officer(msgspec.Struct, frozen=True, kw_only=True):
    """The chair of the body, or a deputy; `is_present` is false of who is not checked in."""

    person: str
    name: str
    is_deputy: bool
    is_present: bool


class DueText(msgspec.Struct, frozen=True, kw_only=True):
    """The main motion's text `before` and, as proposed, `after` an adopted amendment enters it, or a fallen one goes out."""

    motion: str
    amendment: str
    enters: bool
    before: str
    after: str


class Console(msgspec.Struct, frozen=True, kw_only=True):
    """What chair and clerk see beyond the room: the missing by name, links by place, an annulment to confirm.

    `late` may be admitted to the vote under way; `spoken` waits for the chair; `answers` is the list of a vote by voice or
    by named hands, in the order of the call. Once the vote is closed: who objected, what is to be read `aloud`, and the
    `doubt` whether others could have turned the outcome. `displays` are those of the hall.
    `grounds` are those that a closed vote may be annulled on; any, if there are none.
    `excused` marks by place whose absence is excused, and `attendance` tells how many are present, excused and absent.
    `next_decision` is the number that the next declared result takes; practice takes none.
    `safekeeping` says that nothing is copied to the second disk, and what is to be done. `due` is a text to be confirmed.
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
    displays: list[DisplayState] = []
    officers: list[Officer] = []
    safekeeping: str | None = None
    selected: ItemState | None = None
    next_decision: str | None = None
    due: DueText | None = None
    grounds: list[str] = []
    excused: str = ""
    attendance: str = ""


class Second(msgspec.Struct, frozen=True, kw_only=True):
    """The same in the second language of the body's displays; a `title` only where it can be told in it, else empty."""

    language: str
    meeting: MeetingState
    item: ItemState | None
    vote: VoteState | None


class Frame(msgspec.Struct, tag="frame", frozen=True, kw_only=True):
    """The whole live state of an audience at version `v`. Agenda and hall are documents at these addresses."""

    audience: Literal["seat", "chair", "clerk", "display", "public"]
    language: str
    epoch: str
    v: int
    agenda: str
    hall: str
    meeting: MeetingState
    item: ItemState | None
    vote: VoteState | None
    checkpoint: str | None
    words: str | None = None
    console: Console | None = None
    presiding: Presiding | None = None
    pause: Break | None = None
    floor: Floor | None = None
    second: Second | None = None


Outgoing: TypeAlias = Hello | Pulse | Reply | Frame | Mine

"""The vote in a frame."""

from typing import Literal, TypeAlias

import msgspec

from kiosk.messages.outgoing.elections import ContestState

VoteStage: TypeAlias = Literal["prepared", "open", "held", "closed", "declared", "annulled", "withdrawn"]


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

    outcome: Literal["adopted", "rejected", "tied"]
    text: str
    reason: str
    decision: str
    one_more: str = ""


class Called(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whose name is called, or whose hand is looked for; `by`, whose id is `holder`, answers by proxy."""

    person: str
    name: str
    seat: int | None
    holder: str = ""
    by: str = ""


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


class TieState(msgspec.Struct, frozen=True, kw_only=True):
    """A tie: which way the rules know out of it, whether that is waited for, and how it was settled by whom and when.

    Of a lot the `commitment` is known before it is drawn, the `seed` and the `word` called out in the room after.
    """

    way: Literal["revote", "lot", "casting", "chair_side"]
    waits: bool
    may_decline: bool = False
    name: str = ""
    at: str | None = None
    commitment: str = ""
    seed: str = ""
    word: str = ""


class VoteClock(msgspec.Struct, frozen=True, kw_only=True):
    """The clock of an open vote that has a time, of the same form as that of a speech; `at_end` it is held or closed."""

    limit: int
    runs_from: str
    at_end: Literal["hold", "close"]
    paused_at: str | None = None
    warning: int = 5
    grace: int = 0


class JointItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item that the vote decides too, with the number of its decision once it is declared."""

    item: str
    number: str
    title: str
    text: str
    decision: str = ""


class VoteState(msgspec.Struct, frozen=True, kw_only=True):
    """The newest vote of the active item. `voted` and `positions` hold one character a place of the hall document.

    `secrecy` says which modes the matter allows; `call` is there while a vote by voice or by named hands is taken;
    `is_counted` once hands or papers are counted; `moved` says of an amendment or a procedural motion what it is and who
    moved it; `contest` is there where candidates stand, `registered`, how many are present for it, where
    it `registers` presence itself; `at_terminals` while each person presses at one, `one_by_one` where each vote comes in by
    itself, so that it is known who has voted; `joint` are the items that it decides besides its own; `by_proxy`
    is a sentence on who votes for whom.
    """

    id: str
    number: int
    title: str
    text: str
    mode: str
    mode_text: str
    at_terminals: bool
    one_by_one: bool
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
    tie: TieState | None = None
    follows_tie: int | None = None
    contest: ContestState | None = None
    clock: VoteClock | None = None
    registers: bool = False
    registered: int | None = None
    joint: list[JointItem] = []
    by_proxy: str = ""

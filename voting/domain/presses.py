"""Judging presses: what each is answered, and which ballots follow; nothing is stored here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from voting.domain.choices import Choice, Standing
from voting.domain.modes import AT_TERMINALS
from voting.domain.stages import Mode, VoteStage


class Verdict(StrEnum):
    """The answer to one press."""

    ACCEPTED = "accepted"
    NOT_ELECTRONIC = "not_electronic"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    ANNULLED = "annulled"
    NOT_ON_ROLL = "not_on_roll"
    ABSENT = "absent"
    RECUSED = "recused"
    NO_ABSTAINING = "no_abstaining"
    ON_HOLD = "on_hold"
    STALE_MODE = "stale_mode"
    SUPERSEDED = "superseded"
    CHANGE_NOT_ALLOWED = "change_not_allowed"


BY_STAGE: Mapping[VoteStage, Verdict] = {
    VoteStage.PREPARED: Verdict.TOO_EARLY,
    VoteStage.CLOSED: Verdict.TOO_LATE,
    VoteStage.DECLARED: Verdict.TOO_LATE,
    VoteStage.ANNULLED: Verdict.ANNULLED,
    VoteStage.WITHDRAWN: Verdict.TOO_LATE,
}
BY_STANDING: Mapping[Standing | None, Verdict | None] = {
    None: Verdict.NOT_ON_ROLL,
    Standing.PRESENT: None,
    Standing.ABSENT: Verdict.ABSENT,
    Standing.RECUSED: Verdict.RECUSED,
}


@dataclass(frozen=True, slots=True)
class Press:
    """One press at a terminal; ``number`` rises with every press of that person in this vote.

    ``mode`` is the one in which its presser was shown the vote.
    """

    person: UUID
    choice: Choice
    number: int
    mode: Mode = Mode.ELECTRONIC


@dataclass(frozen=True, slots=True)
class Ballot:
    """The choice that counts for one person, and the number of the press that made it."""

    choice: Choice
    press: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """One press and its verdict; ``is_new`` when it makes a ballot, ``replaces`` the ballot it puts aside.

    A press accepted but not new is a repetition of the one already recorded: answered alike, written once.
    """

    press: Press
    verdict: Verdict
    is_new: bool = False
    replaces: Ballot | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """The answers in the order of the presses, all ballots after them, and those among them that are new.

    ``highest`` is the highest number seen of each person by now. Of these ``new_seen`` are the ones to be
    remembered apart, because no ballot shows them: the presses were refused.
    """

    judgements: tuple[Judgement, ...]
    ballots: Mapping[UUID, Ballot]
    new_ballots: Mapping[UUID, Ballot]
    highest: Mapping[UUID, int]
    new_seen: Mapping[UUID, int]


def judge_presses(
    *,
    stage: VoteStage,
    mode: Mode,
    standings: Mapping[UUID, Standing],
    held: Mapping[UUID, Ballot],
    seen: Mapping[UUID, int],
    presses: Sequence[Press],
    may_change: bool,
    may_abstain: bool = True,
) -> Judged:
    """Judge presses of one vote in their order, each against what those before it left.

    ``standings`` says how each person on the roll stands, ``held`` which ballots are recorded already, ``seen``
    the highest number of each person's refused presses. Refuses nothing: every press gets a verdict. What is
    wrong with the vote is told first, then what is wrong with the person, then what is wrong with the press.
    A command sent again is answered by its receipt, before anything is judged here.
    """
    ballots = dict(held)
    new_ballots: dict[UUID, Ballot] = {}
    highest = {person: ballot.press for person, ballot in held.items()}
    highest |= {person: max(number, highest.get(person, number)) for person, number in seen.items()}
    judgements = []
    for press in presses:
        ballot, before = ballots.get(press.person), highest.get(press.person)
        verdict = (
            _refuse(stage, mode, standings.get(press.person))
            or _refuse_shown(press, mode)
            or _refuse_choice(press.choice, may_abstain=may_abstain)
            or _refuse_number(press, ballot, before, may_change=may_change)
        )
        judgements.append(_judgement(press, verdict, ballot))
        if judgements[-1].is_new:
            ballots[press.person] = new_ballots[press.person] = Ballot(press.choice, press.number)
        highest[press.person] = max(press.number, before or press.number)
    new_seen = _unshown(highest, seen, ballots)
    return Judged(tuple(judgements), ballots, new_ballots, highest, new_seen)


def _refuse(stage: VoteStage, mode: Mode, standing: Standing | None) -> Verdict | None:
    if mode not in AT_TERMINALS:
        return Verdict.NOT_ELECTRONIC
    # A stage that is new and unknown here raises; it must never let a press through.
    if stage not in {VoteStage.OPEN, VoteStage.HELD}:
        return BY_STAGE[stage]
    # Who is no voter hears so even during a pause, and does not wait for its end.
    pause = Verdict.ON_HOLD if stage == VoteStage.HELD else None
    return BY_STANDING[standing] or pause


def _refuse_shown(press: Press, mode: Mode) -> Verdict | None:
    """Refuse what was pressed under names in a vote that goes on without them, and the other way round."""
    return None if press.mode is mode else Verdict.STALE_MODE


def _refuse_choice(choice: Choice, *, may_abstain: bool) -> Verdict | None:
    return Verdict.NO_ABSTAINING if choice is Choice.ABSTAIN and not may_abstain else None


def _refuse_number(
    press: Press, ballot: Ballot | None, highest: int | None, *, may_change: bool
) -> Verdict | None:
    if _is_recorded(press, ballot):
        return None
    # A press that was delayed on its way must not overwrite the one made after it, nor slip in when that one
    # was refused: it is no longer what its presser wants.
    if press.number < (highest or press.number) or (ballot and press.number == ballot.press):
        return Verdict.SUPERSEDED
    if ballot is not None and press.choice != ballot.choice and not may_change:
        return Verdict.CHANGE_NOT_ALLOWED
    return None


def _judgement(press: Press, verdict: Verdict | None, ballot: Ballot | None) -> Judgement:
    if verdict is not None or _is_recorded(press, ballot):
        return Judgement(press, verdict or Verdict.ACCEPTED)
    return Judgement(press, Verdict.ACCEPTED, is_new=True, replaces=ballot)


def _is_recorded(press: Press, ballot: Ballot | None) -> bool:
    return ballot is not None and (press.choice, press.number) == (ballot.choice, ballot.press)


def _unshown(
    highest: Mapping[UUID, int], seen: Mapping[UUID, int], ballots: Mapping[UUID, Ballot]
) -> dict[UUID, int]:
    """Return the highest numbers that neither ``seen`` nor the ballots tell yet."""
    return {
        person: number
        for person, number in highest.items()
        if seen.get(person) != number and (person not in ballots or ballots[person].press != number)
    }

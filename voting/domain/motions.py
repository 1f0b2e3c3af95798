"""Motions of a meeting: the shapes of their entries and what a record states of them; how is in motion_steps.py.

Ids are UUIDs as text, times aware UTC.
"""

from dataclasses import dataclass
from datetime import datetime

from agenda.domain.elections import Candidate, Election
from agenda.domain.secrecy import Secrecy
from voting.domain.bodies import EntryBody, MotionKind, Officer, Proposal


class MotionMoved(Proposal, frozen=True, kw_only=True):
    """agenda.motion.moved: a motion of the meeting, by its stock phrase and the words in it."""

    item: str
    phrase: str
    old: str
    new: str
    mover: Officer


class ElectionEntered(EntryBody, frozen=True):
    """agenda.election.entered: an election as a motion of an item, without candidates as yet."""

    motion: str
    item: str
    kind: MotionKind
    text: str
    secrecy: Secrecy
    election: Election


class CandidateNominated(EntryBody, frozen=True):
    """agenda.candidate.nominated."""

    motion: str
    candidate: str
    name: str
    person: str | None = None
    nominator: str = ""


class CandidateWithdrawn(EntryBody, frozen=True):
    """agenda.candidate.withdrawn."""

    motion: str
    candidate: str
    name: str


class MotionNamed(EntryBody, frozen=True):
    """agenda.motion.withdrawn."""

    motion: str


class MotionAdvanced(EntryBody, frozen=True):
    """agenda.motion.advanced; `proposed` is the order of the rules, `order` the one that is followed."""

    item: str
    motion: str
    proposed: tuple[str, ...]
    order: tuple[str, ...]
    reason: str


class MotionsLapsed(EntryBody, frozen=True):
    """agenda.motions.lapsed: with the decision on the motion `by`, or with the end of the item."""

    item: str
    motions: tuple[str, ...]
    by: str | None


class MotionsRevived(EntryBody, frozen=True):
    """agenda.motions.revived."""

    item: str
    motions: tuple[str, ...]


class TextSettled(EntryBody, frozen=True):
    """voting.text.settled: the text of a main motion with an amendment that a `vote` adopted, or without it again."""

    motion: str
    amendment: str
    vote: str
    enters: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Lapse:
    """When a motion lapsed, and with whose decision; without one with the end of the item."""

    at: datetime
    by: str | None


@dataclass(frozen=True, slots=True)
class Settling:
    """A change of the main motion's text, and who confirmed it."""

    at: datetime
    actor: str
    said: TextSettled


@dataclass(frozen=True, slots=True)
class Advance:
    """A motion that was voted before its turn, and why."""

    at: datetime
    actor: str
    said: MotionAdvanced


@dataclass(frozen=True, slots=True)
class Candidacy:
    """A candidate nominated in the meeting, or one who withdrew then."""

    at: datetime
    candidate: Candidate
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class MotionRecord:
    """A motion and what became of it beside its votes; `moved_at` is None for one that the agenda had."""

    motion: str
    item: str
    kind: MotionKind
    text: str
    aim: str = ""
    secrecy: Secrecy = Secrecy.OPEN
    mover: Officer | None = None
    seconder: Officer | None = None
    phrase: str = ""
    old: str = ""
    new: str = ""
    moved_at: datetime | None = None
    withdrawn_at: datetime | None = None
    lapse: Lapse | None = None
    is_applied: bool = False
    settlings: tuple[Settling, ...] = ()
    election: Election | None = None
    candidacies: tuple[Candidacy, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether it was neither withdrawn nor has lapsed; votes on it are told elsewhere."""
        return self.withdrawn_at is None and self.lapse is None

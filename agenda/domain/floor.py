"""The queue of those who ask to speak: its order, what a speech is tied to, what exceeds a limit. Rules are council's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from council.domain.speaking import DEBATING, TIED, KindRule, Of, Per, Speaking, SpeakingKind


class Ending(StrEnum):
    """How a speech ended: by itself or the chair, with the floor withdrawn, with what followed it, by its time."""

    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    FOLLOWED = "followed"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was not withdrawn, as far as order and limits go; ids are texts, `number` is its arrival.

    `spoken` is how long it has lasted, zero while it waits.
    """

    request: str
    kind: str
    person: str | None
    number: int
    group: str = ""
    item: str | None = None
    to: str | None = None
    vote: str | None = None
    is_beyond: bool = False
    is_given: bool = False
    is_ended: bool = False
    spoken: timedelta = timedelta()


def queue(requests: Iterable[Asked], speaking: Speaking) -> list[Asked]:
    """Return those who wait in the order of the rules: by priority of kind, then by arrival; what needs leave comes last."""
    waiting = [one for one in requests if not one.is_given]
    return sorted(waiting, key=lambda one: (one.is_beyond, speaking.priority(one.kind), one.number))


def tied_to(kind: str, requests: Iterable[Asked], item: str | None) -> Asked | None:
    """Return the speech that one of this kind belongs to: the last on the item of those it can be tied to, or None.

    `requests` that were given stand in the order in which they were. The next speech of a debate ends what could be said
    to the one before.
    """
    kinds = TIED.get(SpeakingKind(kind), frozenset())
    found = [one for one in requests if one.is_given and one.kind in kinds and one.item == item]
    return found[-1] if found else None


def is_exhausted(rule: KindRule, new: Asked, requests: Iterable[Asked]) -> bool:
    """Tell whether as many as the rule allows were asked for, waiting ones included."""
    bound = rule.bound
    if bound is None:
        return False
    same = [one for one in requests if one.kind == rule.kind and _within(bound.per, one, new)]
    return sum(_of(bound.of, one, new) for one in same) >= bound.most


def _within(per: Per, one: Asked, new: Asked) -> bool:
    pairs = {
        Per.SPEECH: (one.to, new.to),
        Per.VOTE: (one.vote, new.vote),
        Per.ITEM: (one.item, new.item),
        Per.SITTING: (0, 0),
    }
    first, second = pairs[per]
    return first == second


def _of(of: Of, one: Asked, new: Asked) -> bool:
    if of is Of.GROUP:
        return one.group == new.group
    return of is Of.ALL or one.person == new.person


def group_time_left(speaking: Speaking, new: Asked, requests: Iterable[Asked]) -> timedelta | None:
    """Return what is left of the group's time on the item, never below zero; None where no budget binds the speech."""
    if speaking.group_seconds is None or not new.group or new.kind not in DEBATING:
        return None
    used = sum(
        (
            one.spoken
            for one in requests
            if one.kind in DEBATING and (one.group, one.item) == (new.group, new.item)
        ),
        timedelta(),
    )
    return max(timedelta(seconds=speaking.group_seconds) - used, timedelta())


def limit_of(rule: KindRule | None, left: timedelta | None) -> int | None:
    """Return the seconds of a speech that is given now: those of its kind, or what is left of the group's time."""
    seconds = rule.seconds if rule else None
    if left is None:
        return seconds
    whole = max(1, int(left.total_seconds()))
    return whole if seconds is None else min(seconds, whole)


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock of a speech: `stood` is how long it stood while the chair interrupted, `limit` in seconds or None."""

    given_at: datetime
    limit: int | None
    stood: timedelta = timedelta()
    paused_at: datetime | None = None

    def used(self, at: datetime) -> timedelta:
        """Return how long has been spoken by then; while the chair interrupts it stands still."""
        return (self.paused_at or at) - self.given_at - self.stood

    def ends_at(self, grace_seconds: int) -> datetime | None:
        """Return when the grace is over too; None while it stands still, and of a speech without a limit."""
        if self.limit is None or self.paused_at is not None:
            return None
        return self.given_at + self.stood + timedelta(seconds=self.limit + grace_seconds)


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides which kinds somebody may ask for now: who they are, and whose speeches theirs could be tied to.

    `debated` and `procedural` are the ids of the last such speeches on the item, with `is_own_*` for their own;
    `is_answerable` where somebody replied; `may_explain` the vote just taken; `waiting` the kinds they asked for.
    """

    has_mandate: bool = False
    leads: bool = False
    debated: str | None = None
    is_own_debated: bool = False
    is_answerable: bool = False
    procedural: str | None = None
    is_own_procedural: bool = False
    may_explain: bool = False
    waiting: frozenset[str] = frozenset()


def offered(speaking: Speaking, situation: Situation) -> Sequence[tuple[KindRule, str | None]]:
    """Return the kinds that it makes sense to offer somebody, each with the speech that it would be tied to.

    What is not offered can still be asked for, and is refused with the reason.
    """
    now = situation
    fits = {
        SpeakingKind.LEADER: now.leads,
        SpeakingKind.RECESS: now.leads,
        SpeakingKind.REPLY: now.debated is not None and not now.is_own_debated,
        SpeakingKind.ANSWER: now.is_own_debated and now.is_answerable,
        SpeakingKind.OPPOSING: now.has_mandate and now.procedural is not None and not now.is_own_procedural,
        SpeakingKind.PROCEDURAL: now.has_mandate,
        SpeakingKind.BREACH: now.has_mandate,
        SpeakingKind.EXPLANATION: now.may_explain,
    }
    ties = {
        SpeakingKind.REPLY: now.debated,
        SpeakingKind.ANSWER: now.debated,
        SpeakingKind.OPPOSING: now.procedural,
    }
    return [
        (rule, ties.get(rule.kind))
        for rule in speaking.kinds
        if fits.get(rule.kind, True) and rule.kind not in now.waiting
    ]

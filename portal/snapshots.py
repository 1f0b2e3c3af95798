"""What the archive page of a meeting shows, in words; what may be told of a meeting at all is decided in queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from agenda.models import Meeting
from council.domain.alphabets import sorting_key
from portal.queries import Archive
from voting.domain.choices import Position
from voting.domain.facts import NamedPosition, VoteRecord, VoteResult
from voting.wording import MODES, OUTCOMES, majority_words, reason_words

POSITIONS: Mapping[Position, Promise] = {
    Position.FOR: pgettext_lazy("position", "for"),
    Position.AGAINST: pgettext_lazy("position", "against"),
    Position.ABSTAIN: pgettext_lazy("position", "abstained"),
    Position.NOT_VOTING: pgettext_lazy("position", "present, did not vote"),
    Position.UNREACHABLE: pgettext_lazy("position", "unreachable"),
    Position.RECUSED: pgettext_lazy("position", "recused"),
    Position.ABSENT: pgettext_lazy("position", "absent"),
}


@dataclass(frozen=True, slots=True)
class NumberShown:
    """How many took a position, and who, if the vote was taken by name."""

    position: Position
    word: Promise
    count: int
    people: tuple[NamedPosition, ...]


@dataclass(frozen=True, slots=True)
class VoteShown:
    """A vote with its result, in words of the language now active; times in the municipality's zone."""

    record: VoteRecord
    result: VoteResult
    mode: Promise
    majority: str
    outcome: Promise
    reason: str
    declared_at: datetime
    numbers: tuple[NumberShown, ...]

    @property
    def annulled_on(self) -> str | None:
        """Return the ground on which the vote was annulled, if it was."""
        annulment = self.record.annulment
        return annulment.ground if annulment and annulment.confirmed_at else None

    @property
    def spoken(self) -> frozenset[str]:
        """Return the people who spoke their choice aloud."""
        return frozenset(ballot.person for ballot in self.record.ballots if ballot.is_spoken)


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item of the agenda, with the votes taken on it."""

    number: str
    title: str
    votes: tuple[VoteShown, ...]


def items_shown(meeting: Meeting, archive: Archive) -> tuple[ItemShown, ...]:
    """Return the agenda as it was at the opening, each item with its votes in their order."""
    zone = ZoneInfo(meeting.municipality.time_zone)
    votes: dict[str, list[VoteShown]] = {}
    for vote, result in archive.votes:
        votes.setdefault(vote.item, []).append(_vote(vote, result, zone, meeting.municipality.language))
    listed = [item.listed for item in archive.record.items]
    return tuple(ItemShown(item.number, item.title, tuple(votes.get(item.item, ()))) for item in listed)


def _vote(vote: VoteRecord, result: VoteResult, zone: ZoneInfo, language: str) -> VoteShown:
    reason: dict[str, Any] = msgspec.to_builtins(result.reason)
    return VoteShown(
        record=vote,
        result=result,
        mode=MODES[vote.mode],
        majority=majority_words(vote.majority),
        outcome=OUTCOMES[result.outcome],
        reason=reason_words(reason),
        declared_at=result.at.astimezone(zone),
        numbers=_numbers(result, language),
    )


def _numbers(result: VoteResult, language: str) -> tuple[NumberShown, ...]:
    """Return for, against and abstained always, of the others those that somebody took."""
    counts = result.tally.by_position()
    always = {Position.FOR, Position.AGAINST, Position.ABSTAIN}
    return tuple(
        NumberShown(position, word, counts[position], _people(result, position, language))
        for position, word in POSITIONS.items()
        if counts[position] or position in always
    )


def _people(result: VoteResult, position: Position, language: str) -> tuple[NamedPosition, ...]:
    """Return who took the position, in the order of the council's alphabet."""
    named = [named for named in result.named if named.position is position]
    return tuple(sorted(named, key=lambda named: sorting_key(language, named.line.name)))

"""Who was there and who missed which votes, one line a member, from a meeting's record; never a ground."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from minutes.domain.people import people_of
from voting.domain.choices import Position
from voting.domain.facts import MeetingRecord, Stay

MISSED = frozenset({Position.ABSENT, Position.UNREACHABLE, Position.NOT_VOTING})


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """A member: `state` as a whole, stays in their order, whole minutes present, and votes that count.

    `votes` are the declared votes, not annulled, on whose roll the member was; `missed` those of them in which the member
    was absent, unreachable or did not vote, `recused` those in which the member might not. In a vote without names it is not
    known who of those present voted.
    """

    name: str
    group: str
    seat: int | None
    state: Literal["present", "excused", "absent"]
    stays: tuple[tuple[datetime, datetime | None], ...]
    minutes: int
    votes: int
    missed: int
    recused: int


def attendance_of(record: MeetingRecord, until: datetime) -> tuple[AttendanceLine, ...]:
    """Return a line for each member, by name; who is still there is counted until this time.

    By correspondence there is none while it would tell who has answered: until a vote is opened or the meeting is over.
    Nobody then spends any time in a room.
    """
    if record.opening is None or _tells_who_answered(record):
        return ()
    by_correspondence = record.opening.said.correspondence is not None
    people = people_of(record, record.opening)
    excused = {each.person for each in record.excuses}
    found = _positions(record)
    lines = []
    for member in people.members:
        stays, positions = people.stays.get(member.person, ()), found.get(member.person, [])
        lines.append(
            AttendanceLine(
                name=member.name,
                group=member.group or "",
                seat=member.seat,
                state="present" if stays else "excused" if member.person in excused else "absent",
                stays=tuple((stay.arrived_at, stay.left_at) for stay in stays),
                minutes=0 if by_correspondence else _minutes(stays, until),
                votes=len(positions),
                missed=sum(position in MISSED for position in positions),
                recused=positions.count(Position.RECUSED),
            )
        )
    return tuple(lines)


def _tells_who_answered(record: MeetingRecord) -> bool:
    if record.opening is None or record.opening.said.correspondence is None:
        return False
    return record.adjournment is None and all(vote.opening is None for vote in record.votes)


def _minutes(stays: tuple[Stay, ...], until: datetime) -> int:
    seconds = sum(((stay.left_at or until) - stay.arrived_at).total_seconds() for stay in stays)
    return max(0, int(seconds) // 60)


def _positions(record: MeetingRecord) -> dict[str, list[Position]]:
    """Return each person's positions in the declared votes that stand."""
    found: dict[str, list[Position]] = {}
    for vote in record.votes:
        is_annulled = vote.annulment is not None and vote.annulment.confirmed_at is not None
        for named in vote.result.named if vote.result and not is_annulled else ():
            found.setdefault(named.line.person, []).append(named.position)
    return found

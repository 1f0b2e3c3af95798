"""Reads of what is published: meetings that were opened, their record, and the rooms a visitor may go to."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from agenda.models import AgendaItem, Meeting
from agenda.queries import published
from council.models import Account, Body, Mandate, Role, Seat
from ledger.models import Checkpoint
from minutes.queries import meeting_record
from voting.domain.closed import public_record
from voting.domain.facts import MeetingRecord, VoteRecord, VoteResult

READING = "reading"


@dataclass(frozen=True, slots=True)
class Archive:
    """What a meeting's entries say to the public: its votes as far as they have a result, each with it."""

    record: MeetingRecord
    votes: tuple[tuple[VoteRecord, VoteResult], ...]


def councils() -> QuerySet[Body]:
    """Return the bodies that have their meetings here, with their municipalities, as somebody reads them."""
    return Body.objects.select_related("municipality").order_by("municipality__name", "name")


def published_meetings() -> QuerySet[Meeting]:
    """Return the meetings that were opened; drafts and practice are nobody's business."""
    return published(Meeting.objects.select_related("body", "municipality"))


def published_meeting(meeting_id: UUID, *, using: str = DEFAULT_DB_ALIAS) -> Meeting | None:
    """Return the meeting if it was opened, with its log."""
    return published_meetings().using(using).select_related("log").filter(pk=meeting_id).first()


def archive_of(meeting: Meeting, *, using: str = DEFAULT_DB_ALIAS) -> Archive:
    """Return what may be told of the meeting; nothing of closed items, and no vote without a declared result."""
    record = public_record(meeting_record(meeting.log_id, using=using))
    return Archive(record, tuple((vote, vote.result) for vote in record.votes if vote.result))


def only_vote(archive: Archive, number: int) -> Archive:
    """Return the archive with one of its votes, or with none where no vote of this number has a result."""
    return replace(archive, votes=tuple(pair for pair in archive.votes if pair[0].number == number))


def signed_checkpoints(log_id: UUID, *, using: str = DEFAULT_DB_ALIAS) -> QuerySet[Checkpoint]:
    """Return the log's checkpoints that are signed, in order."""
    return Checkpoint.objects.using(using).filter(log_id=log_id).exclude(note="").order_by("size")


def rooms_of(account: Account) -> list[str]:
    """Return the rooms (seat, chair, clerk) that the account's holder has any right to."""
    if account.person_id is None:
        return []
    person = {"person": account.person_id}
    offices = set(Role.objects.filter(**person).values_list("kind", flat=True))
    has_seat = Mandate.objects.filter(**person).exists() or Seat.objects.filter(**person).exists()
    at_the_chair = offices & {Role.Kind.CHAIR, Role.Kind.DEPUTY, Role.Kind.ASSISTANT}
    rooms = {"seat": has_seat, "chair": bool(at_the_chair), "clerk": Role.Kind.CLERK in offices}
    return [room for room, is_open in rooms.items() if is_open]


def items_of_draft(draft: UUID, *, using: str = DEFAULT_DB_ALIAS) -> QuerySet[AgendaItem]:
    """Return the items by which councils decide one draft, as far as they may be known, by municipality and day."""
    meetings = list(published_meetings().using(using).filter(items__draft=draft).values_list("pk", flat=True))
    items = AgendaItem.objects.using(using).filter(draft=draft, is_closed=False, meeting__in=meetings)
    related = ("meeting__body", "meeting__municipality")
    return items.select_related(*related).order_by(
        "municipality__name", "meeting__body__name", "meeting__held_on", "position"
    )

"""Holds the tables of a meeting against what its entries give; nothing is changed and nobody is refused here."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import msgspec
from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet, Window
from django.db.models.functions import RowNumber

from agenda.models import AgendaItem, Attendance, Excuse, Meeting, Motion, Paper, Proxy, Recusal, Speech
from ledger.queries import entries
from voting.domain.projection import Table, Tables, project
from voting.domain.record import Line, RecordFault, read_record
from voting.models import (
    Annulment,
    Ballot,
    Correction,
    CorrespondenceObjection,
    Decision,
    GivenAnswer,
    JoinedMotion,
    Objection,
    RollMember,
    SpokenChoice,
    Vote,
    WrittenAnswer,
)

# Whoever runs the comparison during an open vote is not to learn what was chosen.
SEALED = {("ballot", "choice"), ("spoken", "choice"), ("written", "choice")}

COLUMNS = {
    "meeting": (
        *("stage", "opened_at", "adjourned_at", "rules", "number", "title", "held_on", "is_practice"),
        *("presiding", "selected", "paused_at", "resumes_at", "sits_on", "quorum_check", "agenda_votes"),
        *("by_correspondence", "answers_until"),
    ),
    "excuse": ("ground", "noted_at"),
    "proxy": ("ended_at",),
    "written": ("choice", "written_at", "entered_by"),
    "objector": ("objected_at",),
    "speech": (
        *("number", "kind", "person", "name", "group", "item", "to", "vote", "is_beyond"),
        *("asked_at", "withdrawn_at", "given_at", "limit_seconds", "paused_at", "stood_for"),
        *("ended_at", "ending"),
    ),
    "recusal": ("ground",),
    "item": (
        "place",
        "number",
        "title",
        "stage",
        "procedure",
        "draft",
        "is_closed",
        "is_consent",
        "advanced",
    ),
    "motion": (
        *("kind", "aim", "text", "secrecy", "mover", "seconder", "phrase", "old", "new"),
        *("is_applied", "lapsed_by", "stage", "election"),
    ),
    "paper": ("item", "title", "digest", "size", "pages", "replaces"),
    "vote": (
        *("number", "item", "motion", "stage", "mode", "secrecy", "call_order", "majority"),
        *("title", "text", "repeats", "opened_at", "runs_from", "closed_at", "declared_at"),
        *("hands", "papers", "missing", "presiding", "recused_present", "follows_tie", "tie", "result"),
        "contest",
    ),
    "joined": ("item", "number", "title", "text", "pulled_by"),
    "decision": ("body", "series", "number"),
    "roll": ("name", "seat", "group", "weight", "standing", "position", "registered_at", "proxy"),
    "ballot": ("choice", "press", "cast_at", "entered_by", "confirmed_by"),
    "spoken": ("choice", "entered_by", "entered_at"),
    "answer": ("answer", "before", "entered_at"),
    "objection": ("raised_at",),
    "annulment": ("ground", "proposed_by", "proposed_at", "confirmed_by", "confirmed_at"),
    "correction": (
        *("about", "subject", "named", "matter", "asked_by", "entered", "right", "why"),
        *("entered_by", "entered_at"),
    ),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A row, or a column of it, that is not what the entries give."""

    table: str
    key: tuple[str, ...]
    column: str = ""
    stored: object = None
    given: object = None

    def __str__(self) -> str:
        """Return one line for whoever looks into it."""
        row = " ".join((self.table, *self.key))
        if not self.column:
            return f"{row}: {'not in the table' if self.stored is None else 'not in the entries'}"
        if (self.table, self.column) in SEALED:
            return f"{row}: {self.column} differs from the entries"
        return f"{row}: {self.column} is {self.stored!r}, the entries give {self.given!r}"


def differences(meeting: Meeting, *, using: str = DEFAULT_DB_ALIAS) -> list[Difference]:
    """Return where the tables disagree with the meeting's entries; raises ValueError for entries that cannot be.

    A RecordFault, which is one, names the entry.
    """
    lines = list(_lines(meeting.log_id, using))
    given = project(read_record(lines), lines)
    stored = _stored(meeting, using)
    if meeting.opened_at is None and not given["vote"]:
        # Before the opening the ledger knows no agenda; it is an ordinary draft.
        for table in ("item", "motion", "paper"):
            given[table] = stored[table]
    return [one for table in given for one in _compare(table, stored[table], given[table])]


def _lines(log_id: UUID, using: str) -> Iterator[Line]:
    for row in entries(log_id, using=using):
        try:
            facts = row.facts
        except msgspec.DecodeError:
            raise RecordFault(sequence=row.sequence, code="malformed-body") from None
        yield row.sequence, row.kind, row.at, row.actor, facts


def _compare(table: str, stored: Table, given: Table) -> Iterator[Difference]:
    for key in sorted(stored.keys() | given.keys()):
        if key not in stored:
            yield Difference(table, key, given=given[key])
        elif key not in given:
            yield Difference(table, key, stored=stored[key])
        else:
            for column, value in given[key].items():
                if stored[key][column] != value:
                    yield Difference(table, key, column, stored[key][column], value)


def _stored(meeting: Meeting, using: str) -> Tables:
    of_meeting = {"meeting": meeting}
    rows = {
        "meeting": (Meeting.objects.filter(pk=meeting.pk), ()),
        "speech": (Speech.objects.filter(**of_meeting), ("pk",)),
        "excuse": (Excuse.objects.filter(**of_meeting), ("person",)),
        "proxy": (Proxy.objects.filter(**of_meeting), ("giver", "holder", "entered_at")),
        "written": (WrittenAnswer.objects.filter(**of_meeting), ("motion", "person")),
        "objector": (CorrespondenceObjection.objects.filter(**of_meeting), ("person",)),
        "recusal": (Recusal.objects.filter(item__meeting=meeting), ("item", "person")),
        "item": (_in_places(meeting), ("pk",)),
        "motion": (Motion.objects.filter(item__meeting=meeting), ("pk",)),
        "paper": (Paper.objects.filter(item__meeting=meeting), ("pk",)),
        "vote": (Vote.objects.filter(**of_meeting), ("pk",)),
        "joined": (JoinedMotion.objects.filter(vote__meeting=meeting), ("vote", "motion")),
        "decision": (Decision.objects.filter(vote__meeting=meeting), ("vote", "motion")),
        "roll": (RollMember.objects.filter(vote__meeting=meeting), ("vote", "person")),
        "ballot": (Ballot.objects.filter(vote__meeting=meeting), ("vote", "person")),
        "spoken": (SpokenChoice.objects.filter(vote__meeting=meeting), ("vote", "person")),
        "answer": (GivenAnswer.objects.filter(vote__meeting=meeting), ("vote", "person")),
        "objection": (Objection.objects.filter(vote__meeting=meeting), ("vote", "person")),
        "annulment": (Annulment.objects.filter(vote__meeting=meeting), ("vote",)),
        "correction": (Correction.objects.filter(**of_meeting), ("pk",)),
    }
    tables: Tables = {"attendance": _stays(meeting, using)}
    for table, (found, key) in rows.items():
        values = found.using(using).values_list(*key, *COLUMNS[table])
        tables[table] = {
            tuple(map(str, row[: len(key)])): dict(
                zip(COLUMNS[table], map(_plain, row[len(key) :]), strict=True)
            )
            for row in values
        }
    return tables


def _in_places(meeting: Meeting) -> QuerySet[AgendaItem]:
    """Return the items, each with its place on the agenda from 1: positions may have gaps."""
    place = Window(RowNumber(), order_by="position")
    return AgendaItem.objects.filter(meeting=meeting).annotate(place=place)


def _stays(meeting: Meeting, using: str) -> Table:
    table: Table = {}
    stays = Attendance.objects.using(using).filter(meeting=meeting)
    for person, arrived, left in stays.values_list("person", "arrived_at", "left_at"):
        key = (str(person), arrived.isoformat(), left.isoformat() if left else "")
        row = table.setdefault(key, {"times": 0})
        row["times"] = int(str(row["times"])) + 1
    return table


def _plain(value: object) -> object:
    return str(value) if isinstance(value, UUID) else value

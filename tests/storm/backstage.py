"""A program that works on a server's database for tests: makes councils, reads what is true of a meeting.

`python -m tests.storm.backstage`, with the server's KVORUM_ variables. It takes one request a line (see facts.py)
and answers each with a line of JSON, so that Django is set up once.
"""

import sys
from collections.abc import Sequence
from datetime import date, datetime

import django
import msgspec

django.setup()

from django.db import connection, connections  # noqa: E402 -- Django has to be set up before

from agenda.models import Meeting  # noqa: E402
from kiosk.management.replay.recorded import RecordedVote  # noqa: E402
from kiosk.management.replay.rows import Council, set_up_council, set_up_meeting  # noqa: E402
from kiosk.models import RefusedAttempt  # noqa: E402
from ledger import queries  # noqa: E402
from ledger.domain.entries import moment_text  # noqa: E402
from ledger.models import Receipt  # noqa: E402
from tests.storm.facts import Asked, Facts, Officer, Proposal, SabotageAsked, TruthAsked  # noqa: E402
from tests.storm.truth import (  # noqa: E402
    BallotRow,
    Entry,
    PositionRow,
    ReceiptRow,
    RefusalRow,
    Truth,
    VoteRow,
)
from voting.models import Ballot, RollMember, Vote  # noqa: E402
from voting.queries.audits import audit_meeting, audit_register  # noqa: E402


def set_up(*, members: int, motions: int, meetings: int) -> list[Facts]:
    """Make a council with meetings to be held one after another; chair and clerk are no members."""
    ballots: dict[str, str | None] = {f"Councillor {number}": "for" for number in range(1, members + 1)}
    recorded = RecordedVote(1, date(2026, 11, 21), "", "Motion", "adopted", members, 0, ballots)
    council = set_up_council([recorded])
    return [_meeting(council, number, [recorded] * motions) for number in range(1, meetings + 1)]


def _meeting(council: Council, number: int, motions: Sequence[RecordedVote]) -> Facts:
    meeting, made = set_up_meeting(council, number, motions)
    seats = [Officer(who.login, str(who.person.pk)) for who in council.members.values()]
    chair, clerk = (Officer(who.login, str(who.person.pk)) for who in (council.chair, council.clerk))
    return Facts(
        meeting=str(meeting.pk),
        password=council.password,
        chair=chair,
        clerk=clerk,
        seats=seats,
        display=council.display,
        motions=[Proposal(str(motion.item_id), str(motion.pk)) for motion in made],
    )


def read_truth(asked: TruthAsked) -> Truth:
    """Read everything about a meeting, again if an entry came while it was read."""
    while True:
        truth = _read(asked)
        if Meeting.objects.values_list("log__size", flat=True).get(pk=asked.meeting) == truth.size:
            return truth


def _read(asked: TruthAsked) -> Truth:
    """Read everything about a meeting, and verify it against checkpoints that clients kept."""
    meeting = Meeting.objects.select_related("log", "municipality").get(pk=asked.meeting)
    log = meeting.log
    return Truth(
        epoch=log.epoch,
        size=log.size,
        entries=[
            Entry(row.sequence, row.kind, row.at, row.actor, row.digest.hex(), row.salt.hex(), row.body)
            for row in queries.entries(log.pk)
        ],
        votes=[
            VoteRow(str(row.pk), row.stage, row.mode, _text(row.closed_at), row.result)
            for row in Vote.objects.filter(meeting=meeting)
        ],
        ballots=[
            BallotRow(str(row.vote_id), str(row.person_id), row.choice, row.press, _text(row.cast_at) or "")
            for row in Ballot.objects.filter(vote__meeting=meeting)
        ],
        positions=[
            PositionRow(str(row.vote_id), str(row.person_id), row.position)
            for row in RollMember.objects.filter(vote__meeting=meeting)
        ],
        receipts=[
            ReceiptRow(str(row.command_id), row.actor, row.answer)
            for row in Receipt.objects.filter(log_id=log.pk)
        ],
        refusals=[
            RefusalRow(row.command_id, row.code, f"{row.at} {row.actor} {row.message} {row.code}")
            for row in RefusedAttempt.objects.filter(meeting=meeting)
        ],
        faults=_faults(meeting, asked.held),
    )


def _text(moment: datetime | None) -> str | None:
    return moment_text(moment) if moment else None


def _faults(meeting: Meeting, held: list[str]) -> list[str]:
    """Verify as an auditor would: log against checkpoints held, tables against entries, register against both."""
    register = audit_register(meeting.municipality, [], using="default")
    found = audit_meeting(meeting, register, held, using="default")
    return [str(fault) for fault in (*register.findings.faults, *found.faults)]


def sabotage(statement: str) -> int:
    """Carry out a statement with triggers off, and return how many rows it changed."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        cursor.execute(statement)
        return int(cursor.rowcount)


def answer(asked: Asked) -> list[Facts] | Truth | int:
    """Do what is asked."""
    if isinstance(asked, TruthAsked):
        return read_truth(asked)
    if isinstance(asked, SabotageAsked):
        return sabotage(asked.statement)
    return set_up(members=asked.members, motions=asked.motions, meetings=asked.meetings)


def main() -> None:
    """Answer requests until there are none."""
    for line in sys.stdin.buffer:
        answered = answer(msgspec.json.decode(line, type=Asked))
        connections.close_all()
        sys.stdout.buffer.write(msgspec.json.encode(answered) + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()

"""Sets up a meeting of any size for the bench and mints its tickets, in a process with the server's database.

A companion: see ACTS. What is set up is real, but for passwords, which nobody has: 500 of them take minutes.
"""

import os
import secrets
import time
import uuid
from datetime import date, timedelta
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "council.settings")
django.setup()

from django.conf import settings  # noqa: E402 -- models must be loaded first
from django.contrib.sessions.models import Session  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from agenda.commands import check_in, create_meeting, lock_meeting, open_meeting  # noqa: E402
from agenda.models import AgendaItem, Meeting, Motion  # noqa: E402
from council.commands import create_municipality  # noqa: E402
from council.domain.actors import Actor, ActorRole  # noqa: E402
from council.models import Account, Body, Group, Hall, Mandate, Person, Role, Seat, Term  # noqa: E402
from kiosk.models import RefusedAttempt  # noqa: E402
from kiosk.permissions import Audience  # noqa: E402
from kiosk.queries import personal_visitor  # noqa: E402
from kiosk.signing import make_token  # noqa: E402
from ledger.models import Entry  # noqa: E402
from ledger.queries import verify_log  # noqa: E402
from ledger.signing import ensure_key  # noqa: E402
from tests.bench.companion import serve  # noqa: E402
from voting.models import Ballot, Vote  # noqa: E402

HELD_ON = date(2026, 11, 21)
BEGAN_ON = date(2023, 11, 1)
FSYNC_BYTES = 4096


def set_up(councillors: int, motions: int) -> dict[str, list[str]]:
    """Make a council and its open meeting with everybody checked in; return meeting, people, items, motions."""
    ensure_key()
    with transaction.atomic():
        body, hall = _council(councillors)
        meeting = create_meeting(
            body=body, hall=hall, number=1, title="Sixth ordinary meeting", held_on=HELD_ON
        )
        items = [_item(meeting, position, motions) for position in (1, 2)]
    people = list(Seat.objects.filter(hall=hall).order_by("number").values_list("person", flat=True))
    with transaction.atomic():
        locked, clerk = lock_meeting(meeting.pk), Actor(ActorRole.CLERK, people[-1])
        for person in people:
            check_in(meeting=locked, person_id=person, by=clerk, at=timezone.now())
        by = Actor(ActorRole.CHAIR, people[0])
        open_meeting(meeting=locked, without_quorum=True, by=by, at=timezone.now())
    voted = Motion.objects.filter(item=items[0]).values_list("pk", flat=True)
    return {
        "meeting": [str(meeting.pk)],
        "people": [str(person) for person in people],
        "items": [str(item.pk) for item in items],
        "motions": [str(motion) for motion in voted],
    }


def _council(councillors: int) -> tuple[Body, Hall]:
    own = {
        "municipality": create_municipality(
            name="Bench", slug=f"bench-{secrets.token_hex(3)}", language="en", time_zone="Europe/Sofia"
        )
    }
    body = Body.objects.create(**own, name="Municipal council", statutory_number=councillors)
    term = Term.objects.create(**own, body=body, starts_on=BEGAN_ON)
    groups = [Group.objects.create(**own, term=term, name=f"Group {name}", short_name=name) for name in "ABC"]
    hall = Hall.objects.create(**own, body=body, name="Chamber")
    people = Person.objects.bulk_create(
        Person(**own, name=f"Councillor {n}") for n in range(1, councillors + 1)
    )
    Mandate.objects.bulk_create(
        Mandate(**own, term=term, person=person, group=groups[n % 3], starts_on=BEGAN_ON)
        for n, person in enumerate(people)
    )
    Seat.objects.bulk_create(
        Seat(**own, hall=hall, number=n, person=p) for n, p in enumerate(people, start=1)
    )
    for person, kind in ((people[0], "chair"), (people[-1], "clerk")):
        Role.objects.create(**own, body=body, person=person, kind=kind)
    Account.objects.bulk_create(
        Account(**own, login=f"{person.pk}", person=person, password="!") for person in people
    )
    return body, hall


def _item(meeting: Meeting, position: int, motions: int) -> AgendaItem:
    own = {"municipality_id": meeting.municipality_id}
    title = "Budget for 2027"
    item = AgendaItem.objects.create(
        **own, meeting=meeting, position=position, number=str(position), title=title
    )
    text = "The budget is adopted."
    Motion.objects.bulk_create(Motion(**own, item=item, position=n, text=text) for n in range(1, motions + 1))
    return item


def tickets(meeting: str, audience: Audience, people: list[str]) -> list[tuple[str, str]]:
    """Sign these people in to one of the meeting's rooms; return path and cookie of each socket."""
    where = Meeting.objects.select_related("body").get(pk=meeting)
    accounts = {str(account.person_id): account for account in Account.objects.filter(person__in=people)}
    until = timezone.now() + timedelta(days=1)
    rows = [Session(session_key=secrets.token_hex(16), session_data="", expire_date=until) for _ in people]
    Session.objects.bulk_create(rows)
    found = []
    for person, row in zip(people, rows, strict=True):
        visitor = personal_visitor(accounts[person], where, audience, session=row.session_key, language="en")
        assert visitor is not None
        path = f"/ws/meetings/{meeting}/{audience}?token={make_token(visitor)}"
        found.append((path, f"{settings.SESSION_COOKIE_NAME}={row.session_key}"))
    return found


def bare_inserts(meeting: str, people: list[str], times: int) -> list[float]:
    """Insert a ballot of each of the people, and nothing else, in a transaction; milliseconds of each time."""
    where = Meeting.objects.get(pk=meeting)
    found = []
    for number in range(times):
        vote = Vote.objects.create(
            municipality_id=where.municipality_id,
            meeting=where,
            item=where.items.all()[1],
            motion=Motion.objects.filter(item=where.items.all()[1])[0],
            number=1000 + Vote.objects.filter(meeting=where).count() + number,
            stage="withdrawn",
            majority={},
        )
        began = time.monotonic_ns()
        with transaction.atomic():
            Ballot.objects.bulk_create(
                Ballot(
                    municipality_id=where.municipality_id,
                    vote=vote,
                    person_id=uuid.UUID(person),
                    choice="for",
                    press=1,
                    cast_at=timezone.now(),
                )
                for person in people
            )
        found.append((time.monotonic_ns() - began) / 1e6)
    return found


def fsyncs(directory: str, times: int) -> list[float]:
    """Append a page to a file and have the disk confirm it; milliseconds of each time."""
    path = Path(directory) / "fsync"
    found = []
    with path.open("wb", buffering=0) as file:
        for _ in range(times):
            file.write(secrets.token_bytes(FSYNC_BYTES))
            began = time.monotonic_ns()
            os.fdatasync(file.fileno())
            found.append((time.monotonic_ns() - began) / 1e6)
    path.unlink()
    return found


def recorded(vote: str) -> dict[str, int]:
    """Count what the database holds of a vote: ballots, and entries of ballots in the ledger."""
    entries = Entry.objects.filter(kind="voting.ballot.cast", body__contains=vote)
    return {"ballots": Ballot.objects.filter(vote=vote).count(), "entries": entries.count()}


def verify(meeting: str) -> dict[str, float]:
    """Verify the meeting's ledger; return entries, seconds, faults, and refusals noted on the way."""
    log = Meeting.objects.values_list("log_id", flat=True).get(pk=meeting)
    began = time.monotonic()
    faults = verify_log(log)
    seconds = time.monotonic() - began
    refused = RefusedAttempt.objects.filter(meeting=meeting).count()
    entries = Entry.objects.filter(log=log).count()
    return {"entries": entries, "seconds": seconds, "faults": len(faults), "refused": refused}


def rest() -> str:
    """Let go of the database, as nobody else does while the server is measured; return its vendor."""
    connection.close()
    return str(connection.vendor)


ACTS = {act.__name__: act for act in (set_up, tickets, bare_inserts, fsyncs, recorded, verify, rest)}

if __name__ == "__main__":
    serve(ACTS)

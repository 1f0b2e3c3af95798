"""The page that says whether a meeting is ready: what it reads, whom it lets in, and that what it advises turns it green."""

import re
import shutil
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agenda.models import Link, Meeting, Motion
from council.models import Account
from kiosk.commands import end_rehearsal, start_rehearsal
from kiosk.domain.readiness import LITTLE_SPACE, Cause, Rehearsed
from kiosk.models import Display, new_secret, secret_digest
from kiosk.snapshots import readiness as snapshot
from kiosk.snapshots.readiness import readiness
from kiosk.templatetags.readiness import WORDS, to_do, what
from ledger.domain.safekeeping import CopyState, Light
from ledger.models import Entry
from minutes.signing.authority import issue_test_key
from tests.cast import CHAIR, CLERK, COUNCILLORS, NAMES
from tests.chamber import AS_CLERK, Chamber, chamber, give_accounts
from tests.services.ports import free_port

__all__ = ["chamber"]  # the fixture

ANNA, BORIS, *_ = COUNCILLORS


def lights(chamber: Chamber) -> dict[Cause, tuple[Light, tuple[str, ...]]]:
    return {one.cause: (one.light, one.names) for one in readiness(chamber.meeting_now(), timezone.now())}


def visit(chamber: Chamber, person: UUID, room: str) -> Any:
    client = Client()
    client.force_login(chamber.people[person].account)
    return client.get(reverse(f"{room}-ready", args=[chamber.meeting.pk]))


def connect(chamber: Chamber, *people: UUID) -> None:
    for person in people:
        Link.objects.create(
            municipality=chamber.municipality,
            meeting=chamber.meeting,
            person_id=person,
            is_connected=True,
            seen_at=timezone.now(),
        )


def make_ready(chamber: Chamber) -> None:
    """Do what the page advises."""
    give_accounts(chamber)
    Meeting.objects.filter(pk=chamber.meeting.pk).update(held_on=timezone.localdate())
    connect(chamber, *COUNCILLORS)
    for person in (CHAIR, CLERK):
        issue_test_key(person_id=person, name=NAMES[person], pin="1234", at=timezone.now())
    Display.objects.create(
        municipality=chamber.municipality,
        hall=chamber.hall,
        name="1",
        secret_digest=secret_digest(new_secret()),
    )


def test_every_cause_has_its_words_and_every_light_but_green_its_advice(chamber: Chamber) -> None:
    assert set(WORDS) == set(Cause) - {Cause.COPY}
    for one in readiness(chamber.meeting_now(), timezone.now()):
        assert "%" not in what(one)
        assert bool(to_do(one)) is (one.light is not Light.GREEN)


def test_a_council_that_has_only_been_set_up_is_told_what_is_missing(chamber: Chamber) -> None:
    found = lights(chamber)
    red = {cause for cause, (light, _) in found.items() if light is Light.RED}
    assert {Cause.NO_CHAIR, Cause.WITHOUT_SIGN_IN, Cause.NO_TERMINAL} <= red
    assert NAMES[ANNA] in found[Cause.WITHOUT_SIGN_IN][1]
    assert found[Cause.LEDGER] == (Light.GREEN, ())


def test_what_it_advises_turns_it_green(chamber: Chamber, monkeypatch: pytest.MonkeyPatch) -> None:
    make_ready(chamber)
    assert {cause for cause, (light, _) in lights(chamber).items() if light is not Light.GREEN} == {
        Cause.NEVER_REHEARSED,
        Cause.COPY,
    }
    run = start_rehearsal(hall=chamber.hall, by=AS_CLERK, at=chamber.at())
    assert lights(chamber)[Cause.HALL_IN_USE][0] is Light.RED
    end_rehearsal(meeting=run.meeting, by=AS_CLERK, at=chamber.at())
    found = lights(chamber)
    assert found[Cause.UNFINISHED_REHEARSAL][0] is Light.AMBER
    assert Cause.HALL_FREE in found
    monkeypatch.setattr(snapshot, "_rehearsed", lambda *_: Rehearsed(0))
    monkeypatch.setattr(snapshot, "copy_state", lambda: CopyState(Light.GREEN, None, timezone.now()))
    page = visit(chamber, CLERK, "clerk").content.decode()
    assert re.search(r'class="whole"[^>]*data-light="green"', page)


def test_draft_decisions_are_counted_and_no_other_motions(chamber: Chamber) -> None:
    def drafts() -> list[int]:
        return [
            one.of for one in readiness(chamber.meeting_now(), timezone.now()) if one.cause is Cause.AGENDA
        ]

    assert drafts() == [3]
    Motion.objects.filter(pk=chamber.motions[0].pk).update(kind=Motion.Kind.PROCEDURAL)
    assert drafts() == [2]


def test_who_is_not_linked_any_more_is_named(chamber: Chamber) -> None:
    make_ready(chamber)
    Link.objects.filter(person=ANNA).update(is_connected=False)
    Link.objects.filter(person=BORIS).update(seen_at=timezone.now() - timedelta(minutes=1))
    light, names = lights(chamber)[Cause.SOME_TERMINALS]
    assert light is Light.AMBER
    assert set(names) == {NAMES[ANNA], NAMES[BORIS]}


def test_an_account_that_is_shut_counts_as_none(chamber: Chamber) -> None:
    make_ready(chamber)
    Account.objects.filter(person__in=[ANNA, CHAIR]).update(is_active=False)
    found = lights(chamber)
    assert found[Cause.WITHOUT_SIGN_IN] == (Light.RED, (NAMES[ANNA],))
    assert Cause.NO_CHAIR in found


def test_a_full_disk_and_a_redis_that_is_away_are_seen(
    chamber: Chamber, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    usage = shutil.disk_usage("/")._replace(free=LITTLE_SPACE - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    settings.REDIS_URL = f"redis://127.0.0.1:{free_port()}"
    found = lights(chamber)
    assert found[Cause.LITTLE_SPACE][0] is Light.AMBER
    assert found[Cause.EXCHANGE_AWAY][0] is Light.AMBER


def test_a_ledger_that_was_tampered_with_keeps_the_meeting_red(chamber: Chamber) -> None:
    chamber.open()
    Meeting.objects.filter(pk=chamber.meeting.pk).update(stage="draft")
    assert lights(chamber)[Cause.LEDGER_FAULTS][0] is Light.RED
    assert Entry.objects.exists()


def test_chair_and_clerk_see_it_and_nobody_else(chamber: Chamber) -> None:
    give_accounts(chamber)
    assert visit(chamber, CLERK, "clerk").status_code == 200
    assert visit(chamber, CHAIR, "chair").status_code == 200
    assert visit(chamber, CHAIR, "clerk").status_code == 403
    assert visit(chamber, ANNA, "clerk").status_code == 403

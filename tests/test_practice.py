"""A practice meeting runs the real way, is marked on every screen and page, and leaves no trace where real ones do."""

import re
from io import BytesIO, StringIO
from typing import Any, get_args
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from agenda.commands import create_meeting
from agenda.models import Meeting
from kiosk import messages
from kiosk.models import Display, new_secret, secret_digest
from kiosk.permissions import Audience
from kiosk.queries import are_public, current_meeting
from kiosk.snapshots import frame, load
from kiosk.urls import urlpatterns as of_kiosk
from ledger.models import Entry
from minutes.commands import draft_record, sign_record
from minutes.signing.authority import issue_test_key
from portal.urls import urlpatterns as of_portal
from tests.cast import CHAIR, CLERK, COUNCILLORS, NAMES
from tests.chamber import AS_CHAIR, AS_CLERK, HELD_ON, Chamber, chamber, give_accounts
from voting.models import Decision, Vote

__all__ = ["chamber"]  # the fixture

ANNA, BORIS, *_ = COUNCILLORS
UUID_ROUTE = re.compile(r"<uuid:meeting>")
PUBLIC = [
    route.name
    for route in (*of_portal, *of_kiosk)
    if UUID_ROUTE.search(str(route.pattern))
    and re.search("^meetings/<uuid:meeting>/(live|votes|$|[a-z]+[.])", str(route.pattern))
]


@pytest.fixture
def practice(chamber: Chamber) -> Chamber:
    """Return the cast's council with a meeting that is practice."""
    Meeting.objects.filter(pk=chamber.meeting.pk).update(is_practice=True)
    return chamber


@pytest.fixture
def over(practice: Chamber) -> Chamber:
    """Return the practice meeting adjourned after a vote."""
    practice.open()
    practice.decide({ANNA: "for", BORIS: "against"})
    practice.do(messages.MeetingAdjourn, AS_CHAIR)
    return practice


def register(chamber: Chamber) -> list[str]:
    rows = Entry.objects.filter(log=chamber.municipality.register_log)
    return list(rows.values_list("kind", flat=True))


def verify() -> list[str]:
    out = StringIO()
    try:
        call_command("verify_ledger", stdout=out, no_color=True)
    except CommandError as error:
        return [*out.getvalue().splitlines(), str(error)]
    return out.getvalue().splitlines()


def signed_in(chamber: Chamber, person: UUID) -> Client:
    client = Client()
    client.force_login(chamber.people[person].account)
    return client


class TestLedger:
    def test_the_opening_says_so_for_practice_and_for_a_real_meeting(self, practice: Chamber) -> None:
        practice.open()
        said = [body for kind, _, body in practice.entries() if kind == "agenda.meeting.opened"]
        assert [body["is_practice"] for body in said] == [True]

    def test_a_real_meeting_says_that_it_is_none(self, chamber: Chamber) -> None:
        chamber.open()
        said = [body for kind, _, body in chamber.entries() if kind == "agenda.meeting.opened"]
        assert [body["is_practice"] for body in said] == [False]

    def test_nothing_of_it_comes_into_the_register(self, over: Chamber) -> None:
        assert register(over) == []

    def test_it_verifies_like_any_other(self, over: Chamber) -> None:
        assert verify()[-1].endswith("everything agrees.")

    def test_a_row_that_says_otherwise_than_the_opening_is_found(self, over: Chamber) -> None:
        Meeting.objects.update(is_practice=False)
        lines = verify()
        assert any("is_practice is False, the entries give True" in line for line in lines)
        assert any("its adjournment is not in the register" in line for line in lines)

    def test_a_real_meeting_cannot_be_passed_off_as_practice(self, chamber: Chamber) -> None:
        chamber.open()
        chamber.do(messages.MeetingAdjourn, AS_CHAIR)
        Meeting.objects.update(is_practice=True)
        lines = verify()
        assert any("is_practice is True, the entries give False" in line for line in lines)
        assert any("register's entry 0: practice has no place in it" in line for line in lines)


class TestNumbers:
    def test_practice_takes_no_number_of_the_series(self, practice: Chamber) -> None:
        given: dict[str, Any] = {
            "body": practice.body,
            "hall": practice.hall,
            "title": "x",
            "held_on": HELD_ON,
        }
        create_meeting(number=12, **given)
        with pytest.raises(IntegrityError), transaction.atomic():
            create_meeting(number=12, is_practice=True, **given)

    def test_its_results_take_no_number_of_a_decision(self, over: Chamber) -> None:
        assert Vote.objects.get().result["decision"] == ""
        assert not Decision.objects.exists()

    def test_only_practice_can_be_archived(self, chamber: Chamber) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.update(archived_at=timezone.now())


class TestPublic:
    def test_there_are_public_addresses_to_try(self) -> None:
        assert {"live", "live-state", "meeting", "vote", "record", "votes-table", "ledger-export"} <= set(
            PUBLIC
        )

    @pytest.mark.parametrize("name", PUBLIC)
    def test_it_is_the_same_404_as_an_unknown_meeting(self, client: Client, over: Chamber, name: str) -> None:
        number = [1] if name in {"vote", "vote-table"} else []
        answers = [client.get(reverse(name, args=[key, *number])) for key in (over.meeting.pk, uuid4())]
        assert [answer.status_code for answer in answers] == [404, 404]

    def test_no_list_names_it(self, client: Client, practice: Chamber) -> None:
        practice.open()
        assert "Дванадесето" not in client.get(reverse("home")).content.decode()
        practice.do(messages.MeetingAdjourn, AS_CHAIR)
        assert "Дванадесето" not in client.get(reverse("home")).content.decode()

    def test_no_screen_names_an_address_of_its_votes(self, practice: Chamber) -> None:
        practice.open()
        vote = practice.decide({ANNA: "for"})
        shown = frame(load(practice.meeting.pk), "display", "en").vote
        assert vote.declared_at is not None
        assert shown
        assert shown.page is None

    def test_no_public_socket_is_let_in(self, practice: Chamber) -> None:
        practice.open()
        assert are_public([practice.meeting.pk]) == {practice.meeting.pk: False}


class TestScreens:
    @pytest.mark.parametrize("room", ["seat", "chair", "clerk"])
    def test_every_room_is_marked(self, practice: Chamber, room: str) -> None:
        give_accounts(practice)
        person = {"seat": ANNA, "chair": CHAIR, "clerk": CLERK}[room]
        page = signed_in(practice, person).get(reverse(room, args=[practice.meeting.pk])).content.decode()
        assert 'class="practice-mark"' in page
        assert 'class="badge"' in page

    def test_the_display_is_marked(self, client: Client, practice: Chamber) -> None:
        secret = new_secret()
        Display.objects.create(
            municipality=practice.municipality,
            hall=practice.hall,
            name="Табло",
            secret_digest=secret_digest(secret),
        )
        page = client.get(reverse("display", args=[secret])).content.decode()
        assert 'class="practice-mark"' in page
        assert 'class="badge"' in page

    def test_a_real_meeting_is_not_marked(self, chamber: Chamber) -> None:
        give_accounts(chamber)
        page = signed_in(chamber, ANNA).get(reverse("seat", args=[chamber.meeting.pk])).content.decode()
        assert "practice-mark" not in page

    def test_a_frame_of_every_audience_says_so(self, practice: Chamber) -> None:
        loaded = load(practice.meeting.pk)
        assert all(frame(loaded, audience, "en").meeting.is_practice for audience in get_args(Audience))

    def test_a_hall_goes_to_the_real_meeting_before_practice(self, practice: Chamber) -> None:
        practice.open()
        assert current_meeting(hall=practice.hall) == practice.meeting
        real = create_meeting(
            body=practice.body, hall=practice.hall, number=12, title="Истинско", held_on=HELD_ON
        )
        Meeting.objects.filter(pk=real.pk).update(stage="open", opened_at=practice.at())
        assert current_meeting(hall=practice.hall) == real

    def test_archived_practice_is_nowhere(self, over: Chamber) -> None:
        assert current_meeting(hall=over.hall) == over.meeting
        Meeting.objects.update(archived_at=timezone.now())
        assert current_meeting(hall=over.hall) is None


class TestRecord:
    def test_every_page_is_marked_and_nothing_is_published(self, over: Chamber, client: Client) -> None:
        for person, pin in ((CHAIR, "2468"), (CLERK, "1357")):
            issue_test_key(person_id=person, name=NAMES[person], pin=pin, at=over.at())
        draft_record(meeting=over.meeting, at=over.at())
        sign_record(meeting=over.meeting, by=AS_CHAIR, pin="2468", at=over.at())
        record = sign_record(meeting=over.meeting, by=AS_CLERK, pin="1357", at=over.at())
        pages = [page.extract_text() for page in PdfReader(BytesIO(bytes(record.pdf))).pages]
        assert len(pages) > 1
        assert all("УЧЕБНО" in page.upper() or "PRACTICE" in page for page in pages)
        assert register(over) == []
        assert client.get(reverse("record", args=[over.meeting.pk])).status_code == 404
        assert verify()[-1].endswith("everything agrees.")

    def test_a_real_record_has_no_mark(self, chamber: Chamber) -> None:
        chamber.open()
        chamber.do(messages.MeetingAdjourn, AS_CHAIR)
        record = draft_record(meeting=chamber.meeting, at=chamber.at())
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(bytes(record.pdf))).pages)
        assert "PRACTICE" not in text
        assert "УЧЕБНО" not in text.upper()

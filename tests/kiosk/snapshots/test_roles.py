"""What chair, deputy and clerk are called: as the council's rules name them, on screens and in the record."""

import pytest
from django.test import Client
from django.urls import reverse

from council.models import Role
from kiosk import messages
from kiosk.snapshots import frame, load
from minutes.domain.people import people_of
from minutes.queries import meeting_record
from tests.cast import CHAIR, CLERK, COUNCILLORS
from tests.chamber import AS_CHAIR, PASSWORD, Chamber, give_accounts


@pytest.fixture
def serbian(chamber: Chamber) -> Chamber:
    """Return a council under the Serbian rules, with a deputy."""
    chamber.municipality.language = "sr"
    chamber.municipality.save()
    chamber.body.pack = "rs"
    chamber.body.save()
    Role.objects.create(
        municipality=chamber.municipality, body=chamber.body, person_id=COUNCILLORS[0], kind=Role.Kind.DEPUTY
    )
    chamber.open()
    return chamber


@pytest.mark.django_db(databases=["default", "reading"])
@pytest.mark.parametrize(
    ("language", "called"),
    [
        ("sr", ["председник скупштине", "заменик председника скупштине"]),
        ("sr-latn", ["predsednik skupštine", "zamenik predsednika skupštine"]),
        ("en", ["chair", "deputy chair"]),
    ],
)
def test_screens_name_offices_as_the_rules_do(serbian: Chamber, language: str, called: list[str]) -> None:
    shown = frame(load(serbian.meeting.pk), "chair", language).console
    assert shown
    assert [officer.role for officer in shown.officers] == called


@pytest.mark.django_db(databases=["default", "reading"])
def test_a_desk_and_the_record_name_them_too(serbian: Chamber) -> None:
    give_accounts(serbian, (CHAIR, CLERK))
    clerk = Client()
    assert clerk.login(username=str(CLERK), password=PASSWORD)
    desk = clerk.get(reverse("clerk", args=[serbian.meeting.pk]), {"lang": "sr"}, follow=True)
    assert "· Записничар" in desk.content.decode()
    serbian.do(messages.MeetingAdjourn, AS_CHAIR)
    record = meeting_record(serbian.meeting.log_id)
    assert record.opening
    people = people_of(record, record.opening)
    assert (people.title("chair"), people.role("clerk")) == ("Председник скупштине", "записничар")

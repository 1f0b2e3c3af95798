"""Who signs as chair: who presided at the end, and nobody else, unless it is entered who stands in and why."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pypdf import PdfReader

from agenda.commands import adjourn_meeting, hand_over, lock_meeting
from agenda.models import Meeting
from agenda.refusals import Forbidden, NoGround
from council.domain.actors import Actor, ActorRole
from council.models import Body, Role
from minutes.commands import draft_record, sign_record, stand_in
from minutes.domain.stages import RecordStage
from minutes.queries import meeting_record, signs_as_chair
from minutes.refusals import (
    MeetingNotAdjourned,
    NotTheSigner,
    RecordOutdated,
    SigningOutOfOrder,
    SignsAlready,
)
from minutes.signing import check_signatures
from minutes.signing.authority import issue_test_key
from tests.cast import CHAIR, COUNCILLORS, NAMES
from tests.minutes.conftest import AT, CHAIR_ACTS, CLERK_ACTS
from voting.queries import differences

LATER = AT + timedelta(hours=2)
DEPUTY, OTHER, *_ = COUNCILLORS
DEPUTY_ACTS, OTHER_ACTS = Actor(ActorRole.CHAIR, DEPUTY), Actor(ActorRole.CHAIR, OTHER)
PIN = "8642"
GROUND = "Приет в болница"
Pins = dict[ActorRole, str]


@pytest.fixture
def deputies(body: Body, keys: Pins) -> None:
    """Make two deputies who have keys."""
    for person in (DEPUTY, OTHER):
        Role.objects.create(
            municipality=body.municipality, body=body, person_id=person, kind=Role.Kind.DEPUTY
        )
        issue_test_key(person_id=person, name=NAMES[person], pin=PIN, at=AT)


@pytest.fixture
def ended_by_deputy(deputies: None, under_way: Meeting) -> Meeting:
    """Return a meeting that the chair opened, handed over and did not take back."""
    with transaction.atomic():
        meeting = lock_meeting(under_way.pk)
        hand_over(meeting=meeting, person_id=DEPUTY, reason="absence", by=CHAIR_ACTS, at=AT)
        return adjourn_meeting(meeting=meeting, by=DEPUTY_ACTS, at=AT + timedelta(hours=1))


def signed(meeting: Meeting, by: Actor, pin: str = PIN) -> Any:
    return sign_record(meeting=meeting, by=by, pin=pin, at=LATER)


@pytest.mark.both
def test_who_presided_at_the_end_signs_and_not_the_chair_of_the_body(
    ended_by_deputy: Meeting, keys: Pins
) -> None:
    draft_record(meeting=ended_by_deputy, at=LATER)
    for by, pin in ((CHAIR_ACTS, keys[ActorRole.CHAIR]), (OTHER_ACTS, PIN)):
        with pytest.raises(NotTheSigner) as refused:
            signed(ended_by_deputy, by, pin)
        assert NAMES[DEPUTY] in str(refused.value)
    assert signed(ended_by_deputy, DEPUTY_ACTS).stage == RecordStage.CHAIR_SIGNED
    assert differences(ended_by_deputy) == []


@pytest.mark.both
def test_another_signs_once_it_is_entered_why_and_the_record_tells_it(
    ended_by_deputy: Meeting, keys: Pins, tmp_path: Path
) -> None:
    draft_record(meeting=ended_by_deputy, at=LATER)
    stand_in(meeting=ended_by_deputy, ground=f" {GROUND} ", by=CHAIR_ACTS, at=LATER)
    with pytest.raises(RecordOutdated):
        signed(ended_by_deputy, CHAIR_ACTS, keys[ActorRole.CHAIR])
    draft_record(meeting=ended_by_deputy, at=LATER)
    with pytest.raises(NotTheSigner):
        signed(ended_by_deputy, DEPUTY_ACTS)
    signed(ended_by_deputy, CHAIR_ACTS, keys[ActorRole.CHAIR])
    record = signed(ended_by_deputy, CLERK_ACTS, keys[ActorRole.CLERK])
    assert check_signatures(bytes(record.pdf), at=LATER).signatures[0].signer == NAMES[CHAIR]
    path = tmp_path / "record.pdf"
    path.write_bytes(bytes(record.pdf))
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())
    assert GROUND in text
    (one,) = meeting_record(ended_by_deputy.log_id).sitting.stand_ins
    assert (one.said.from_.name, one.said.to.name, one.said.ground) == (NAMES[DEPUTY], NAMES[CHAIR], GROUND)
    assert differences(ended_by_deputy) == []


def test_nobody_stands_in_without_need_ground_office_or_in_time(
    deputies: None, adjourned: Meeting, keys: Pins
) -> None:
    for by, ground, refusal in (
        (CHAIR_ACTS, GROUND, SignsAlready),
        (DEPUTY_ACTS, " ", NoGround),
        (CLERK_ACTS, GROUND, Forbidden),
        (Actor(ActorRole.CHAIR, COUNCILLORS[5]), GROUND, Forbidden),
    ):
        with pytest.raises(refusal):
            stand_in(meeting=adjourned, ground=ground, by=by, at=LATER)
    draft_record(meeting=adjourned, at=LATER)
    signed(adjourned, CHAIR_ACTS, keys[ActorRole.CHAIR])
    with pytest.raises(SigningOutOfOrder):
        stand_in(meeting=adjourned, ground=GROUND, by=DEPUTY_ACTS, at=LATER)


def test_a_meeting_under_way_has_nobody_to_stand_in_for(deputies: None, under_way: Meeting) -> None:
    with pytest.raises(MeetingNotAdjourned):
        stand_in(meeting=under_way, ground=GROUND, by=CHAIR_ACTS, at=LATER)


def test_who_stood_in_can_be_stood_in_for(deputies: None, adjourned: Meeting) -> None:
    stand_in(meeting=adjourned, ground=GROUND, by=DEPUTY_ACTS, at=LATER)
    stand_in(meeting=adjourned, ground=GROUND, by=OTHER_ACTS, at=LATER)
    signer = signs_as_chair(adjourned)
    assert signer is not None
    assert signer.person == str(OTHER)
    assert differences(adjourned) == []

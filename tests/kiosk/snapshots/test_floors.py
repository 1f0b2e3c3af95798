"""The floor on the screens: one order for all, the clock of the speech, and what each seat may ask for."""

from typing import Any
from uuid import UUID

import pytest

from council.models import Group
from kiosk import messages
from kiosk.snapshots import frame, load, mine
from tests.cast import COUNCILLORS, NAMES
from tests.chamber import AS_CHAIR, Chamber, councillor

ANNA, BORIS, VASIL, GALINA, *_ = COUNCILLORS

pytestmark = [pytest.mark.both, pytest.mark.django_db(databases=["default", "reading"])]


def ask(chamber: Chamber, person: UUID, kind: str = "speech") -> UUID:
    found: Any = chamber.do(messages.FloorAsk, councillor(person), kind=kind)
    return UUID(str(found.pk))


def give(chamber: Chamber, request: UUID) -> None:
    chamber.do(messages.FloorGive, AS_CHAIR, request=request)


def shown(chamber: Chamber, audience: Any = "chair") -> messages.Floor:
    found = frame(load(chamber.meeting.pk), audience, "en").floor
    assert found is not None
    return found


def own(chamber: Chamber, person: UUID) -> messages.Mine:
    return mine(load(chamber.meeting.pk, [person]), person)


def test_the_queue_is_the_same_for_seat_chair_and_clerk_and_none_for_the_public(chamber: Chamber) -> None:
    chamber.open()
    ask(chamber, ANNA)
    ask(chamber, BORIS, "procedural")
    found = [shown(chamber, audience).queue for audience in ("seat", "chair", "clerk")]
    assert found[0] == found[1] == found[2]
    told = [(one.name, one.kind, one.place, one.is_next, one.limit) for one in found[0]]
    assert told == [(NAMES[BORIS], "procedural", 1, True, 120), (NAMES[ANNA], "speech", 2, False, 300)]
    assert shown(chamber, "public").queue == []


def test_the_clock_leaves_out_how_long_it_stood(chamber: Chamber) -> None:
    chamber.open()
    request = ask(chamber, ANNA)
    give(chamber, request)
    for kind in (
        messages.FloorInterrupt,
        messages.FloorResume,
        messages.FloorExtend,
        messages.FloorInterrupt,
    ):
        chamber.do(kind, AS_CHAIR, request=request)
    for audience in ("seat", "display", "public"):
        speaker = shown(chamber, audience).speaker
        assert speaker is not None
        assert (speaker.limit, speaker.warning, speaker.grace) == (360, 30, 30)
        since, runs_from = (moment[17:23] for moment in (speaker.since, speaker.runs_from))
        assert float(runs_from) - float(since) == 1
        assert speaker.paused_at is not None


def test_a_seat_offers_what_fits_and_says_what_it_waits_for(chamber: Chamber) -> None:
    Group.objects.filter(mandates__person=GALINA).update(leader=GALINA)
    chamber.open()
    speech = ask(chamber, ANNA)
    waiting = own(chamber, ANNA)
    assert (waiting.floor, waiting.may_speak) == ("waiting", False)
    assert [(one.kind, one.place) for one in waiting.waiting] == [("speech", 1)]
    give(chamber, speech)
    assert own(chamber, ANNA).floor == "speaking"
    kinds = {one.kind: one.to for one in own(chamber, BORIS).kinds}
    assert kinds == {"procedural": None, "reply": str(speech), "personal": None}
    ask(chamber, BORIS, "reply")
    assert "reply" not in {one.kind for one in own(chamber, BORIS).kinds}
    assert own(chamber, BORIS).may_speak
    assert {one.kind: one.to for one in own(chamber, ANNA).kinds}["answer"] == str(speech)
    assert {"leader", "recess"} <= {one.kind for one in own(chamber, GALINA).kinds}
    (reply,) = shown(chamber).queue
    assert reply.to == NAMES[ANNA]


def test_who_voted_against_is_offered_to_explain_it(chamber: Chamber) -> None:
    chamber.open()
    chamber.decide({ANNA: "against", BORIS: "for"})
    assert "explanation" in {one.kind for one in own(chamber, ANNA).kinds}
    assert "explanation" not in {one.kind for one in own(chamber, BORIS).kinds}


def test_in_a_break_nothing_is_offered(chamber: Chamber) -> None:
    chamber.open()
    chamber.do(messages.MeetingPause, AS_CHAIR, time="23:59")
    assert own(chamber, ANNA).kinds == []
    assert not own(chamber, ANNA).may_speak

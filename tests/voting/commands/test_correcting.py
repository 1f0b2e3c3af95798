"""Corrections: an entry of its own beside what it corrects, which stays; and never of what was voted."""

from typing import Any
from uuid import uuid4

import pytest

from agenda.refusals import Forbidden, UnknownThing, UnseenCharacter, VoteUnderWay, WrongMeetingStage
from council.domain.actors import Actor
from kiosk import messages
from ledger.kinds import Kind
from ledger.models import Entry
from tests.cast import COUNCILLORS, NAMES
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor
from voting.models import Correction, Vote
from voting.queries import differences
from voting.refusals import CorrectionIncomplete, NothingCorrected, ResultAffected

ANNA, BORIS, *_ = COUNCILLORS
WORDS = {
    "matter": "time",
    "asked_by": "Анна",
    "entered": "дошла в 9:05",
    "right": "дошла в 9:00",
    "why": "Подписа се в 9:00 на листа",
}
FIGURE = {"matter": "figure", "entered": "8", "right": "9"}


def correct(chamber: Chamber, by: Actor = AS_CLERK, **fields: Any) -> Correction:
    made: Correction = chamber.do(messages.CorrectionEnter, by, **{**WORDS, **fields})
    return made


def number_of(chamber: Chamber, kind: Kind) -> str:
    return str(Entry.objects.filter(log_id=chamber.meeting.log_id, kind=kind).latest("sequence").sequence)


def on_paper(chamber: Chamber) -> Vote:
    chamber.open_vote(mode="paper")
    numbers = {"issued": 8, "returned": 7, "valid": 7, "invalid": 0, "blank": 0}
    chosen = {"in_favour": 5, "against": 2, "abstain": 0}
    chamber.on_vote(messages.PapersCount, AS_CLERK, **numbers, **chosen, tellers=["Иван", "Мария"])
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    return chamber.vote()


@pytest.mark.both
def test_a_correction_is_an_entry_that_names_what_it_corrects_and_changes_nothing(chamber: Chamber) -> None:
    chamber.open()
    before = chamber.entries()
    stays = list(chamber.meeting.attendances.values())
    made = correct(chamber, subject=str(ANNA))
    assert chamber.entries()[:-1] == before
    assert list(chamber.meeting.attendances.values()) == stays
    assert chamber.last() == (
        "voting.correction.entered",
        str(AS_CLERK),
        {
            **WORDS,
            "correction": str(made.pk),
            "about": "person",
            "subject": str(ANNA),
            "named": NAMES[ANNA],
            "name": NAMES[AS_CLERK.person],
        },
    )
    assert differences(chamber.meeting_now()) == []


@pytest.mark.both
def test_votes_items_and_single_entries_are_corrected_too(chamber: Chamber) -> None:
    chamber.open()
    vote = chamber.decide({ANNA: "for"})
    for fields in (
        {"subject": str(vote.pk), "matter": "wording"},
        {"subject": str(chamber.items[1].pk), "matter": "name"},
        {"entry": "0"},
    ):
        correct(chamber, **fields)
    found = Correction.objects.order_by("entered_at").values_list("about", "named")
    assert list(found) == [("vote", "1"), ("item", "2"), ("entry", "0")]
    assert differences(chamber.meeting_now()) == []


def test_a_guest_who_was_there_is_corrected_by_name(chamber: Chamber) -> None:
    chamber.open()
    guest = chamber.people[AS_CHAIR.person]
    with pytest.raises(UnknownThing):
        correct(chamber, subject=str(guest.pk))
    chamber.meeting.attendances.create(
        municipality=chamber.municipality, person=guest, arrived_at=chamber.at(), left_at=chamber.at()
    )
    assert correct(chamber, subject=str(guest.pk)).named == guest.name


@pytest.mark.parametrize("matter", ["result", "figure"])
def test_what_was_voted_is_never_corrected(chamber: Chamber, matter: str) -> None:
    chamber.open()
    vote = chamber.decide({ANNA: "for", BORIS: "against"})
    size = len(chamber.entries())
    with pytest.raises(ResultAffected) as refused:
        correct(chamber, subject=str(vote.pk), matter=matter, entered="1", right="2")
    assert "Annul the vote" in str(refused.value)
    assert len(chamber.entries()) == size
    assert chamber.vote().result == vote.result


@pytest.mark.parametrize("kind", [Kind.BALLOT_CAST, Kind.VOTE_CLOSED, Kind.VOTE_DECLARED])
def test_no_entry_that_makes_up_a_result_is_corrected(chamber: Chamber, kind: Kind) -> None:
    chamber.open()
    chamber.decide({ANNA: "for"})
    with pytest.raises(ResultAffected):
        correct(chamber, entry=number_of(chamber, kind), matter="name")


def test_of_a_vote_on_paper_only_the_papers_given_out_are_no_result(chamber: Chamber) -> None:
    chamber.open()
    vote = on_paper(chamber)
    entry = {"entry": number_of(chamber, Kind.PAPERS_COUNTED)}
    for wrong in ({"entered": "5"}, {"right": "девет"}):
        for subject in ({"subject": str(vote.pk)}, entry):
            with pytest.raises(ResultAffected):
                correct(chamber, **{**FIGURE, **wrong, **subject})
    correct(chamber, **FIGURE, subject=str(vote.pk))
    correct(chamber, **FIGURE, **entry)
    assert chamber.vote().papers == vote.papers
    assert differences(chamber.meeting_now()) == []


def test_a_vote_under_way_is_entered_again_not_corrected(chamber: Chamber) -> None:
    chamber.open()
    vote = chamber.open_vote()
    for subject in ({"subject": str(vote.pk)}, {"entry": number_of(chamber, Kind.VOTE_OPENED)}):
        with pytest.raises(VoteUnderWay):
            correct(chamber, matter="wording", **subject)


@pytest.mark.parametrize("fields", [{"entry": "99999"}, {"subject": str(uuid4())}])
def test_what_is_not_in_the_meeting_is_not_corrected(chamber: Chamber, fields: dict[str, str]) -> None:
    chamber.open()
    with pytest.raises(UnknownThing):
        correct(chamber, **fields)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"why": " "}, CorrectionIncomplete),
        ({"asked_by": ""}, CorrectionIncomplete),
        ({"asked_by": "А" * 201}, CorrectionIncomplete),
        ({"right": "х" * 1001}, CorrectionIncomplete),
        ({"subject": ""}, CorrectionIncomplete),
        ({"entry": "0"}, CorrectionIncomplete),
        ({"right": " дошла в 9:05 "}, NothingCorrected),
        ({"right": "9:0\u202e0"}, UnseenCharacter),
    ],
)
def test_a_correction_says_everything(chamber: Chamber, fields: dict[str, str], refusal: Any) -> None:
    chamber.open()
    with pytest.raises(refusal):
        correct(chamber, **{"subject": str(ANNA), **fields})
    assert not Correction.objects.exists()


@pytest.mark.parametrize("by", [AS_CHAIR, councillor(ANNA)])
def test_the_clerk_alone_enters_corrections(chamber: Chamber, by: Actor) -> None:
    chamber.open()
    with pytest.raises(Forbidden):
        correct(chamber, by, subject=str(ANNA))


def test_a_draft_is_changed_not_corrected(chamber: Chamber) -> None:
    with pytest.raises(WrongMeetingStage):
        correct(chamber, subject=str(ANNA))


@pytest.mark.both
def test_after_the_adjournment_the_register_takes_note_of_each_correction(chamber: Chamber) -> None:
    chamber.open()
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)
    register = Entry.objects.filter(log_id=chamber.municipality.register_log_id, kind=Kind.CHECKPOINT_NOTED)
    assert register.count() == 1
    correct(chamber, subject=str(ANNA))
    assert register.count() == 2
    assert differences(chamber.meeting_now()) == []

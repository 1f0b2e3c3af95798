"""Votes at the terminals without names: who may have one, what is told of it to whom, and what is never told."""

import csv
import io
import json
from typing import Any

import pytest

from agenda.models import Motion
from council.domain.orders import StandingOrders
from council.domain.windows import Window
from council.refusals import Refusal
from kiosk import messages
from kiosk.permissions import AUDIENCES
from kiosk.snapshots import frame, load, mine
from kiosk.snapshots.own_record import own_record
from ledger.queries import entries
from ledger.signing import ensure_key
from portal.export import ledger_lines, votes_table
from portal.queries import archive_of
from tests.cast import COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor, make_chamber
from voting.models import Ballot
from voting.queries import differences
from voting.refusals import (
    NoFallBack,
    NotAloud,
    NotUnnamed,
    OnlyByName,
    OnlyInSecret,
    StaleMode,
    Superseded,
)

ANNA, BORIS, VASIL, GALINA, *OTHERS = COUNCILLORS
MODE = "electronic_unnamed"
CHOICES = {ANNA: "for", BORIS: "for", VASIL: "against", GALINA: "abstain"}


def chamber_under(**orders: Any) -> Chamber:
    ensure_key()
    found = make_chamber(orders=StandingOrders(**orders))
    found.open(*COUNCILLORS[:5])
    return found


def decide(chamber: Chamber) -> dict[str, Any]:
    """Take an entire vote without names and return the body of its declaration."""
    chamber.open_vote(MODE)
    chamber.press_all(CHOICES)
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    assert differences(chamber.meeting_now()) == []
    return chamber.last()[2]


def test_everybody_is_told_who_voted_and_the_numbers_and_of_nobody_what(chamber: Chamber) -> None:
    chamber.open(*COUNCILLORS[:5])
    body = decide(chamber)
    assert [body["tally"][name] for name in ("for", "against", "abstain", "not_voting", "absent")] == [
        *(2, 1, 1),
        *(1, 4),
    ]
    assert [body["positions"][str(person)] for person in COUNCILLORS[:6]] == [
        *["voted"] * 4,
        "not_voting",
        "absent",
    ]
    loaded = load(chamber.meeting.pk, COUNCILLORS)
    for audience in AUDIENCES:
        vote = frame(loaded, audience, "en").vote
        assert vote is not None
        assert vote.positions is not None
        assert vote.numbers is not None
        assert (set(vote.positions), vote.numbers.in_favour) == (set("v.a"), 2)


def test_until_the_close_the_seat_shows_what_the_server_holds_and_then_no_choice(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote(MODE)
    chamber.press(ANNA, "for")
    chamber.press(ANNA, "against", 2)

    def held() -> tuple[str | None, int, bool]:
        told = mine(load(chamber.meeting.pk, [ANNA]), ANNA)
        return told.choice, told.press, told.cast_at is not None

    def kept() -> tuple[str, bool]:
        (vote,) = own_record(chamber.meeting.pk, ANNA).votes
        return vote.choice, vote.cast_at is not None

    assert (held(), kept()) == (("against", 2, True), ("against", True))
    chamber.close()
    assert (held(), kept()) == ((None, 2, True), ("", True))
    chamber.on_vote(messages.VoteDeclare)
    assert (held(), kept()) == ((None, 2, True), ("", True))
    assert mine(load(chamber.meeting.pk, [ANNA]), ANNA).position == "voted"


def test_exports_hold_no_choice_by_name_and_no_ballot_opened(chamber: Chamber) -> None:
    chamber.open()
    decide(chamber)
    archive = archive_of(chamber.meeting_now())
    rows = csv.DictReader(io.StringIO(votes_table(archive).decode("utf-8-sig")))
    assert {(row["position"], row["mode"], row["is_spoken"]) for row in rows} == {
        ("voted", MODE, "no"),
        ("not_voting", MODE, "no"),
    }
    lines = [json.loads(line) for line in ledger_lines(list(entries(chamber.meeting.log_id))).splitlines()]
    ballots = [line for line in lines if line["leaf"]["kind"] == "voting.ballot.cast"]
    assert len(ballots) == len(CHOICES)
    assert not [line for line in ballots if "opening" in line]


@pytest.mark.parametrize(
    ("secrecy", "election", "refusal"),
    [
        ("named", None, OnlyByName),
        ("secret", None, OnlyInSecret),
        ("open", {"places": 1, "candidates": []}, NotUnnamed),
    ],
)
def test_a_matter_that_the_law_has_voted_otherwise_and_an_election_are_not_voted_so(
    chamber: Chamber, secrecy: str, election: Any, refusal: type[Refusal]
) -> None:
    Motion.objects.filter(pk=chamber.motions[0].pk).update(secrecy=secrecy, election=election)
    chamber.open()
    with pytest.raises(refusal):
        chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk, mode=MODE)


@pytest.mark.django_db
def test_standing_orders_may_know_no_such_vote() -> None:
    chamber = chamber_under(may_vote_unnamed=False)
    with pytest.raises(NotUnnamed):
        chamber.open_vote(MODE)
    chamber.open_vote()
    with pytest.raises(NotUnnamed):
        chamber.on_vote(messages.VoteFallBack, mode=MODE)
    assert MODE not in ways(chamber)


def ways(chamber: Chamber) -> set[str]:
    """Return the modes that the clerk is offered."""
    console = frame(load(chamber.meeting.pk), "clerk", "en").console
    assert console is not None
    return set(console.ways)


@pytest.mark.parametrize("by", [AS_CHAIR, AS_CLERK])
def test_one_press_takes_an_open_vote_there_and_everybody_presses_anew(chamber: Chamber, by: Any) -> None:
    chamber.open(*COUNCILLORS[:5])
    chamber.open_vote()
    chamber.press(ANNA, "against", 3)
    chamber.press(OTHERS[0], "against")
    assert MODE in ways(chamber)
    chamber.on_vote(messages.VoteFallBack, by, mode=MODE)
    assert not Ballot.objects.exists()
    told = mine(load(chamber.meeting.pk, [ANNA]), ANNA)
    assert (told.choice, told.cast_at, told.press) == (None, None, 3)
    with pytest.raises(Superseded):
        chamber.press(ANNA, "for", 2)
    chamber.press_all({BORIS: "for", VASIL: "for"})
    chamber.press(ANNA, "for", 4)
    with pytest.raises(NoFallBack):
        chamber.on_vote(messages.VoteFallBack, mode="electronic")
    assert "electronic" not in ways(chamber)
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    assert differences(chamber.meeting_now()) == []
    assert chamber.last()[2]["tally"]["for"] == 3
    assert chamber.last()[2]["positions"][str(OTHERS[0])] == "not_voting"


def test_nothing_pressed_under_names_counts_once_there_are_none(chamber: Chamber) -> None:
    chamber.open(*COUNCILLORS[:5])
    chamber.open_vote()
    chamber.press(ANNA, "against")
    chamber.on_vote(messages.VoteFallBack, mode=MODE)
    for person, number in ((ANNA, 1), (ANNA, 2), (BORIS, 1)):
        with pytest.raises(StaleMode):
            chamber.press_as(councillor(person), "against", number, mode="electronic")
    assert not Ballot.objects.exists()
    chamber.press(ANNA, "for", 3)
    chamber.press(BORIS, "for", 2)
    assert set(Ballot.objects.values_list("choice", flat=True)) == {"for"}
    assert differences(chamber.meeting_now()) == []


def test_before_it_is_opened_it_goes_back_to_names_with_one_press(chamber: Chamber) -> None:
    chamber.open()
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk, mode=MODE)
    assert "electronic" in ways(chamber)
    chamber.on_vote(messages.VoteFallBack, AS_CLERK, mode="electronic")
    assert chamber.vote().mode == "electronic"


def test_what_was_pressed_stays_covered_where_the_vote_goes_on_by_roll_call(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote(MODE)
    chamber.press_all(CHOICES)
    chamber.on_vote(messages.VoteFallBack, mode="roll_call")
    chamber.on_vote(messages.AnswerEnter, AS_CLERK, person=BORIS, answer="against")
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    assert differences(chamber.meeting_now()) == []
    assert chamber.last()[2]["positions"][str(ANNA)] == "not_voting"
    opened = ledger_lines(list(entries(chamber.meeting.log_id))).decode()
    assert not [line for line in opened.splitlines() if "voting.ballot.cast" in line and "opening" in line]


def test_nobody_says_a_choice_aloud_in_it(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote(MODE)
    with pytest.raises(NotAloud, match="hands"):
        chamber.on_vote(messages.SpokenEnter, AS_CLERK, person=ANNA, choice="for")


@pytest.mark.django_db
def test_its_time_begins_again_when_everybody_presses_anew() -> None:
    chamber = chamber_under(window=Window(seconds=15))
    begun = chamber.open_vote().runs_from
    chamber.on_vote(messages.VoteFallBack, mode=MODE)
    again = chamber.vote().runs_from
    assert begun is not None
    assert again is not None
    assert again > begun
    assert differences(chamber.meeting_now()) == []

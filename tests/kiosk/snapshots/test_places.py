"""What is told of each place of the hall before a vote is open: who could vote, who is away, who has no vote."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from kiosk import messages
from kiosk.snapshots import frame, load
from tests.cast import COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor
from tests.correspondence import by_letter, opened, prepared, time_is_over, write
from tests.voting.commands.test_proxies import BORIS, GALINA, HERE, VASIL, allow, enter, lose_mandate

pytestmark = pytest.mark.django_db(databases=["default", "reading"])


def places(chamber: Chamber) -> str:
    vote = frame(load(chamber.meeting.pk), "public", "en").vote
    assert vote is not None
    return vote.voted


def prepare(chamber: Chamber) -> None:
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk)


def recuse(chamber: Chamber, person: object) -> None:
    chamber.do(messages.Recuse, AS_CLERK, item=chamber.items[0].pk, person=person, ground="Роднина")


def test_before_the_opening_who_is_away_recused_or_without_a_vote_is_told_apart(chamber: Chamber) -> None:
    chamber.open(*COUNCILLORS[1:])
    recuse(chamber, BORIS)
    prepare(chamber)
    lose_mandate(chamber, VASIL)
    assert places(chamber) == "ar_......"
    chamber.do(messages.SeatCheckOut, councillor(GALINA))
    assert places(chamber) == "ar_a....."


def test_the_opening_changes_nothing_of_it(chamber: Chamber) -> None:
    chamber.open(*COUNCILLORS[1:])
    recuse(chamber, BORIS)
    prepare(chamber)
    before = places(chamber)
    chamber.on_vote(messages.VoteOpen, without_quorum=True)
    assert places(chamber) == before == "ar......."


def test_whoever_somebody_here_can_vote_for_counts_as_here(chamber: Chamber) -> None:
    allow(chamber)
    chamber.open(*HERE)
    enter(chamber)
    prepare(chamber)
    assert places(chamber) == "........."
    recuse(chamber, BORIS)
    assert places(chamber) == "ar......."


def test_by_correspondence_nobody_learns_from_it_who_has_answered(chamber: Chamber) -> None:
    opened(by_letter(chamber))
    for person in COUNCILLORS[1:]:
        write(chamber, person, "for")
    time_is_over(chamber)
    prepared(chamber)
    assert places(chamber) == "........."


def test_the_plan_draws_who_has_no_vote_as_a_square_and_names_every_sign(chamber: Chamber) -> None:
    chamber.open(*COUNCILLORS[1:])
    lose_mandate(chamber, VASIL)
    page = Client().get(reverse("live", args=[chamber.meeting.pk]), {"lang": "en"}, follow=True)
    plan = page.content.decode().split('<figure class="hall"')[1].split("</figure>")[0]
    seats, signs = plan.split("<figcaption>")
    squares = [place for place in seats.split("<g ") if "<rect" in place]
    assert len(squares) == 1
    assert squares[0].startswith('class="place no-vote"')
    assert re.search("<title>Васил Вълчев[^<]*, not entitled to vote</title>", squares[0])
    assert re.findall("</svg>([^<]+)</span>", signs) == ["absent", "recused", "not entitled to vote"]

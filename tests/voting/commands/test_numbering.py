"""Numbers of decisions: one series for each body and year or term, from a number that the clerk sets, none twice."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction

from agenda.commands import create_meeting, lock_meeting
from agenda.models import AgendaItem, Meeting, Motion
from agenda.refusals import Forbidden, WrongMeetingStage
from council.domain.orders import StandingOrders
from council.domain.sittings import Series, SittingRules
from kiosk import messages
from tests.cast import COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, HELD_ON, Chamber, live_chamber, make_chamber
from tests.ledger.threads import in_thread
from voting.commands.numbering import give_number
from voting.models import Decision, Vote
from voting.queries import differences
from voting.refusals import NoNumbersInPractice, NumberGiven

__all__ = ["live_chamber"]

ANNA, *_ = COUNCILLORS


def number(vote: Vote) -> str:
    return str(Vote.objects.get(pk=vote.pk).result["decision"])


def another_meeting(chamber: Chamber, *, held_on: date = HELD_ON, is_practice: bool = False) -> Chamber:
    """Return the same council in another meeting with one item."""
    last = Meeting.objects.filter(body=chamber.body).order_by("-number").values_list("number", flat=True)
    own = {"municipality": chamber.municipality}
    meeting = create_meeting(
        body=chamber.body,
        hall=chamber.hall,
        number=last[0] + 1,
        title="x",
        held_on=held_on,
        is_practice=is_practice,
    )
    item = AgendaItem.objects.create(meeting=meeting, position=1, number="1", title="Разни", **own)
    motion = Motion.objects.create(item=item, text="Приема", **own)
    return Chamber(
        chamber.municipality, chamber.body, chamber.hall, meeting, [item], [motion], chamber.people
    )


def adjourned(chamber: Chamber) -> Chamber:
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)
    return chamber


def test_rejected_proposals_are_numbered_too(chamber: Chamber) -> None:
    chamber.open()
    rejected = chamber.decide({ANNA: "against"})
    adopted = chamber.decide({ANNA: "for"}, motion=1)
    assert [number(rejected), number(adopted)] == ["1/2026", "2/2026"]
    assert (rejected.result or {})["outcome"] == "rejected"


def test_the_clerk_sets_the_number_that_the_series_goes_on_from(chamber: Chamber) -> None:
    chamber.do(messages.DecisionsNumberFrom, AS_CLERK, number=118)
    assert chamber.last() == (
        "voting.decisions.numbered",
        str(AS_CLERK),
        {"series": "2026", "number": 118},
    )
    chamber.open()
    assert number(chamber.decide({})) == "118/2026"
    chamber.do(messages.DecisionsNumberFrom, AS_CLERK, number=200)
    assert number(chamber.decide({}, motion=1)) == "200/2026"
    assert differences(chamber.meeting_now()) == []


def test_meetings_of_one_body_share_a_series_and_bodies_do_not(chamber: Chamber, foreign: Chamber) -> None:
    chamber.open()
    first = chamber.decide({})
    adjourned(chamber)
    later = another_meeting(chamber, held_on=HELD_ON + timedelta(days=7))
    later.open()
    assert [number(first), number(later.decide({}))] == ["1/2026", "2/2026"]
    with transaction.atomic():
        theirs = Vote.objects.create(
            municipality=foreign.municipality,
            meeting=foreign.meeting,
            item=foreign.items[0],
            motion=foreign.motions[0],
            number=1,
            majority={},
        )
        given = give_number(theirs, theirs.motion_id)
    assert given is not None
    assert given.name == "1/2026"


def test_a_new_year_begins_at_one(chamber: Chamber) -> None:
    chamber.open()
    chamber.decide({})
    adjourned(chamber)
    later = another_meeting(chamber, held_on=date(2027, 1, 14))
    later.open()
    assert number(later.decide({})) == "1/2027"


def test_a_series_of_the_term_goes_on_over_the_years(db: None) -> None:
    chamber = make_chamber(orders=StandingOrders(sitting=SittingRules(decisions=Series.TERM)))
    chamber.open()
    first = chamber.decide({})
    adjourned(chamber)
    later = another_meeting(chamber, held_on=date(2027, 1, 14))
    later.open()
    assert [number(first), number(later.decide({}))] == ["1", "2"]
    assert Decision.objects.filter(series="2023-11-10").count() == 2


def test_an_annulled_decision_keeps_its_number_and_the_repetition_takes_its_own(chamber: Chamber) -> None:
    chamber.open()
    annulled = chamber.decide({ANNA: "for"})
    chamber.on_vote(messages.VoteAnnul, AS_CHAIR, ground="g")
    chamber.on_vote(messages.VoteConfirmAnnulment, AS_CLERK)
    chamber.on_vote(messages.VoteRepeat)
    chamber.on_vote(messages.VoteOpen)
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    assert [number(annulled), number(chamber.vote())] == ["1/2026", "2/2026"]


def test_practice_takes_no_number_and_sets_none(chamber: Chamber) -> None:
    practice = another_meeting(chamber, is_practice=True)
    practice.open()
    assert number(practice.decide({})) == ""
    with pytest.raises(NoNumbersInPractice):
        practice.do(messages.DecisionsNumberFrom, AS_CLERK, number=5)
    adjourned(practice)
    chamber.open()
    assert number(chamber.decide({})) == "1/2026"


@pytest.mark.parametrize("wrong", [0, 1, 1_000_000])
def test_a_number_given_already_and_no_number_are_refused(chamber: Chamber, wrong: int) -> None:
    chamber.open()
    chamber.decide({})
    with pytest.raises(NumberGiven) as refused:
        chamber.do(messages.DecisionsNumberFrom, AS_CLERK, number=wrong)
    assert refused.value.detail == {"least": 2, "most": 999_999}


def test_only_the_clerk_sets_it_and_not_after_the_end(chamber: Chamber) -> None:
    with pytest.raises(Forbidden):
        chamber.do(messages.DecisionsNumberFrom, AS_CHAIR, number=5)
    chamber.open()
    adjourned(chamber)
    with pytest.raises(WrongMeetingStage):
        chamber.do(messages.DecisionsNumberFrom, AS_CLERK, number=5)


def test_the_database_gives_no_number_twice(chamber: Chamber) -> None:
    chamber.open()
    taken = chamber.decide({}).decisions.get()
    other = chamber.decide({}, motion=1).decisions.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=other.pk).update(number=taken.number)


@pytest.fixture
def two(live_chamber: Chamber) -> Iterator[tuple[Chamber, Chamber]]:
    """Return two meetings of one council with a closed vote each."""
    both = live_chamber, another_meeting(live_chamber)
    for one in both:
        one.open()
        one.open_vote()
        one.close()
    yield both
    close_old_connections()


@pytest.mark.both
def test_two_meetings_that_declare_at_once_take_two_numbers(two: tuple[Chamber, Chamber]) -> None:
    first, second = two
    other = in_thread(lambda: second.on_vote(messages.VoteDeclare))
    if connection.vendor == "postgresql":
        with transaction.atomic():
            give_number_slowly(first)
            other.join(0.3)
            assert other.is_alive()
    else:
        first.on_vote(messages.VoteDeclare)
    assert other.join_and_return(10) is None
    assert sorted(Decision.objects.values_list("number", flat=True)) == [1, 2]


def give_number_slowly(chamber: Chamber) -> None:
    """Give a vote its number in a transaction that is still open afterwards."""
    meeting = lock_meeting(chamber.meeting.pk)
    vote = chamber.vote()
    vote.meeting = meeting
    give_number(vote, vote.motion_id)

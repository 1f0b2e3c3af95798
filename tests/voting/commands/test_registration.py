"""Whose presence counts for a vote: by registration in the vote itself, as at its opening, or as at its close."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from agenda.refusals import Forbidden, NotCheckedIn, UnknownThing
from council.domain.orders import PLAIN, Presence, StandingOrders
from council.domain.windows import NO_WINDOW, AtEnd, Window
from kiosk import messages
from kiosk.desk.timers import end_votes_due
from kiosk.snapshots import frame, load, mine
from ledger.signing import ensure_key
from minutes.domain.paragraphs import compose
from minutes.domain.phrases import Say
from minutes.queries import meeting_record
from tests.cast import COUNCILLORS, STRANGER
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor, make_chamber
from tests.minutes.domain.telling import WITNESS, says
from voting.models import Vote
from voting.queries import differences
from voting.refusals import AlreadyRegistered, NotEntitled, RegistrationUnused, TooFewRegistered

ANNA, BORIS, VASIL, GALINA, DENIS, EMILIA, *_ = COUNCILLORS
FIVE = (ANNA, BORIS, VASIL, GALINA, DENIS)


def meeting_under(presence: Presence, window: Window = NO_WINDOW) -> Chamber:
    """Return a council of nine, six of them checked in, under such rules; five are a quorum."""
    ensure_key()
    chamber = make_chamber(orders=StandingOrders(presence=presence, window=window))
    chamber.open(*FIVE, EMILIA)
    return chamber


def register(chamber: Chamber, *people: UUID) -> None:
    for person in people:
        chamber.on_vote(messages.PresenceRegister, councillor(person))


def positions(vote: Vote) -> dict[UUID, str]:
    return dict(vote.roll.filter(person__in=[*FIVE, EMILIA]).values_list("person", "position"))


@pytest.mark.django_db
def test_registered_present_and_voted_are_three_numbers() -> None:
    chamber = meeting_under(Presence.REGISTRATION)
    chamber.open_vote()
    register(chamber, GALINA, DENIS)
    for person in (ANNA, BORIS, VASIL):
        chamber.press(person, "for")
    with pytest.raises(AlreadyRegistered):
        register(chamber, DENIS)
    with pytest.raises(NotEntitled):
        register(chamber, COUNCILLORS[7])
    chamber.do(messages.SeatCheckOut, councillor(EMILIA))
    with pytest.raises(NotCheckedIn):
        register(chamber, EMILIA)
    chamber.do(messages.SeatCheckIn, councillor(EMILIA))
    shown = load(chamber.meeting.pk, [DENIS])
    vote = frame(shown, "display", "en").vote
    assert vote
    assert (vote.registers, vote.registered, vote.cast, vote.entitled) == (True, 5, 3, 6)
    assert mine(shown, DENIS).is_registered

    chamber.close()
    assert chamber.last()[2]["registered"] == 5
    chamber.on_vote(messages.VoteDeclare)

    found = chamber.vote()
    assert positions(found) == dict.fromkeys(FIVE[:3], "for") | dict.fromkeys(FIVE[3:], "not_voting") | {
        EMILIA: "absent"
    }
    assert (found.result or {})["tally"]["absent"] == 4
    assert differences(chamber.meeting_now()) == []
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)
    minutes = compose(meeting_record(chamber.meeting.log_id), WITNESS)
    assert Say.REGISTERED_OF in {say for part in minutes for say in says(part)}


@pytest.mark.django_db
def test_the_clerk_registers_who_is_in_the_room_without_a_terminal() -> None:
    chamber = meeting_under(Presence.REGISTRATION)
    chamber.open_vote()
    for person in FIVE[:4]:
        chamber.press(person, "for")
    chamber.on_vote(messages.PresenceEnter, AS_CLERK, person=DENIS)
    assert chamber.last() == (
        "voting.presence.registered",
        str(AS_CLERK),
        {"vote": str(chamber.vote().pk), "person": str(DENIS), "name": "Димитър Дънев"},
    )
    for person, refused in (
        (ANNA, AlreadyRegistered),  # voted
        (DENIS, AlreadyRegistered),
        (COUNCILLORS[7], NotEntitled),
        (STRANGER, UnknownThing),
    ):
        with pytest.raises(refused):
            chamber.on_vote(messages.PresenceEnter, AS_CLERK, person=person)
    chamber.do(messages.SeatCheckOut, councillor(EMILIA))
    with pytest.raises(NotCheckedIn):
        chamber.on_vote(messages.PresenceEnter, AS_CLERK, person=EMILIA)
    with pytest.raises(Forbidden):
        chamber.on_vote(messages.PresenceEnter, AS_CHAIR, person=EMILIA)
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    assert positions(chamber.vote())[DENIS] == "not_voting"
    assert differences(chamber.meeting_now()) == []
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)
    minutes = compose(meeting_record(chamber.meeting.log_id), WITNESS)
    assert Say.REGISTERED_BY in {say for part in minutes for say in says(part)}


@pytest.mark.django_db
def test_too_few_registered_decide_nothing() -> None:
    chamber = meeting_under(Presence.REGISTRATION, Window(15, at_end=AtEnd.CLOSE))
    chamber.open_vote()
    for person in (ANNA, BORIS, VASIL):
        chamber.press(person, "for")
    register(chamber, GALINA)
    with pytest.raises(TooFewRegistered, match=r"4 .* 5"):
        chamber.close()
    begun = chamber.vote().runs_from
    assert begun
    chamber.under_lock(lambda meeting, _: end_votes_due(meeting, begun + timedelta(seconds=15)))
    assert chamber.vote().stage == "held"
    chamber.on_vote(messages.VoteResume)
    register(chamber, DENIS)
    assert chamber.close().stage == "closed"
    assert differences(chamber.meeting_now()) == []


@pytest.mark.django_db
def test_who_is_recused_and_does_not_count_keeps_no_vote_open() -> None:
    ensure_key()
    quorum = replace(PLAIN.quorum, counts_recused=False)
    chamber = make_chamber(orders=StandingOrders(presence=Presence.REGISTRATION, quorum=quorum))
    chamber.open(*FIVE)
    item = chamber.items[0].pk
    chamber.do(messages.Recuse, councillor(ANNA), item=item, person=ANNA, ground="Роднина")
    chamber.open_vote()
    register(chamber, BORIS, VASIL, GALINA, DENIS)
    assert chamber.close().stage == "closed"
    assert differences(chamber.meeting_now()) == []


@pytest.mark.django_db
def test_a_vote_opened_without_a_quorum_on_the_chairs_word_may_be_closed_without_one() -> None:
    chamber = meeting_under(Presence.REGISTRATION)
    for person in (DENIS, EMILIA):
        chamber.do(messages.SeatCheckOut, councillor(person))
    chamber.open_vote()
    chamber.press(ANNA, "for")
    assert chamber.close().stage == "closed"
    assert differences(chamber.meeting_now()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("presence", "mode"), [(Presence.CLOSE, "electronic"), (Presence.REGISTRATION, "roll_call")]
)
def test_nobody_registers_where_the_rules_know_nothing_of_it_or_away_from_the_terminals(
    presence: Presence, mode: str
) -> None:
    chamber = meeting_under(presence)
    chamber.open_vote(mode)
    with pytest.raises(RegistrationUnused):
        register(chamber, ANNA)


@pytest.mark.django_db
@pytest.mark.parametrize(("presence", "position"), [("close", "absent"), ("opening", "not_voting")])
def test_who_leaves_during_the_vote_is_present_as_the_rules_say(presence: str, position: str) -> None:
    chamber = meeting_under(Presence(presence))
    chamber.open_vote()
    chamber.press(ANNA, "for")
    chamber.do(messages.SeatCheckOut, councillor(EMILIA))
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    assert positions(chamber.vote())[EMILIA] == position
    assert differences(chamber.meeting_now()) == []

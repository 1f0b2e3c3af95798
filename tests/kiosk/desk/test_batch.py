"""A batch of orders: in their order, each answered once and for good, those of an older connection refused."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agenda.models import Link
from kiosk import messages
from kiosk.desk import batch
from kiosk.desk.batch import execute, forget_old_attempts
from kiosk.desk.orders import Attempt, LinkLost, LinkRaised, LinksSeen, Noted, Settled, Task
from kiosk.models import RefusedAttempt
from ledger.models import Entry, Receipt
from tests.cast import CHAIR, COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor
from tests.kiosk.desk.orders import Asked, chair_order, press
from voting.models import Ballot

ANNA, BORIS, VASIL, *_ = COUNCILLORS


def settle(chamber: Chamber, tasks: Sequence[Task]) -> Settled:
    """Execute a batch and give the answers, as a desk does."""
    with transaction.atomic():
        settled = execute(chamber.meeting.pk, tasks, chamber.at())
    for order, reply in settled.answers:
        order.answer(reply)
    return settled


def ballots() -> dict[UUID, str]:
    return dict(Ballot.objects.values_list("person", "choice"))


@pytest.fixture
def voting(chamber: Chamber) -> Chamber:
    """Return a meeting with an open vote."""
    chamber.open()
    chamber.open_vote()
    return chamber


# --- Answers ---------------------------------------------------------------------------------------------------


def test_an_accepted_press_says_what_was_recorded_and_when(voting: Chamber) -> None:
    anna, order = press(ANNA, voting.vote().pk, "against", 4)
    settle(voting, [order])
    (reply,) = anna.heard
    assert (reply.ok, reply.code, reply.choice, reply.press) == (True, "accepted", "against", 4)
    assert (reply.id, reply.vote) == (str(order.message.id), str(voting.vote().pk))
    assert reply.text.startswith("Записано: „против“, 10:0")
    assert reply.v == len(voting.entries())


def test_words_are_in_the_askers_language(voting: Chamber) -> None:
    order = Asked(councillor(ANNA), "en")
    settle(voting, [order.order(messages.BallotCast, vote=voting.vote().pk, choice="for", press=1)])
    assert order.heard[0].text.startswith("Recorded: for, 10:0")


def test_a_refused_press_names_the_highest_press_seen_and_no_choice(voting: Chamber) -> None:
    vote = voting.vote().pk
    settle(voting, [press(ANNA, vote, "against", 5)[1]])
    anna, order = press(ANNA, vote, "for", 3)
    settle(voting, [order])
    (reply,) = anna.heard
    assert (reply.ok, reply.code, reply.press, reply.choice) == (False, "superseded", 5, None)


def test_orders_take_effect_in_their_order(voting: Chamber) -> None:
    """A press before the close counts, one after it is too late: the queue decides."""
    vote = voting.vote().pk
    early, first = press(ANNA, vote, "for")
    chair, close = chair_order(voting, messages.VoteClose, missing=list(COUNCILLORS))
    late, last = press(BORIS, vote, "for")
    settle(voting, [first, close, last])
    assert (early.codes, chair.codes, late.codes) == (["accepted"], ["accepted"], ["too-late"])
    assert ballots() == {ANNA: "for"}


def test_a_refused_command_undoes_itself_alone(chamber: Chamber) -> None:
    chamber.open()
    chair = Asked(AS_CHAIR)
    item, motion = chamber.items[1].pk, chamber.motions[0].pk
    orders = [
        chair.order(messages.VotePrepare, motion=motion),
        chair.order(messages.ItemActivate, item=item),
        chair.order(messages.VotePrepare, motion=motion),
        Asked(AS_CLERK).order(messages.AttendanceCheckOut, person=ANNA),
    ]
    settle(chamber, orders)
    assert chair.codes == ["accepted", "vote-under-way", "vote-under-way"]
    assert chamber.last()[0] == "agenda.member.left"
    entries = Entry.objects.filter(log=chamber.meeting.log).order_by("sequence")
    assert [row.sequence for row in entries] == list(range(len(chamber.entries())))


# --- The same command again ------------------------------------------------------------------------------------


def test_a_command_fifty_times_takes_effect_once_and_is_answered_alike(voting: Chamber) -> None:
    vote, command_id = voting.vote().pk, uuid4()
    size = len(voting.entries())
    asked = Asked(councillor(ANNA))
    fields: dict[str, Any] = {"vote": vote, "choice": "for", "press": 1, "command_id": command_id}
    orders = [asked.order(messages.BallotCast, **fields) for _ in range(50)]
    for part in (orders[:1], orders[1:20], orders[20:]):
        settle(voting, part)
    assert len(asked.heard) == 50
    assert len(set(asked.heard)) == 1
    assert asked.heard[0].ok
    assert len(voting.entries()) == size + 1
    assert Receipt.objects.filter(command_id=command_id).count() == 1


def test_a_chairs_command_twice_in_one_batch_and_again(voting: Chamber) -> None:
    chair, hold = chair_order(voting, messages.VoteHold)
    settle(voting, [hold, hold])
    settle(voting, [hold])
    assert chair.codes == ["accepted"] * 3
    assert len(set(chair.heard)) == 1
    assert [kind for kind, *_ in voting.entries()].count("voting.vote.held") == 1


def test_a_refusal_is_the_answer_for_good(chamber: Chamber) -> None:
    chamber.open()
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk)
    anna, order = press(ANNA, chamber.vote().pk, "for")
    settle(chamber, [order])
    chamber.on_vote(messages.VoteOpen)
    settle(chamber, [order])
    assert anna.codes == ["too-early", "too-early"]
    assert len(set(anna.heard)) == 1
    assert ballots() == {}


@pytest.mark.parametrize("is_together", [True, False])
@pytest.mark.parametrize(
    ("by", "fields"),
    [
        (ANNA, {"choice": "against", "number": 1}),
        (ANNA, {"choice": "for", "number": 2}),
        (BORIS, {"choice": "for", "number": 1}),
    ],
)
def test_the_same_id_for_something_else_is_refused(
    voting: Chamber, by: UUID, fields: dict[str, Any], is_together: bool
) -> None:
    """Another choice, another press, another person: the first keeps its answer, the second changes nothing."""
    vote, command_id = voting.vote().pk, uuid4()
    anna, first = press(ANNA, vote, "for", command_id=command_id)
    other, second = press(by, vote, command_id=command_id, **fields)
    for part in [[first, second]] if is_together else [[first], [second]]:
        settle(voting, part)
    assert (anna.codes, other.codes) == (["accepted"], ["id-reused"])
    assert ballots() == {ANNA: "for"}


def test_the_same_id_for_another_kind_of_command(voting: Chamber) -> None:
    command_id = uuid4()
    chair, hold = chair_order(voting, messages.VoteHold, command_id=command_id)
    anna, pressed = press(ANNA, voting.vote().pk, "for", command_id=command_id)
    settle(voting, [pressed, hold])
    assert (anna.codes, chair.codes) == (["accepted"], ["id-reused"])
    assert voting.vote().stage == "open"


def test_the_same_id_in_another_meeting_is_a_command_of_its_own(voting: Chamber, foreign: Chamber) -> None:
    command_id = uuid4()
    one, other = Asked(councillor(ANNA)), Asked(councillor(foreign.people[ANNA].pk))
    voting.do(messages.SeatCheckOut, councillor(ANNA))
    for chamber, asked in ((voting, one), (foreign, other)):
        settle(chamber, [asked.order(messages.SeatCheckIn, command_id=command_id)])
    assert (one.codes, other.codes) == (["accepted"], ["accepted"])


def test_a_receipt_tells_no_choice(voting: Chamber) -> None:
    for person, choice in zip(COUNCILLORS, ["for", "against", "abstain"], strict=False):
        settle(voting, [press(person, voting.vote().pk, choice)[1]])
    for receipt in Receipt.objects.all():
        assert not any(word in receipt.answer for word in ("for", "against", "abstain"))


# --- Connections of a seat -------------------------------------------------------------------------------------


def raised(person: UUID, fences: list[int | None]) -> LinkRaised:
    return LinkRaised(person, fences.append)


def fences(settled: Settled) -> list[int | None]:
    return [fence for _, fence in settled.fences]


def test_each_connection_of_a_seat_raises_its_fence(chamber: Chamber) -> None:
    told: list[int | None] = []
    assert fences(settle(chamber, [raised(ANNA, told), raised(ANNA, told), raised(BORIS, told)])) == [1, 2, 1]
    assert fences(settle(chamber, [raised(ANNA, told)])) == [3]
    assert told == []  # only the desk tells, after COMMIT


def test_an_older_connection_is_answered_and_changes_nothing(voting: Chamber) -> None:
    settle(voting, [raised(ANNA, []), raised(ANNA, [])])
    vote = voting.vote().pk
    old, stale = press(ANNA, vote, "for", 1, fence=1)
    new, current = press(ANNA, vote, "against", 2, fence=2)
    settle(voting, [stale, current])
    assert (old.codes, new.codes) == (["connection-superseded"], ["accepted"])
    assert ballots() == {ANNA: "against"}


def test_what_an_older_connection_was_promised_it_hears_again(voting: Chamber) -> None:
    settle(voting, [raised(ANNA, [])])
    anna, order = press(ANNA, voting.vote().pk, "for", fence=1)
    settle(voting, [order])
    settle(voting, [raised(ANNA, []), order])
    assert anna.codes == ["accepted", "accepted"]


def test_being_superseded_leaves_no_receipt(voting: Chamber) -> None:
    """The terminal sends the same command again over its newer connection, and it counts."""
    settle(voting, [raised(ANNA, []), raised(ANNA, [])])
    command_id, vote = uuid4(), voting.vote().pk
    anna, over_old = press(ANNA, vote, "for", fence=1, command_id=command_id)
    settle(voting, [over_old])
    again, over_new = press(ANNA, vote, "for", fence=2, command_id=command_id)
    settle(voting, [over_new])
    assert (anna.codes, again.codes) == (["connection-superseded"], ["accepted"])


def test_without_a_connection_of_its_own_a_command_over_http_is_not_fenced(voting: Chamber) -> None:
    settle(voting, [raised(ANNA, []), raised(ANNA, [])])
    anna, order = press(ANNA, voting.vote().pk, "for", fence=None)
    settle(voting, [order])
    assert anna.codes == ["accepted"]


def test_two_hundred_commands_over_two_sockets_of_one_seat(voting: Chamber) -> None:
    """Only the newest connection acts; the ballot is the last accepted press of it."""
    settle(voting, [raised(ANNA, []), raised(ANNA, [])])
    vote = voting.vote().pk
    both = [
        press(ANNA, vote, ("for", "against", "abstain")[number % 3], number, fence=1 + number % 2)
        for number in range(1, 201)
    ]
    settle(voting, [order for _, order in both])
    assert [asked.codes for asked, _ in both] == [["connection-superseded"], ["accepted"]] * 100 or [
        asked.codes for asked, _ in both
    ] == [["accepted"], ["connection-superseded"]] * 100
    last = [order for asked, order in both if asked.codes == ["accepted"]][-1].message
    assert isinstance(last, messages.BallotCast)
    assert ballots() == {ANNA: last.choice}


def test_a_link_is_lost_only_by_its_newest_connection(chamber: Chamber) -> None:
    def link() -> Link:
        return Link.objects.get(person=ANNA)

    settle(chamber, [raised(ANNA, []), raised(ANNA, [])])
    settle(chamber, [LinkLost(ANNA, 1)])
    assert link().is_connected
    settle(chamber, [LinkLost(ANNA, 2)])
    assert not link().is_connected


def test_a_sign_of_life_does_not_bring_a_lost_link_back(chamber: Chamber) -> None:
    settle(chamber, [raised(ANNA, [])])
    before = Link.objects.get(person=ANNA).seen_at
    settle(chamber, [LinksSeen(((ANNA, 1), (BORIS, 1)))])
    seen = Link.objects.get(person=ANNA).seen_at
    assert before is not None
    assert seen is not None
    assert seen > before
    settle(chamber, [LinkLost(ANNA, 1)])
    settle(chamber, [LinksSeen(((ANNA, 1),))])
    assert not Link.objects.get(person=ANNA).is_connected
    assert Link.objects.get(person=ANNA).seen_at == seen


def test_links_are_no_entries_but_chair_and_clerk_are_to_see_them(chamber: Chamber) -> None:
    assert settle(chamber, [raised(ANNA, [])]).links_changed
    assert not settle(chamber, [LinksSeen(((ANNA, 1),))]).links_changed
    assert settle(chamber, [LinkLost(ANNA, 1)]).links_changed
    assert chamber.entries() == []


# --- Refused attempts ------------------------------------------------------------------------------------------


def test_refused_attempts_are_noted_with_their_reason_and_without_the_choice(voting: Chamber) -> None:
    voting.on_vote(messages.VoteHold)
    _, order = press(ANNA, voting.vote().pk, "against")
    unread = Noted(Attempt(f"chair:{CHAIR}", "", "", "not-json"))
    settle(voting, [order, unread])
    rows = set(RefusedAttempt.objects.values_list("actor", "message", "command_id", "code"))
    assert rows == {
        (f"councillor:{ANNA}", "ballot.cast", str(order.message.id), "on-hold"),
        (f"chair:{CHAIR}", "", "", "not-json"),
    }


def test_a_flood_of_refused_attempts_is_kept_within_bounds(
    chamber: Chamber, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "MOST_ATTEMPTS", 5)
    for number in range(12):
        settle(chamber, [Noted(Attempt("public", "", str(number), "not-json"))])
    forget_old_attempts(chamber.meeting.pk)
    kept = RefusedAttempt.objects.order_by("at").values_list("command_id", flat=True)
    assert list(kept) == ["7", "8", "9", "10", "11"]
    forget_old_attempts(uuid4())


# --- Any order -------------------------------------------------------------------------------------------------

commands = st.lists(
    st.tuples(
        st.sampled_from(COUNCILLORS[:3]),
        st.sampled_from(["for", "against", "abstain"]),
        st.integers(1, 6),
        st.integers(1, 12),
    ),
    max_size=25,
)


@pytest.mark.django_db
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commands=commands, cuts=st.sets(st.integers(0, 25)))
def test_however_orders_fall_into_batches_each_id_is_answered_once(
    voting: Chamber, commands: list[tuple[UUID, str, int, int]], cuts: set[int]
) -> None:
    """Cut into batches anywhere or taken one by one: the same answers, the same ballots, the same entries."""
    outcomes = []
    for borders in (cuts, set(range(26))):
        with transaction.atomic():
            vote, parts = voting.vote().pk, [[]]
            all_asked = []
            for place, (person, choice, number, name) in enumerate(commands):
                asked, order = press(person, vote, choice, number, command_id=UUID(int=name))
                all_asked.append((name, asked))
                if place in borders:
                    parts.append([])
                parts[-1].append(order)
            for part in parts:
                settle(voting, part)
            replies = [(name, asked.heard[0].code, asked.heard[0].choice) for name, asked in all_asked]
            bodies = [(actor, body) for _, actor, body in voting.entries()]
            outcomes.append((replies, ballots(), bodies))
            transaction.set_rollback(True)
    assert outcomes[0] == outcomes[1]
    replies = outcomes[0][0]
    for name in {name for name, _, _ in replies}:
        codes = [code for other, code, _ in replies if other == name]
        assert len({code for code in codes if code != "id-reused"}) == 1

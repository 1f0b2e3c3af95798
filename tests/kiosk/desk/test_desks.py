"""Desks commit what queued together, answer only after COMMIT, and outlive whatever fails under them."""

import asyncio
import queue
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import InterfaceError, OperationalError, connection, connections, transaction

from agenda.commands import lock_meeting
from agenda.models import Attendance, Speech
from council.domain.orders import StandingOrders
from council.domain.speaking import KindRule, Speaking, SpeakingKind
from council.domain.windows import Window
from council.models import Body
from kiosk import messages
from kiosk.desk import LinkRaised, LinksSeen, Order, ask, close_desks, desks, submit
from kiosk.desk.acts import ACTS
from kiosk.desk.batch import execute
from kiosk.desk.desks import Desk
from kiosk.desk.orders import Settled
from ledger.signals import appended
from tests.cast import CHAIR, COUNCILLORS, NAMES
from tests.chamber import AS_CHAIR, BEGINS, Chamber, councillor, make_chamber
from tests.correspondence import UNTIL, by_letter, opened
from tests.kiosk.desk.orders import Asked
from tests.ledger.threads import in_thread
from tests.services import wait_until
from voting.models import Ballot
from voting.queries import differences

ANNA, BORIS, VASIL, *_ = COUNCILLORS
PATIENCE = 60.0


class Seat(Asked):
    """Somebody who waits for the answers that another thread gives."""

    def __init__(self, person: UUID) -> None:
        super().__init__(councillor(person))
        self.answers: queue.Queue[messages.Reply] = queue.Queue()

    def order(self, kind: type[messages.Command], **fields: Any) -> Order:  # type: ignore[override]  # no fence
        message: Any = kind(**({"id": uuid4()} | fields))
        return Order(message, self.by, self.language, self.answers.put)

    def code(self) -> str:
        return self.answers.get(timeout=PATIENCE).code


@pytest.fixture(autouse=True)
def orderly_end(transactional_db: None) -> Iterator[None]:
    yield
    close_desks()


@pytest.fixture
def desk(live_chamber: Chamber) -> Iterator[Desk]:
    """Return a desk of its own for the meeting."""
    desk = Desk(live_chamber.meeting.pk)
    yield desk
    desk.close()


@pytest.fixture
def held_up(live_chamber: Chamber) -> Iterator[Callable[[], None]]:
    """Hold the meeting's lock, as another process would, until the returned function is called."""
    is_held, may_go = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            lock_meeting(live_chamber.meeting.pk)
            is_held.set()
            may_go.wait(30)

    holder = in_thread(hold)
    assert is_held.wait(PATIENCE)
    yield may_go.set
    may_go.set()
    assert holder.join_and_return(PATIENCE) is None


def present() -> set[UUID]:
    return set(Attendance.objects.values_list("person", flat=True))


def test_what_queues_while_a_commit_runs_is_settled_in_one(
    live_chamber: Chamber, desk: Desk, held_up: Callable[[], None]
) -> None:
    commits: list[int] = []

    def note(size: int, **_: object) -> None:
        commits.append(size)

    appended.connect(note, weak=False, dispatch_uid="test")
    seats = [Seat(person) for person in COUNCILLORS]
    desk.submit(seats[0].order(messages.SeatCheckIn))
    wait_until(desk.is_empty, what="the desk has taken the first")
    for seat in seats[1:]:
        desk.submit(seat.order(messages.SeatCheckIn))
    held_up()
    assert [seat.code() for seat in seats] == ["accepted"] * 9
    appended.disconnect(dispatch_uid="test")
    assert commits == [1, 9]


def test_nobody_is_answered_before_the_commit(
    live_chamber: Chamber, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between COMMIT and answer the row is there for everybody, and the presser does not know yet."""
    anna, seen = Seat(ANNA), []

    def look() -> None:
        found = in_thread(lambda: seen.append((present(), anna.answers.empty())), seconds=PATIENCE)
        assert found is None

    monkeypatch.setattr(desks, "after_commit", look)
    desk.submit(anna.order(messages.SeatCheckIn))
    assert anna.code() == "accepted"
    assert seen == [({ANNA}, True)]


def test_a_lock_held_elsewhere_is_answered_busy_after_two_seconds_and_all_is_well_again(
    live_chamber: Chamber, desk: Desk, held_up: Callable[[], None]
) -> None:
    anna = Seat(ANNA)
    order = anna.order(messages.SeatCheckIn)
    fences: queue.Queue[int | None] = queue.Queue()
    desk.submit(order)
    desk.submit(LinkRaised(ANNA, fences.put))
    assert anna.code() == "busy"
    assert fences.get(timeout=PATIENCE) is None
    held_up()
    desk.submit(order)
    assert anna.code() == "accepted"
    assert present() == {ANNA}


def test_another_meeting_does_not_wait_on_postgresql(
    live_chamber: Chamber, held_up: Callable[[], None]
) -> None:
    """SQLite has one writer; there both meetings are refused, typed, after two seconds."""
    if connection.vendor == "sqlite":
        held_up()
    other = make_chamber("vtori", ids=False)
    anna = Seat(other.people[ANNA].pk)
    submit(other.meeting.pk, anna.order(messages.SeatCheckIn))
    assert anna.code() == "accepted"


def test_one_tasks_fault_does_not_cost_the_others(
    live_chamber: Chamber,
    desk: Desk,
    held_up: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(ACTS, messages.SeatCheckOut, broken)
    first, anna, boris, vasil = Seat(COUNCILLORS[5]), Seat(ANNA), Seat(BORIS), Seat(VASIL)
    fences: queue.Queue[int | None] = queue.Queue()
    desk.submit(first.order(messages.SeatCheckIn))
    wait_until(desk.is_empty, what="the desk has taken the first")
    for task in (
        anna.order(messages.SeatCheckIn),
        boris.order(messages.SeatCheckOut),
        LinkRaised(VASIL, fences.put),
        vasil.order(messages.SeatCheckIn),
    ):
        desk.submit(task)
    held_up()
    assert [seat.code() for seat in (anna, boris, vasil)] == ["accepted", "internal-error", "accepted"]
    assert fences.get(timeout=PATIENCE) == 1
    assert {ANNA, VASIL} <= present()
    assert "is run singly" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_an_internal_error_leaves_no_receipt(
    live_chamber: Chamber, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = Seat(ANNA)
    order = anna.order(messages.SeatCheckIn)
    with monkeypatch.context() as broken:
        broken.setitem(ACTS, messages.SeatCheckIn, lambda *_: 1 / 0)
        desk.submit(order)
        assert anna.code() == "internal-error"
    desk.submit(order)
    assert anna.code() == "accepted"


@pytest.mark.parametrize("error", [OperationalError("server closed the connection"), InterfaceError("gone")])
def test_a_database_that_is_away_is_told_and_comes_back(
    live_chamber: Chamber, desk: Desk, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    anna = Seat(ANNA)
    order = anna.order(messages.SeatCheckIn)
    fences: queue.Queue[int | None] = queue.Queue()

    def away(*_: object) -> None:
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(desks, "execute", away)
        desk.submit(order)
        assert anna.code() == "unavailable"
        desk.submit(LinkRaised(ANNA, fences.put))
        assert fences.get(timeout=PATIENCE) is None
    desk.submit(order)
    assert anna.code() == "accepted"


def test_a_connection_that_died_in_between_is_made_anew(
    live_chamber: Chamber, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no connection to lose")
    monkeypatch.setattr(desks, "HEALTH_SECONDS", 0.0)
    anna = Seat(ANNA)
    desk.submit(anna.order(messages.SeatCheckIn))
    assert anna.code() == "accepted"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    desk.submit(anna.order(messages.SeatCheckOut))
    assert anna.code() == "accepted"


# --- A COMMIT whose answer was lost ------------------------------------------------------------------------------


def lose_the_answer(monkeypatch: pytest.MonkeyPatch, *, is_committed: bool) -> None:
    """Let the desk's next COMMIT end in an error, after it took effect or before."""
    backend = type(connections["default"])
    commit, is_lost = backend._commit, threading.Event()

    def commit_and_fail(self: Any) -> None:
        if is_lost.is_set() or not threading.current_thread().name.startswith("desk"):
            commit(self)
            return
        is_lost.set()
        if is_committed:
            commit(self)
        raise OperationalError("the connection broke")

    monkeypatch.setattr(backend, "_commit", commit_and_fail)


def test_a_commit_that_took_effect_is_answered_from_its_receipts(
    live_chamber: Chamber, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    live_chamber.open()
    vote = live_chamber.open_vote().pk
    anna = Seat(ANNA)
    lose_the_answer(monkeypatch, is_committed=True)
    desk.submit(anna.order(messages.BallotCast, vote=vote, choice="for", press=1))
    reply = anna.answers.get(timeout=PATIENCE)
    assert (reply.code, reply.choice) == ("accepted", "for")
    assert Ballot.objects.count() == 1


def test_a_commit_that_did_not_take_effect_is_told_as_not_recorded(
    live_chamber: Chamber, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, fences = Seat(ANNA), queue.Queue()
    order = anna.order(messages.SeatCheckIn)
    lose_the_answer(monkeypatch, is_committed=False)
    desk.submit(order)
    assert anna.code() == "unavailable"
    assert present() == set()
    desk.submit(order)
    desk.submit(LinkRaised(ANNA, fences.put))
    assert (anna.code(), fences.get(timeout=PATIENCE)) == ("accepted", 1)


def test_while_nobody_can_tell_the_answer_is_unknown(
    live_chamber: Chamber, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = Seat(ANNA)
    order = anna.order(messages.SeatCheckIn)
    lose_the_answer(monkeypatch, is_committed=True)
    with monkeypatch.context() as broken:
        broken.setattr(desks, "receipts", lambda *_: (_ for _ in ()).throw(OperationalError("away")))
        desk.submit(order)
        assert anna.code() == "unknown"
    desk.submit(order)
    assert anna.code() == "accepted"
    assert Attendance.objects.count() == 1


def test_asking_waits_for_a_commit_that_may_still_be_under_way(
    live_chamber: Chamber, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lost transaction goes on in the database: without its lock the receipts would be read too early."""
    if connection.vendor == "sqlite":
        pytest.skip("on SQLite the COMMIT has ended when its caller hears so")
    anna = Seat(ANNA)
    order = anna.order(messages.SeatCheckIn)
    is_held, may_go = threading.Event(), threading.Event()

    def go_on() -> None:
        with transaction.atomic():
            execute(live_chamber.meeting.pk, [order], live_chamber.at())
            is_held.set()
            may_go.wait(PATIENCE)

    lost_one = in_thread(go_on)
    assert is_held.wait(PATIENCE)
    monkeypatch.setattr(desks, "execute", lambda *_: Settled())
    lose_the_answer(monkeypatch, is_committed=False)
    desk.submit(order)
    wait_until(somebody_waits_for_a_lock, what="the desk waits for the lost transaction")
    may_go.set()
    assert anna.code() == "accepted"
    assert lost_one.join_and_return(PATIENCE) is None


def somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        return bool(cursor.fetchone()[0])


# --- The life of a desk ------------------------------------------------------------------------------------------


def test_an_answer_that_finds_nobody_keeps_no_one_waiting(live_chamber: Chamber, desk: Desk) -> None:
    def gone(_: messages.Reply) -> None:
        raise RuntimeError("Event loop is closed")

    anna, boris = Seat(ANNA), Seat(BORIS)
    desk.submit(Order(anna.order(messages.SeatCheckIn).message, anna.by, "bg", gone))
    desk.submit(boris.order(messages.SeatCheckIn))
    assert boris.code() == "accepted"
    assert present() == {ANNA, BORIS}


def test_even_answers_that_cannot_be_made_do_not_end_the_desk(
    live_chamber: Chamber, desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(desks, "execute", lambda *_: 1 / 0)
        broken.setattr(desks.answers, "reply", lambda *_: 1 / 0)
        desk.submit(Seat(ANNA).order(messages.SeatCheckIn))
        wait_until(lambda: "could not even be answered" in caplog.text, what="the failure is logged")
    boris = Seat(BORIS)
    desk.submit(boris.order(messages.SeatCheckIn))
    assert boris.code() == "accepted"


def test_too_many_waiting_are_answered_busy_at_once(
    live_chamber: Chamber, desk: Desk, held_up: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desks, "MOST_WAITING", 2)
    first = Seat(COUNCILLORS[5])
    desk.submit(first.order(messages.SeatCheckIn))
    wait_until(desk.is_empty, what="the desk has taken the first")
    seats = [Seat(person) for person in COUNCILLORS[:5]]
    for seat in seats:
        desk.submit(seat.order(messages.SeatCheckIn))
    assert [seat.code() for seat in seats[3:]] == ["busy", "busy"]
    held_up()
    assert [seat.code() for seat in seats[:3]] == ["accepted"] * 3


def test_an_idle_desk_ends_and_the_next_command_opens_another(
    live_chamber: Chamber, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desks, "IDLE_SECONDS", 0.05)
    anna, meeting = Seat(ANNA), live_chamber.meeting.pk
    submit(meeting, anna.order(messages.SeatCheckIn))
    assert anna.code() == "accepted"
    thread = desks._desks[meeting]._thread
    wait_until(lambda: not thread.is_alive(), what="the idle desk has ended")
    assert meeting not in desks._desks
    submit(meeting, anna.order(messages.SeatCheckOut))
    assert anna.code() == "accepted"


def test_a_desk_that_ends_settles_what_waits(live_chamber: Chamber) -> None:
    desk = Desk(live_chamber.meeting.pk)
    seats = [Seat(person) for person in COUNCILLORS]
    for seat in seats:
        desk.submit(seat.order(messages.SeatCheckIn))
    desk.close()
    assert [seat.answers.get_nowait().code for seat in seats] == ["accepted"] * 9


def test_commands_of_many_threads_are_all_settled(live_chamber: Chamber) -> None:
    live_chamber.open()
    vote = live_chamber.open_vote().pk
    seats = [Seat(person) for person in COUNCILLORS]

    def hammer(seat: Seat) -> None:
        for number in range(1, 11):
            submit(
                live_chamber.meeting.pk,
                seat.order(messages.BallotCast, vote=vote, choice="for", press=number),
            )

    threads = [threading.Thread(target=hammer, args=[seat]) for seat in seats]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [[seat.code() for _ in range(10)] for seat in seats] == [["accepted"] * 10] * 9
    assert set(Ballot.objects.values_list("press", flat=True)) == {10}


async def test_a_command_over_http_waits_for_its_answer(live_chamber: Chamber) -> None:
    message = messages.SeatCheckIn(id=uuid4())
    reply, again = await asyncio.gather(
        *(ask(live_chamber.meeting.pk, message, councillor(ANNA), "en") for _ in range(2))
    )
    assert (reply.ok, reply.text, again) == (True, "Done.", reply)
    refused = await ask(live_chamber.meeting.pk, messages.MeetingAdjourn(id=uuid4()), AS_CHAIR, "en")
    assert refused.code == "wrong-meeting-stage"


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = BEGINS

    def __call__(self) -> datetime:
        return self.at


def test_a_speech_whose_time_is_over_ends_without_anybodys_press(live_chamber: Chamber) -> None:
    watch = Watch()
    live_chamber.open()
    request = live_chamber.do(messages.FloorAsk, councillor(ANNA)).pk
    desk, chair = Desk(live_chamber.meeting.pk, watch), Seat(CHAIR)
    chair.by = AS_CHAIR
    try:
        watch.at = BEGINS + timedelta(minutes=1)
        desk.submit(chair.order(messages.FloorGive, request=request))
        assert chair.code() == "accepted"
        # Interrupted, it does not end however late it is.
        desk.submit(chair.order(messages.FloorInterrupt, request=request))
        assert chair.code() == "accepted"
        watch.at += timedelta(hours=1)
        desk.submit(chair.order(messages.FloorResume, request=request))
        assert chair.code() == "accepted"
        assert Speech.objects.get().ended_at is None
        watch.at += timedelta(seconds=330)
        desk.submit(LinksSeen(()))  # whoever reads the watch by hand wakes the desk too
        wait_until(lambda: Speech.objects.get().ended_at is not None, what="the speech has ended")
    finally:
        desk.close()
    assert live_chamber.last()[1:] == (
        "clock",
        {"request": str(request), "name": NAMES[ANNA], "ending": "time"},
    )
    assert differences(live_chamber.meeting_now()) == []


def test_the_desk_wakes_by_itself_when_something_is_due(live_chamber: Chamber) -> None:
    brief = Speaking(kinds=(KindRule(SpeakingKind.SPEECH, 1),), grace_seconds=0)
    Body.objects.update(orders=StandingOrders(speaking=brief).to_plain())
    live_chamber.open()
    request = live_chamber.do(messages.FloorAsk, councillor(ANNA)).pk
    desk, chair = Desk(live_chamber.meeting.pk), Seat(CHAIR)
    chair.by = AS_CHAIR
    try:
        desk.submit(chair.order(messages.FloorGive, request=request))
        assert chair.code() == "accepted"
        wait_until(lambda: Speech.objects.get().ended_at is not None, what="the speech has ended")
    finally:
        desk.close()
    speech = Speech.objects.get()
    assert speech.ended_at is not None
    assert speech.given_at is not None
    assert speech.ended_at - speech.given_at >= timedelta(seconds=1)


def test_the_desk_knows_what_is_due_though_another_process_set_the_time(live_chamber: Chamber) -> None:
    Body.objects.update(orders=StandingOrders(window=Window(seconds=1)).to_plain())
    live_chamber.open()
    watch, (anna, boris) = Watch(), [Seat(person) for person in (ANNA, BORIS)]
    desk = Desk(live_chamber.meeting.pk, watch)
    try:
        desk.submit(anna.order(messages.SeatCheckIn))
        anna.code()
        vote = live_chamber.open_vote()
        assert vote.runs_from is not None
        watch.at = vote.runs_from + timedelta(milliseconds=500)
        desk.submit(boris.order(messages.BallotCast, vote=vote.pk, choice="for", press=1))
        assert boris.code() == "accepted"
        watch.at = vote.runs_from + timedelta(seconds=1)
        wait_until(lambda: live_chamber.vote().stage == "held", what="the vote is held")
    finally:
        desk.close()


def said_around(
    ends_at: datetime, chamber: Chamber, kind: type[messages.Command], **fields: Any
) -> list[str]:
    """Let Anna keep the desk busy over the end of a time, Boris come just before it and Vasil at it; return the codes."""
    watch, (anna, boris, vasil) = Watch(), [Seat(person) for person in (ANNA, BORIS, VASIL)]
    is_busy, may_go = threading.Event(), threading.Event()

    def keep_busy(reply: messages.Reply) -> None:
        is_busy.set()
        may_go.wait(PATIENCE)
        anna.answers.put(reply)

    watch.at = ends_at - timedelta(seconds=1)
    desk = Desk(chamber.meeting.pk, watch)
    try:
        desk.submit(Order(anna.order(kind, **fields).message, anna.by, "bg", keep_busy))
        assert is_busy.wait(PATIENCE)
        watch.at = ends_at - timedelta(milliseconds=1)
        desk.submit(boris.order(kind, **fields))
        watch.at = ends_at
        desk.submit(vasil.order(kind, **fields))
        may_go.set()
        return [seat.code() for seat in (anna, boris, vasil)]
    finally:
        may_go.set()
        desk.close()


def test_who_pressed_in_time_has_voted_however_long_the_desk_was_busy(live_chamber: Chamber) -> None:
    """The time of a vote ends while presses wait: what came before its end counts, what came after does not."""
    Body.objects.update(orders=StandingOrders(window=Window(seconds=15)).to_plain())
    live_chamber.open()
    vote = live_chamber.open_vote()
    assert vote.runs_from is not None
    ends_at = vote.runs_from + timedelta(seconds=15)
    press = {"vote": vote.pk, "choice": "for", "press": 1}
    assert said_around(ends_at, live_chamber, messages.BallotCast, **press) == [
        "accepted",
        "accepted",
        "on-hold",
    ]
    assert Ballot.objects.get(person=BORIS).cast_at == ends_at - timedelta(milliseconds=1)
    assert live_chamber.vote().stage == "held"
    assert differences(live_chamber.meeting_now()) == []


def test_a_commit_that_failed_takes_nobodys_time_either(
    live_chamber: Chamber, monkeypatch: pytest.MonkeyPatch
) -> None:
    Body.objects.update(orders=StandingOrders(window=Window(seconds=15)).to_plain())
    live_chamber.open()
    vote, watch = live_chamber.open_vote(), Watch()
    assert vote.runs_from is not None
    ends_at = vote.runs_from + timedelta(seconds=15)
    anna, boris, vasil = (Seat(person) for person in (ANNA, BORIS, VASIL))
    is_tried, may_go = threading.Event(), threading.Event()

    def fail(*_: object) -> Settled:
        is_tried.set()
        may_go.wait(PATIENCE)
        raise OperationalError("the disk is full")

    press = {"vote": vote.pk, "choice": "for", "press": 1}
    watch.at = vote.runs_from + timedelta(seconds=1)
    desk = Desk(live_chamber.meeting.pk, watch)
    try:
        desk.submit(anna.order(messages.BallotCast, **press))
        assert anna.code() == "accepted"
        with monkeypatch.context() as broken:
            broken.setattr("kiosk.desk.desks.execute", fail)
            watch.at = ends_at - timedelta(seconds=2)
            desk.submit(boris.order(messages.BallotCast, **press))
            assert is_tried.wait(PATIENCE)
            watch.at = ends_at - timedelta(milliseconds=1)
            desk.submit(vasil.order(messages.BallotCast, **press))
            watch.at = ends_at + timedelta(milliseconds=500)
        may_go.set()
        assert boris.code() == "unavailable"
        assert vasil.code() == "accepted"
    finally:
        may_go.set()
        desk.close()
    assert set(Ballot.objects.values_list("person", flat=True)) == {ANNA, VASIL}


def test_an_answer_in_writing_in_time_is_one_however_long_the_desk_was_busy(live_chamber: Chamber) -> None:
    opened(by_letter(live_chamber))
    answer = {"motion": live_chamber.motions[0].pk, "choice": "for"}
    codes = said_around(UNTIL, live_chamber, messages.AnswerWrite, **answer)
    assert codes == ["accepted", "accepted", "answers-over"]
    assert differences(live_chamber.meeting_now()) == []

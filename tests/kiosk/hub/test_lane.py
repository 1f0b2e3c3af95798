"""A lane writes the newest state to everybody: seats first, latest wins, at its own pace, whoever is slow."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.db import OperationalError

from kiosk import messages
from kiosk.hub import lane as lanes
from kiosk.hub.lane import Built, Lane, Show
from kiosk.hub.socket import BUDGET_BYTES, Socket
from tests.cast import COUNCILLORS
from tests.kiosk.hub.lines import Line, socket, until

ANNA, BORIS, *_ = COUNCILLORS


class State:
    """A meeting's state that grows, and what was built of it."""

    def __init__(self) -> None:
        self.v = 1
        self.epoch = "e"
        self.extra = ""
        self.built: list[tuple[set[Show], list[UUID]]] = []
        self.failures: list[Exception] = []

    async def build(self, shows: set[Show], people: list[UUID]) -> Built:
        """Build as the hub does."""
        if self.failures:
            raise self.failures.pop()
        self.built.append((shows, people))
        texts = {show: f"{show[0]} {show[1]} {self.v}{self.extra}" for show in shows}
        return Built(self.epoch, self.v, texts, {person: mine(person, self.v) for person in people})


def mine(person: UUID, v: int) -> messages.Mine:
    return messages.Mine(
        epoch="e",
        v=v,
        person=str(person),
        name="",
        seat=None,
        is_checked_in=True,
        vote=None,
        standing=None,
        choice="for" if v > 5 else None,
        cast_at=None,
        press=0,
        position=None,
    )


@pytest.fixture
def state() -> State:
    return State()


@pytest.fixture
async def lane(state: State) -> AsyncIterator[Lane]:
    lane = Lane(state.build, pause=0.0)
    yield lane
    lane.stop()


async def shown(line: Line, text: str) -> None:
    """Wait until a text has arrived."""
    await until(lambda: text in line.arrived)


async def join(lane: Lane, *sockets: tuple[Socket, Line]) -> None:
    for screen, line in sockets:
        lane.join(screen, 1)
        await shown(line, f"{screen.visitor.audience} {screen.visitor.language} 1")


async def test_who_joins_is_shown_the_state_and_what_follows(lane: Lane, state: State) -> None:
    screen, line = socket()
    lane.join(screen, 1)
    await shown(line, "display bg 1")
    assert (lane.epoch, lane.v, len(lane)) == ("e", 1, 1)
    state.v = 2
    lane.wake()
    await shown(line, "display bg 2")
    assert line.arrived == ["display bg 1", "display bg 2"]


@pytest.mark.parametrize(("cost", "rests"), [(0.0, False), (1.0, True)])
async def test_a_lane_rests_for_what_a_frame_cost_and_not_for_what_it_waited(
    state: State, monkeypatch: pytest.MonkeyPatch, *, cost: float, rests: bool
) -> None:
    monkeypatch.setattr(lanes, "RESTS", 300.0)
    monkeypatch.setattr(lanes, "MOST_REST_SECONDS", 300.0)

    async def build(shows: set[Show], people: list[UUID]) -> Built:
        await asyncio.sleep(0.2)
        return replace(await state.build(shows, people), cost=cost)

    lane = Lane(build, pause=0.0)
    try:
        await join(lane, socket())
        lane.wake()
        if rests:
            await asyncio.sleep(0.5)
            assert len(state.built) == 1
        else:
            await until(lambda: len(state.built) == 2)
    finally:
        lane.stop()


async def test_who_joins_later_is_shown_what_is_there_already(lane: Lane, state: State) -> None:
    first, second = socket(), socket()
    await join(lane, first)
    lane.join(second[0], 1)
    assert second[1].arrived == ["display bg 1"]
    state.v = 2
    lane.wake()
    await shown(second[1], "display bg 2")
    assert len(state.built) == 2


async def test_who_was_greeted_with_a_newer_version_makes_the_lane_look(lane: Lane, state: State) -> None:
    first, (screen, line) = socket(), socket()
    await join(lane, first)
    state.v = 7
    lane.join(screen, 7)
    await shown(line, "display bg 7")


async def test_the_latest_state_wins(lane: Lane, state: State) -> None:
    """Many changes while one state is written become one frame, not as many."""
    screen, line = socket()
    await join(lane, (screen, line))
    for _ in range(50):
        state.v += 1
        lane.wake()
    await shown(line, "display bg 51")
    assert line.arrived == ["display bg 1", "display bg 51"]


async def test_frames_are_paced(state: State) -> None:
    lane = Lane(state.build, pause=0.05)
    screen, line = socket()
    await join(lane, (screen, line))
    began = asyncio.get_running_loop().time()
    for number in (2, 3, 4):
        state.v = number
        lane.wake()
        await shown(line, f"display bg {number}")
    assert asyncio.get_running_loop().time() - began > 0.1
    lane.stop()


async def test_a_state_is_built_once_for_each_audience_and_language(lane: Lane, state: State) -> None:
    screens = [socket("seat", person=ANNA), socket("seat", person=BORIS, language="en"), socket(), socket()]
    await join(lane, *screens)
    state.v = 2
    lane.wake()
    await shown(screens[-1][1], "display bg 2")
    shows, people = state.built[-1]
    assert shows == {("seat", "bg"), ("seat", "en"), ("display", "bg")}
    assert people == [ANNA, BORIS]


async def test_seats_are_written_to_first(lane: Lane, state: State) -> None:
    order: list[str] = []

    class Noting(Line):
        async def send(self, event: dict[str, Any]) -> None:
            order.append(event["text"].partition(" ")[0])

    for audience in ("public", "display", "clerk", "chair", "seat"):
        screen, _ = socket(audience)  # type: ignore[arg-type]  # an audience
        screen._send = Noting().send
        lane.join(screen, 1)
    await until(lambda: len(order) == 5)
    order.clear()
    state.v = 2
    lane.wake()
    await until(lambda: len(order) == 5)
    assert order == ["seat", "chair", "clerk", "display", "public"]


async def test_a_seat_hears_of_its_own_when_that_changes(lane: Lane, state: State) -> None:
    screen, line = socket("seat", person=ANNA)
    lane.join(screen, 1)
    await shown(line, messages.encode(mine(ANNA, 1)))
    for number in (2, 3, 6):
        state.v = number
        lane.wake()
        await shown(line, f"seat bg {number}")
    await shown(line, messages.encode(mine(ANNA, 6)))
    own = [text for text in line.arrived if '"mine"' in text]
    assert [('"choice":"for"' in text) for text in own] == [False, True]


async def test_what_was_read_before_a_seat_came_is_not_given_as_its_own(state: State) -> None:
    """Its older connection may have been answered meanwhile; only a later reading knows."""
    may_read, has_read = asyncio.Event(), asyncio.Event()

    async def slowly(shows: set[Show], people: list[UUID]) -> Built:
        built = await state.build(shows, people)
        has_read.set()
        await may_read.wait()
        return built

    lane = Lane(slowly, pause=0.0)
    older, (newer, line) = socket("seat", person=ANNA), socket("seat", person=ANNA)
    lane.join(older[0], 1)
    await has_read.wait()
    state.v = 6
    lane.join(newer, 1)
    may_read.set()
    await shown(line, messages.encode(mine(ANNA, 6)))
    assert messages.encode(mine(ANNA, 1)) not in line.arrived
    lane.stop()


async def test_the_same_state_is_not_sent_again_but_another_look_of_it_is(lane: Lane, state: State) -> None:
    """Links come and go without an entry: the version stays and the frame differs."""
    screen, line = socket()
    await join(lane, (screen, line))
    lane.wake()
    await until(lambda: len(state.built) == 2)
    state.extra = " linked"
    lane.wake()
    await shown(line, "display bg 1 linked")
    assert line.arrived == ["display bg 1", "display bg 1 linked"]


async def test_a_screen_that_is_behind_is_sent_the_newest_again(lane: Lane) -> None:
    screen, line = socket("seat", person=ANNA)
    lane.join(screen, 1)
    await shown(line, messages.encode(mine(ANNA, 1)))
    count = len(line.arrived)
    lane.catch_up(screen, 1)
    assert len(line.arrived) == count
    lane.catch_up(screen, 0)
    assert [text for text in line.arrived[count:] if not text.startswith("{")] == ["seat bg 1"]
    assert sum(text.startswith("{") for text in line.arrived[count:]) == 1


async def test_a_slow_screen_gets_no_more_than_its_budget_and_then_the_newest(
    lane: Lane, state: State
) -> None:
    slow, quick = socket(), socket()
    await join(lane, slow, quick)
    slow[0].push("x" * BUDGET_BYTES)
    for number in range(2, 6):
        state.v = number
        lane.wake()
        await shown(quick[1], f"display bg {number}")
    assert slow[1].arrived[-1] == "x" * BUDGET_BYTES
    slow[0].heard(2)
    lane.catch_up(slow[0], 1)
    assert slow[1].arrived[-1] == "display bg 5"


async def test_its_own_is_caught_up_with_when_only_that_did_not_fit(lane: Lane, state: State) -> None:
    screen, line = socket("seat", person=ANNA)
    lane.join(screen, 1)
    await shown(line, messages.encode(mine(ANNA, 1)))
    screen.push("x" * (BUDGET_BYTES - screen._unheard - 1))
    state.v = 6
    lane.wake()
    await shown(line, "seat bg 6")
    assert line.arrived[-1] == "seat bg 6"
    screen.heard(len(line.arrived))
    lane.catch_up(screen, 6)
    assert '"choice":"for"' in line.arrived[-1]


async def test_a_screen_that_never_reads_is_cut(
    lane: Lane, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck, quick = socket(), socket()
    await join(lane, stuck, quick)
    stuck[0].push("x" * BUDGET_BYTES)
    assert not stuck[0].has_room()
    monkeypatch.setattr(stuck[0], "_full_since", 1.0)
    state.v = 2
    lane.wake()
    await shown(quick[1], "display bg 2")
    assert (stuck[1].codes, quick[1].codes) == ([4408], [])


async def test_one_that_makes_its_writers_wait_keeps_no_other_waiting(lane: Lane, state: State) -> None:
    slow, quick = socket(), socket()
    await join(lane, slow, quick)
    slow[1].may_go = asyncio.Event()
    for number in range(2, 5):
        state.v = number
        lane.wake()
        await shown(quick[1], f"display bg {number}")
    slow[1].may_go.set()
    await shown(slow[1], "display bg 4")


async def test_others_are_let_in_between_while_many_are_written_to(state: State) -> None:
    """A public of thousands is written to in portions: whoever waits for the loop gets it."""
    lane = Lane(state.build, pause=0.0)
    last = await crowd(lane, 200)
    turns = 0

    async def count_turns() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    counting = asyncio.create_task(count_turns())
    state.v = 2
    lane.wake()
    await shown(last, "public bg 2")
    counting.cancel()
    assert turns >= 4
    lane.stop()


async def crowd(lane: Lane, size: int) -> Line:
    """Let a public of this size join and return the line of the last."""
    screens = [socket("public") for _ in range(size)]
    for screen, _ in screens:
        lane.join(screen, 1)
    await shown(screens[-1][1], "public bg 1")
    return screens[-1][1]


@pytest.mark.parametrize("failure", [OperationalError("away"), ZeroDivisionError()])
async def test_a_state_that_cannot_be_built_is_tried_again(
    lane: Lane,
    state: State,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    failure: Exception,
) -> None:
    monkeypatch.setattr(lanes, "RETRY_SECONDS", 0.01)
    state.failures = [failure]
    screen, line = socket()
    lane.join(screen, 1)
    await shown(line, "display bg 1")
    assert "no frame could be built" in caplog.text


async def test_who_left_is_written_to_no_more(lane: Lane, state: State) -> None:
    gone, here = socket(), socket()
    await join(lane, gone, here)
    lane.leave(gone[0])
    lane.leave(gone[0])
    state.v = 2
    lane.wake()
    await shown(here[1], "display bg 2")
    assert gone[1].arrived == ["display bg 1"]
    lane.leave(here[0])
    lane.wake()
    await until(lambda: not lane._woken.is_set())
    await lane.wait_for_rest()
    assert (len(lane), len(state.built)) == (0, 2)

"""Screens of one meeting in this process: what they are shown, who is sent away, and what a lost hint costs."""

import asyncio
import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from django.utils import timezone

from agenda.models import Link
from council.models import Account, Mandate, Role
from kiosk import messages
from kiosk.hub import hub, rooms
from kiosk.models import Display
from kiosk.snapshots import frame, load, mine
from ledger.signals import appended
from tests.cast import CHAIR, COUNCILLORS
from tests.chamber import AS_CLERK, councillor
from tests.kiosk.hub.lines import PATIENCE, until
from tests.kiosk.sockets import Floor, Message, Screen
from voting.queries import votes

ANNA, BORIS, VASIL, *_ = COUNCILLORS


async def everybody(floor: Floor) -> dict[str, Screen]:
    """Return a screen of each audience, each having been shown the present state."""
    screens = {
        "seat": await floor.seat(ANNA),
        "chair": await floor.chair(),
        "clerk": await floor.clerk(),
        "display": await floor.hall_display(),
        "public": await floor.public(),
    }
    for screen in screens.values():
        await screen.next("frame")
    return screens


def is_at(v: int) -> Any:
    return lambda message: message["v"] >= v


def plain(message: Any) -> Message:
    found: Message = json.loads(messages.encode(message))
    return found


# --- What is shown -----------------------------------------------------------------------------------------------


async def test_every_frame_shown_equals_a_fresh_snapshot_of_its_version(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One act after another; each screen shows for version v exactly what the database gives at v."""
    # These screens send no heartbeat, and a link that falls silent changes what is shown without a new version.
    monkeypatch.setattr(votes, "SILENCE", timedelta(days=1))
    await floor.do(floor.chamber.open, *COUNCILLORS[:5])
    screens = await everybody(floor)
    chamber = floor.chamber
    steps: list[tuple[Any, tuple[Any, ...], dict[str, Any]]] = [
        (chamber.open_vote, (), {}),
        (chamber.press, (ANNA, "for"), {}),
        (chamber.press, (BORIS, "against"), {}),
        (chamber.on_vote, (messages.VoteHold,), {}),
        (chamber.on_vote, (messages.VoteResume,), {}),
        (chamber.press, (ANNA, "abstain", 2), {}),
        (chamber.close, (), {}),
        (chamber.on_vote, (messages.VoteDeclare,), {}),
        (chamber.on_vote, (messages.VoteAnnul,), {"ground": "g"}),
        (chamber.on_vote, (messages.VoteConfirmAnnulment, AS_CLERK), {}),
        (chamber.on_vote, (messages.VoteRepeat,), {}),
        (chamber.do, (messages.SeatCheckOut, councillor(BORIS)), {}),
    ]
    for act, arguments, more in steps:
        await floor.do(act, *arguments, **more)
        loaded = await sync_to_async(load)(floor.meeting, [ANNA])
        for audience, screen in screens.items():
            shown = await screen.next("frame", is_at(loaded.v))
            assert shown == plain(frame(loaded, audience, shown["language"]))  # type: ignore[arg-type]  # as above
        own = plain(mine(loaded, ANNA))
        assert own["person"] == str(ANNA)


async def test_a_seat_is_shown_its_own_ballot_and_nobody_elses(floor: Floor) -> None:
    await floor.do(floor.chamber.open)
    await floor.do(floor.chamber.open_vote)
    anna, boris = await floor.seat(ANNA), await floor.seat(BORIS)
    for seat in (anna, boris):
        await seat.next("mine", lambda own: own["vote"] is not None)
    await floor.do(floor.chamber.press, ANNA, "against", 4)
    own = await anna.next("mine", lambda own: own["choice"])
    assert (own["person"], own["choice"], own["press"]) == (str(ANNA), "against", 4)
    await boris.next("frame", lambda frame: frame["vote"]["cast"] == 1)
    await floor.do(floor.chamber.press, BORIS, "for")
    own = await boris.next("mine")
    assert (own["person"], own["choice"]) == (str(BORIS), "for")


async def test_a_seat_that_comes_back_knows_how_high_its_presses_went(floor: Floor) -> None:
    await floor.do(floor.chamber.open)
    await floor.do(floor.chamber.open_vote)
    await floor.do(floor.chamber.on_vote, messages.VoteHold)
    anna = await floor.seat(ANNA)
    vote = (await floor.do(floor.chamber.vote)).pk
    reply = await anna.ask("ballot.cast", vote=vote, press=7, choice="for")
    assert reply["code"] == "on-hold"
    again = await floor.seat(ANNA)
    own = await again.next("mine")
    assert (own["choice"], own["press"]) == (None, 7)


async def test_screens_of_several_languages_are_each_shown_theirs(floor: Floor) -> None:
    await floor.do(floor.chamber.open)
    english, bulgarian = await floor.public("en"), await floor.public("bg")
    assert (await english.next("frame"))["meeting"]["stage_text"] == "The meeting is in progress."
    assert (await bulgarian.next("frame"))["meeting"]["stage_text"] != "The meeting is in progress."


async def test_chair_and_clerk_see_a_link_come_and_go_within_seconds(floor: Floor) -> None:
    await floor.do(floor.chamber.open)
    chair = await floor.chair()
    await chair.next("frame", lambda frame: frame["console"]["links"] == "_" * 9)
    anna = await floor.seat(ANNA)
    await anna.next("hello")
    await chair.next("frame", lambda frame: frame["console"]["links"] == "1" + "_" * 8)
    await anna.disconnect()
    await chair.next("frame", lambda frame: frame["console"]["links"] == "0" + "_" * 8)


# --- Rooms -------------------------------------------------------------------------------------------------------


async def test_a_room_is_there_while_somebody_is_in_it(floor: Floor) -> None:
    await floor.do(floor.chamber.open)
    assert hub().rooms == {}
    one, other = await floor.public(), await floor.hall_display()
    for screen in (one, other):
        await screen.next("frame")
    assert list(hub().rooms) == [floor.meeting]
    await one.disconnect()
    assert list(hub().rooms) == [floor.meeting]
    await other.disconnect()
    assert hub().rooms == {}
    again = await floor.public()
    assert (await again.next("frame"))["v"] == 11


async def test_a_room_whose_last_screen_leaves_while_another_enters(floor: Floor) -> None:
    await floor.do(floor.chamber.open)
    for _ in range(10):
        leaving = await floor.seat(ANNA)
        await leaving.next("hello")
        entering = await floor.seat(ANNA)
        await leaving.disconnect()
        assert (await entering.next("frame"))["v"] == 11
        await entering.disconnect()


async def test_there_is_one_hub_for_each_event_loop() -> None:
    here = hub()
    assert hub() is here
    assert here in rooms.hubs()

    def elsewhere() -> Any:
        async def find() -> Any:
            found = hub()
            await found.close()
            return found

        return asyncio.run(find())

    there = await asyncio.to_thread(elsewhere)
    assert there is not here
    assert there not in rooms.hubs()
    await here.close()


# --- Lost hints --------------------------------------------------------------------------------------------------


def test_a_process_looks_again_before_two_seconds_are_over() -> None:
    """What the tests below wait for, on a machine that has other things to do, is one look away."""
    assert rooms.LOOK_SECONDS < 2


async def test_a_lost_hint_costs_no_more_than_the_freshness_until_the_next_look(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if another process had committed and its hint were lost."""
    await floor.do(floor.chamber.open)
    screens = await everybody(floor)
    monkeypatch.setattr(appended, "send_robust", lambda **_: [])
    await floor.do(floor.chamber.do, messages.SeatCheckOut, councillor(VASIL))
    for screen in screens.values():
        await screen.next("frame", is_at(12))


async def test_a_database_put_back_is_shown_as_it_is_now(floor: Floor) -> None:
    """Another epoch and a smaller version: screens are sent the older state and can raise the alarm."""
    await floor.do(floor.chamber.open)
    screen = await floor.public()
    before = await screen.next("frame")
    room = hub().rooms[floor.meeting]
    room.public._newest = room.public._newest.__class__("before", 40, room.public._newest.texts)
    await screen.beat("before", 40)
    pulse = await screen.next("pulse")
    assert (pulse["epoch"], pulse["v"]) in {("before", 40), (before["epoch"], before["v"])}
    await until(lambda: room.public.v == before["v"])


# --- Sent away ---------------------------------------------------------------------------------------------------


def log_out(person: Any, floor: Floor) -> None:
    Session.objects.filter(session_key=floor.sessions[person]).delete()


def change_password(person: Any, _: Floor) -> None:
    account = Account.objects.get(person=person)
    account.set_password("another long password")
    account.save()


def disable(person: Any, _: Floor) -> None:
    Account.objects.filter(person=person).update(is_active=False)


@pytest.mark.parametrize("end", [log_out, change_password, disable])
async def test_who_is_signed_out_is_sent_away_at_the_next_look(floor: Floor, end: Any) -> None:
    anna, chair, boris = await floor.seat(ANNA), await floor.chair(), await floor.seat(BORIS)
    for screen in (anna, chair, boris):
        await screen.next("hello")
    for person in (ANNA, CHAIR):
        await floor.do(end, person, floor)
    assert [await anna.closed(), await chair.closed()] == [4401, 4401]
    reply = await boris.ask("seat.check_in")
    assert reply["ok"]


async def test_who_loses_office_or_mandate_is_sent_away(floor: Floor) -> None:
    anna, chair, clerk = await floor.seat(ANNA), await floor.chair(), await floor.clerk()
    for screen in (anna, chair, clerk):
        await screen.next("hello")
    await floor.do(Role.objects.filter(person=CHAIR).delete)
    await floor.do(Mandate.objects.filter(person=ANNA).delete)
    await floor.do(floor.chamber.hall.seats.filter(person=ANNA).update, person=None)
    assert [await chair.closed(), await anna.closed()] == [4403, 4403]
    assert (await clerk.ask("attendance.check_in", person=BORIS))["ok"]


async def test_a_revoked_display_is_sent_away(floor: Floor) -> None:
    display = await floor.hall_display()
    await display.next("hello")
    await floor.do(Display.objects.update, revoked_at=timezone.now())
    assert await display.closed() == 4410


async def test_of_two_connections_of_a_seat_the_older_one_is_closed(floor: Floor) -> None:
    older = await floor.seat(ANNA)
    await older.next("hello")
    newer = await floor.seat(ANNA)
    await newer.next("hello")
    assert await older.closed() == 4409
    await older.send({"type": "seat.check_in", "id": str(uuid4())})
    assert (await newer.ask("seat.check_in"))["ok"]


async def test_a_newer_connection_elsewhere_closes_this_one(floor: Floor) -> None:
    """Another process has raised the seat's fence; this one sees so at its next look."""
    anna = await floor.seat(ANNA)
    await anna.next("hello")
    await floor.do(Link.objects.filter(person=ANNA).update, fence=7)
    assert (await anna.ask("seat.check_in"))["code"] == "connection-superseded"
    assert await anna.closed() == 4409


@pytest.mark.parametrize("count", [2, 10])
async def test_of_many_connections_of_a_seat_at_once_the_newest_stays(floor: Floor, count: int) -> None:
    """Whichever enters the room first: who was given the highest fence stays, all others are closed."""
    seats = await asyncio.gather(*(floor.seat(ANNA) for _ in range(count)))
    await asyncio.gather(*(greeted_or_closed(seat) for seat in seats))
    async with asyncio.timeout(PATIENCE):
        while sum(seat.code is None for seat in seats) > 1:
            for seat in seats:
                if seat.code is None and not seat.has_heard_nothing():
                    await greeted_or_closed(seat)
            await asyncio.sleep(0.01)
    (last,) = [seat for seat in seats if seat.code is None]
    assert (await last.ask("seat.check_in"))["ok"]
    assert {seat.code for seat in seats if seat is not last} == {4409}


async def greeted_or_closed(screen: Screen) -> None:
    try:
        await screen.next()
    except ConnectionError:
        return

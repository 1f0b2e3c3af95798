"""When everybody comes at once the hall is let in first, and nobody is shut out."""

import asyncio

from kiosk.hub import hub
from kiosk.hub.entrance import PUBLIC_AT_ONCE, Entrance
from kiosk.permissions import Audience
from tests.kiosk.sockets import Floor

HALL: tuple[Audience, ...] = ("seat", "chair", "clerk", "display")


async def come(entrance: Entrance, audience: Audience, order: list[str]) -> None:
    async with entrance.way_in(audience):
        order.append(audience)
        await asyncio.sleep(0)


async def some_turns() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_the_public_waits_until_everybody_of_the_hall_is_in() -> None:
    entrance, order = Entrance(), list[str]()
    async with entrance.way_in("seat"):
        public = [asyncio.create_task(come(entrance, "public", order)) for _ in range(2 * PUBLIC_AT_ONCE)]
        await some_turns()
        hall = [asyncio.create_task(come(entrance, audience, order)) for audience in HALL]
        await asyncio.gather(*hall)
        assert order == list(HALL)
    await asyncio.gather(*public)
    assert order == [*HALL, *["public"] * len(public)]


async def test_of_those_who_waited_only_a_few_are_before_a_seat_that_comes_then() -> None:
    entrance, order = Entrance(), list[str]()
    async with entrance.way_in("chair"):
        public = [asyncio.create_task(come(entrance, "public", order)) for _ in range(4 * PUBLIC_AT_ONCE)]
        await some_turns()
    await come(entrance, "seat", order)
    await asyncio.gather(*public)
    assert order.index("seat") <= PUBLIC_AT_ONCE


async def test_a_hall_without_end_shuts_nobody_out() -> None:
    entrance, order = Entrance(patience=0.05), list[str]()
    async with entrance.way_in("seat"):
        await asyncio.gather(*(come(entrance, "public", order) for _ in range(3 * PUBLIC_AT_ONCE)))
    assert len(order) == 3 * PUBLIC_AT_ONCE


async def test_whoever_gives_up_on_the_way_holds_nobody_up() -> None:
    entrance, order = Entrance(), list[str]()
    leaving = asyncio.create_task(asyncio.wait_for(stay(entrance), 0.01))
    await asyncio.sleep(0)
    await asyncio.wait_for(come(entrance, "public", order), 10)
    assert isinstance((await asyncio.gather(leaving, return_exceptions=True))[0], TimeoutError)


async def stay(entrance: Entrance) -> None:
    async with entrance.way_in("seat"):
        await asyncio.Event().wait()


async def test_a_screen_of_the_public_is_let_in_behind_one_of_the_hall(floor: Floor) -> None:
    await floor.do(floor.chamber.open)
    async with hub().entrance.way_in("seat"):
        screen = await floor.public()
        await asyncio.sleep(0.2)
        assert screen.has_heard_nothing()
        assert await (await floor.chair()).next("hello")
    assert await screen.next("hello")


async def test_a_screen_that_is_refused_leaves_the_entrance_free(floor: Floor) -> None:
    await floor.do(floor.chamber.open)
    for _ in range(3):
        assert await (await floor.at(f"/ws/meetings/{floor.meeting}/seat?token=x")).closed() == 4401
    assert await (await floor.public()).next("hello")

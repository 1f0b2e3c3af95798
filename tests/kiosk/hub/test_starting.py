"""Work begun without a task goes on in one, wherever it had to wait."""

import asyncio
from collections.abc import Awaitable

import pytest

from kiosk.hub.starting import begin


async def test_what_never_waits_is_done_at_once() -> None:
    done = []

    async def work() -> None:
        done.append(1)

    assert begin(work()) is None
    assert done == [1]


async def test_what_waits_is_gone_on_with_in_a_task() -> None:
    steps: list[object] = []
    gate: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def work() -> None:
        steps.append("begun")
        steps.append(await gate)
        await asyncio.sleep(0)
        async with asyncio.Lock():
            steps.append("done")

    rest = begin(work())
    assert rest is not None
    task = asyncio.create_task(in_task(rest))
    await asyncio.sleep(0)
    assert steps == ["begun"]
    gate.set_result("let through")
    await task
    assert steps == ["begun", "let through", "done"]


async def test_what_it_waited_for_may_have_come_before_the_task_runs() -> None:
    gate: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def work() -> None:
        await gate

    rest = begin(work())
    gate.set_result(None)
    assert rest is not None
    await asyncio.wait_for(in_task(rest), 1)


async def test_failures_come_out_where_they_happen() -> None:
    async def at_once() -> None:
        raise ConnectionError

    async def later() -> None:
        await asyncio.sleep(0)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        begin(at_once())
    rest = begin(later())
    assert rest is not None
    with pytest.raises(ConnectionError):
        await rest


async def test_a_cancellation_reaches_the_work() -> None:
    heard = []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            heard.append("cancelled")
            raise

    rest = begin(work())
    assert rest is not None
    task = asyncio.create_task(in_task(rest))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert heard == ["cancelled"]


async def test_work_may_shrug_off_a_failure() -> None:
    async def work() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.001):
                await asyncio.Event().wait()

    gate = asyncio.Event()

    async def gated() -> None:
        await gate.wait()
        await work()

    rest = begin(gated())
    gate.set()
    assert rest is not None
    await asyncio.create_task(in_task(rest))


async def in_task(rest: Awaitable[None]) -> None:
    await rest

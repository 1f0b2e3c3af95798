"""Texts from other threads reach their sockets on the event loop, in order."""

import asyncio
import threading

from kiosk.hub.outbox import Outbox
from tests.kiosk.hub.lines import socket, until


async def test_posts_of_other_threads_arrive_in_their_order() -> None:
    outbox = Outbox(asyncio.get_running_loop())
    (one, first), (other, second) = socket(), socket()

    def post() -> None:
        for number in range(500):
            outbox.post((one, other)[number % 2], str(number))

    await asyncio.to_thread(post)
    assert first.arrived == []
    await asyncio.to_thread(outbox.deliver)
    await until(lambda: len(second.arrived) == 250)
    assert first.arrived == [str(number) for number in range(0, 500, 2)]
    assert second.arrived == [str(number) for number in range(1, 500, 2)]


async def test_posts_of_many_threads_all_arrive() -> None:
    outbox = Outbox(asyncio.get_running_loop())
    screen, line = socket()

    def post(n: int) -> None:
        for i in range(100):
            outbox.post(screen, f"{n} {i}")
            outbox.deliver()

    threads = [threading.Thread(target=post, args=[n]) for n in range(5)]
    for thread in threads:
        thread.start()
    await asyncio.gather(*(asyncio.to_thread(thread.join) for thread in threads))
    await until(lambda: len(line.arrived) >= 500)
    assert len(line.arrived) == 500
    for n in range(5):
        assert [text for text in line.arrived if text[0] == str(n)] == [f"{n} {i}" for i in range(100)]


async def test_one_that_waits_keeps_no_other_waiting() -> None:
    outbox = Outbox(asyncio.get_running_loop())
    (slow, stuck), (quick, line) = socket(), socket()
    stuck.may_go = asyncio.Event()
    for text in ("a", "b"):
        outbox.post(slow, text)
        outbox.post(quick, text)
    outbox.deliver()
    await until(lambda: line.arrived == ["a", "b"])

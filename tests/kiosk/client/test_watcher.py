"""A watcher keeps the newest version, when it came, and its bytes."""

import pytest

from kiosk.client import Pace, Watcher
from tests.kiosk.client.scripted import ScriptedServer

QUICK = Pace(base=0.01, cap=0.02, silence=5.0, connect=1.0)


async def test_watcher_reaches_a_version() -> None:
    async with ScriptedServer() as server:
        watcher = Watcher(server.server, meeting="m", pace=QUICK)
        watcher.start()
        await watcher.linked()
        await server.show(v=4, title="a")
        first = await watcher.reached(4)
        await server.show(v=3)
        await server.show(v=4, title="b")
        await server.show(v=6)
        later = await watcher.reached(5)
        assert first < later == await watcher.reached(6)
        assert (watcher.v, server.paths) == (6, ["/ws/meetings/m/public"])
        await watcher.stop()


async def test_watcher_says_when_a_version_does_not_come() -> None:
    async with ScriptedServer() as server:
        watcher = Watcher(server.server, meeting="m", pace=QUICK)
        watcher.start()
        await watcher.linked()
        with pytest.raises(TimeoutError):
            await watcher.reached(99, within=0.05)
        await watcher.stop()

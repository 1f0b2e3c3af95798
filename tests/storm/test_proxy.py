"""The proxy against a real WebSocket server that echoes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed, InvalidMessage

from tests.services import free_port
from tests.storm.faults import Fate, Faults
from tests.storm.proxy import Proxy

ROW = [f"message {number}" for number in range(40)]


END = "end"


class Echo:
    """A server that echoes and remembers what it heard; it closes the connection when it hears the end."""

    def __init__(self) -> None:
        self.heard: list[str | bytes] = []

    async def answer(self, connection: ServerConnection) -> None:
        async for message in connection:
            if message == END:
                return
            self.heard.append(message)
            await connection.send(message)


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture
async def server(echo: Echo) -> AsyncIterator[Server]:
    async with serve(echo.answer, "127.0.0.1", 0, ping_interval=None) as server:
        yield server


def port_of(server: Server) -> int:
    return int(next(iter(server.sockets)).getsockname()[1])


@asynccontextmanager
async def connected(proxy: Proxy) -> AsyncIterator[ClientConnection]:
    address = f"ws://127.0.0.1:{proxy.port}/"
    async with connect(address, ping_interval=None, close_timeout=0.5) as client:
        yield client


async def heard_through(proxy: Proxy, row: list[str] = ROW) -> list[str | bytes]:
    """Send the row and the end of it, and return what comes back until the server closes."""
    async with connected(proxy) as client, asyncio.TaskGroup() as group:
        listening = group.create_task(heard_by(client))
        for message in (*row, END):
            await client.send(message)
    return listening.result()


def is_not_end(payload: bytes) -> bool:
    return payload != END.encode()


async def heard_by(client: ClientConnection) -> list[str | bytes]:
    return [message async for message in client]


async def sent_and_heard_in_turn(client: ClientConnection) -> None:
    for message in ROW:
        await client.send(message)
        assert await client.recv() == message


async def flood(writer: asyncio.StreamWriter) -> None:
    """Send until the receiver's side takes no more; at least 100 MB would have to be lying somewhere then."""
    for _ in range(100):
        writer.write(bytes(1_000_000))
        await writer.drain()


async def hears_nothing(client: ClientConnection) -> bool:
    try:
        await asyncio.wait_for(client.recv(), 0.2)
    except TimeoutError:
        return True
    return False


@pytest.mark.parametrize("size", [0, 125, 126, 65_535, 65_536, 300_000])
@pytest.mark.parametrize("faults", [Faults(), Faults(duplicate=1e-9)], ids=["bytes", "messages"])
async def test_without_faults_everything_arrives_as_it_was(server: Server, faults: Faults, size: int) -> None:
    async with Proxy(port=port_of(server), seed=1, to_server=faults) as proxy, connected(proxy) as client:
        content = bytes(range(256)) * (size // 256 + 1)
        await client.send(content[:size])
        assert await client.recv() == content[:size]
        await client.send(iter(["in ", "three ", "frames"]))
        assert await client.recv() == "in three frames"


async def test_slices_arrive_whole(server: Server) -> None:
    faults = Faults(slice=3)
    async with Proxy(port=port_of(server), seed=1, to_server=faults, to_client=faults) as proxy:
        assert await heard_through(proxy, ROW[:5]) == ROW[:5]


async def test_compression_is_not_agreed_upon_where_messages_may_be_lost(server: Server) -> None:
    async with (
        Proxy(port=port_of(server), seed=1, to_server=Faults(drop=1e-9)) as proxy,
        connected(proxy) as client,
    ):
        assert client.response is not None
        assert "Sec-WebSocket-Extensions" not in client.response.headers


async def test_the_same_seed_drops_the_same_messages(server: Server) -> None:
    runs = []
    faults = Faults(drop=0.3, only=is_not_end)
    for seed in (5, 5, 6):
        async with Proxy(port=port_of(server), seed=seed, to_server=faults) as proxy:
            runs.append(await heard_through(proxy))
    first, again, other = runs
    assert first == again != other
    assert 0 < len(first) < len(ROW)
    assert first == [message for message in ROW if message in first]


async def test_connections_of_one_proxy_differ_and_repeat(server: Server) -> None:
    runs: list[list[Fate]] = []
    for _run in range(2):
        async with Proxy(port=port_of(server), seed=5, to_client=Faults(drop=0.5, delay=(0, 0.01))) as proxy:
            await heard_through(proxy)
            await heard_through(proxy)
            runs.append([fate for fate in proxy.fates if fate.direction == "to_client"])
    assert runs[0] == runs[1]
    drops = [[fate.is_dropped for fate in runs[0] if fate.connection == number] for number in (0, 1)]
    assert drops[0] != drops[1]


async def test_one_kind_of_fault_does_not_shift_another(server: Server) -> None:
    drops = []
    some = Faults(drop=0.3, only=is_not_end)
    more = Faults(drop=0.3, duplicate=0.5, swap=0.5, delay=(0.0, 0.001), only=is_not_end)
    for faults in (some, more):
        async with Proxy(port=port_of(server), seed=5, to_server=faults) as proxy:
            await heard_through(proxy)
            drops.append([fate.is_dropped for fate in proxy.fates if fate.direction == "to_server"])
    assert drops[0] == drops[1]


async def test_doubled_messages_arrive_twice_in_a_row(server: Server, echo: Echo) -> None:
    async with Proxy(port=port_of(server), seed=1, to_server=Faults(duplicate=1)) as proxy:
        await heard_through(proxy, ROW[:3])
    assert echo.heard == [message for message in ROW[:3] for _ in range(2)]


async def test_a_swapped_message_is_overtaken_by_the_next(server: Server, echo: Echo) -> None:
    async with Proxy(port=port_of(server), seed=1, to_server=Faults(swap=1, only=is_not_end)) as proxy:
        await heard_through(proxy, ROW[:4])
    assert echo.heard == [ROW[1], ROW[0], ROW[3], ROW[2]]


async def test_delay_keeps_the_order(server: Server) -> None:
    loop = asyncio.get_running_loop()
    async with Proxy(port=port_of(server), seed=1, to_client=Faults(delay=(0.05, 0.3))) as proxy:
        began = loop.time()
        heard = await heard_through(proxy)
        assert heard == ROW
        assert loop.time() - began > 0.05


async def test_only_the_picked_messages_are_concerned(server: Server) -> None:
    faults = Faults(drop=1, only=lambda payload: payload.endswith(b"7"))
    async with Proxy(port=port_of(server), seed=1, to_client=faults) as proxy:
        assert await heard_through(proxy) == [message for message in ROW if not message.endswith("7")]


async def test_a_cut_connection_ends_amid_a_message(server: Server, echo: Echo) -> None:
    async with (
        Proxy(port=port_of(server), seed=3, to_server=Faults(cut=0.1)) as proxy,
        connected(proxy) as client,
    ):
        with pytest.raises(ConnectionClosed) as closed:
            await sent_and_heard_in_turn(client)
        cut = proxy.fates[-1]
    assert closed.value.rcvd is None
    assert cut.cut_at is not None
    assert echo.heard == ROW[: cut.number]


async def test_refused_connections_are_reset(server: Server) -> None:
    async with Proxy(port=port_of(server), seed=1, refuse=1) as proxy:
        with pytest.raises(InvalidMessage):
            await connected(proxy).__aenter__()
        proxy.heal()
        assert await heard_through(proxy, ROW[:1]) == ROW[:1]


async def test_a_server_that_is_down_resets_clients_and_may_come_back(echo: Echo) -> None:
    port = free_port()
    async with Proxy(port=port, seed=1) as proxy:
        with pytest.raises(InvalidMessage):
            await connected(proxy).__aenter__()
        async with serve(echo.answer, "127.0.0.1", port):
            assert await heard_through(proxy, ROW[:1]) == ROW[:1]


async def test_a_pause_holds_back_and_loses_nothing(server: Server, echo: Echo) -> None:
    async with Proxy(port=port_of(server), seed=1) as proxy, connected(proxy) as client:
        proxy.pause("to_client")
        await client.send("held back")
        assert await hears_nothing(client)
        assert echo.heard == ["held back"]
        proxy.heal()
        assert await client.recv() == "held back"


async def test_a_blackhole_in_one_direction_swallows_and_healing_cuts(server: Server, echo: Echo) -> None:
    async with Proxy(port=port_of(server), seed=1) as proxy, connected(proxy) as client:
        proxy.blackhole("to_client")
        await client.send("heard by the server alone")
        assert await hears_nothing(client)
        assert echo.heard == ["heard by the server alone"]
        proxy.heal()
        with pytest.raises(ConnectionClosed):
            await client.recv()
        assert await heard_through(proxy, ROW[:1]) == ROW[:1]


async def test_the_end_of_a_connection_is_swallowed_too(server: Server) -> None:
    async with Proxy(port=port_of(server), seed=1) as proxy:
        async with connected(proxy) as client:
            await client.send("hello")
            await client.recv()
            proxy.blackhole("to_server")
        (left,) = server.connections
        assert left.state.name == "OPEN"
        proxy.heal()
        await asyncio.wait_for(left.wait_closed(), 2)


async def test_cut_resets_everybody_at_once(server: Server) -> None:
    async with (
        Proxy(port=port_of(server), seed=1) as proxy,
        connected(proxy) as one,
        connected(proxy) as other,
    ):
        proxy.cut()
        for client in (one, other):
            with pytest.raises(ConnectionClosed):
                await client.recv()


async def test_a_sender_feels_a_slow_receiver(server: Server) -> None:
    async with Proxy(port=port_of(server), seed=1) as proxy:
        proxy.pause("to_server")
        _, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(flood(writer), 0.5)
        writer.transport.abort()

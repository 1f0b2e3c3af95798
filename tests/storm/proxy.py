"""A seeded proxy between clients and a server that delays, drops, doubles, swaps, slices and cuts.

    async with Proxy(port=server.port, seed=7, to_client=Faults(drop=0.1, delay=(0.0, 0.2))) as proxy:
        ...connect to proxy.port instead of server.port...
        proxy.blackhole("to_server")
        proxy.heal()

What is drawn for a message follows from the seed, the connection's number (from 0), the direction and the
message's number only, never from time. Faults of messages need WebSocket connections; delays, slices, pauses
and blackholes work on any TCP stream, which is forwarded as bytes while no fault of messages is asked for.
"""

import asyncio
import contextlib
import random
import socket
import struct
from collections.abc import Iterable
from itertools import count
from typing import NamedTuple, Self

from tests.storm.faults import NONE, Dice, Direction, Fate, Faults
from tests.storm.frames import Cutter, Kind, Piece

OPPOSITE: dict[Direction, Direction] = {"to_server": "to_client", "to_client": "to_server"}
READ_AHEAD = 64  # pieces read ahead of a slow receiver; after that the sender feels it
SWAP_SECONDS = 0.2  # how long a swapped message waits for another to overtake it
AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER: closing resets


class Proxy:
    """Listens on `port` of 127.0.0.1 once entered, and forwards to the server's port that was given.

    `to_server`, `to_client` and `refuse` (the chance that a new connection is reset at once) may be set while
    it runs; a connection that began without faults of messages goes on as bytes.
    `fates` holds what was drawn for each message, in order of arrival.
    """

    def __init__(
        self, *, port: int, seed: int, to_server: Faults = NONE, to_client: Faults = NONE, refuse: float = 0.0
    ) -> None:
        self.server_port = port
        self.seed = seed
        self.to_server, self.to_client, self.refuse = to_server, to_client, refuse
        self.fates: list[Fate] = []
        self.blackholes: set[Direction] = set()
        self.gates = {direction: asyncio.Event() for direction in OPPOSITE}
        self._connections: dict[Connection, asyncio.Task[None] | None] = {}
        self._numbers = count()
        self._open_gates()

    async def __aenter__(self) -> Self:
        self._listener = await asyncio.start_server(self._meet, "127.0.0.1", 0, backlog=4096)
        self.port: int = self._listener.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_error: object) -> None:
        self._listener.close()
        ending = [task for task in self._connections.values() if task]
        self.cut()
        await asyncio.gather(*ending)

    def faults(self, direction: Direction) -> Faults:
        """Return the present faults of a direction."""
        return self.to_server if direction == "to_server" else self.to_client

    def pause(self, *directions: Direction) -> None:
        """Hold everything back in these directions (both if none is named) until heal(); nothing is lost."""
        for direction in directions or OPPOSITE:
            self.gates[direction].clear()

    def blackhole(self, *directions: Direction) -> None:
        """Swallow everything in these directions (both if none is named), ends of connections too.

        heal() cuts the connections that lost something by it: their streams are broken.
        """
        self.blackholes.update(directions or OPPOSITE)

    def cut(self) -> None:
        """Reset all present connections; new ones are taken."""
        for connection in list(self._connections):
            connection.cut()

    def heal(self) -> None:
        """End all faults: what was held back travels, broken connections are cut, no chance is left."""
        self.to_server = self.to_client = NONE
        self.refuse = 0.0
        self.blackholes.clear()
        self._open_gates()
        for connection in list(self._connections):
            if connection.is_broken:
                connection.cut()

    def _open_gates(self) -> None:
        for gate in self.gates.values():
            gate.set()

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        number = next(self._numbers)
        if random.Random(f"{self.seed}/{number}").random() < self.refuse:
            reset(writer)
            return
        try:
            server = await asyncio.open_connection("127.0.0.1", self.server_port)
        except OSError:
            reset(writer)
            return
        connection = Connection(self, number, (reader, writer), server)
        self._connections[connection] = asyncio.current_task()
        try:
            await connection.run()
        finally:
            del self._connections[connection]


Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Connection:
    """One client's connection and the one made for it to the server; a lane in each direction."""

    def __init__(self, proxy: Proxy, number: int, client: Ends, server: Ends) -> None:
        self.proxy = proxy
        self.is_broken = False
        self._writers = (client[1], server[1])
        is_cut_up = proxy.to_server.concern_messages or proxy.to_client.concern_messages
        self._lanes = (
            Lane(self, Dice(proxy.seed, number, "to_server"), client[0], server[1], is_cut_up=is_cut_up),
            Lane(self, Dice(proxy.seed, number, "to_client"), server[0], client[1], is_cut_up=is_cut_up),
        )
        self._tasks: list[asyncio.Task[None]] = []

    async def run(self) -> None:
        """Forward in both directions until both ends are done or the connection is cut."""
        async with asyncio.TaskGroup() as group:
            for lane in self._lanes:
                self._tasks += [group.create_task(lane.read()), group.create_task(lane.write())]
        for writer in self._writers:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    def cut(self) -> None:
        """Reset both ends; what was on its way is lost."""
        for writer in self._writers:
            reset(writer)
        for task in self._tasks:
            task.cancel()


class Parcel(NamedTuple):
    """Bytes to write at `due` on the loop's clock, after which the connection may be cut."""

    due: float
    raw: bytes
    is_cut_after: bool


class Lane:
    """One direction of a connection: reads, draws, and writes what is due."""

    def __init__(
        self,
        connection: Connection,
        dice: Dice,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        *,
        is_cut_up: bool,
    ) -> None:
        self.connection, self.proxy = connection, connection.proxy
        self.direction = dice.direction
        self._dice, self._reader, self._writer = dice, reader, writer
        self._cutter = Cutter() if is_cut_up else None
        self._parcels: asyncio.Queue[Parcel | None] = asyncio.Queue()
        self._taken = asyncio.Event()
        self._overtaken: list[tuple[bytes, float]] = []
        self._last_due = 0.0

    async def read(self) -> None:
        """Take in what the sender sends until it ends."""
        try:
            while received := await self._reader.read(65_536):
                if self.direction in self.proxy.blackholes:
                    self.connection.is_broken = True
                    continue
                for piece in self._pieces(received):
                    self._take(piece)
                while self._parcels.qsize() > READ_AHEAD:
                    self._taken.clear()
                    await self._taken.wait()
        except OSError:
            await self._lose(self.direction)
        else:
            self._end()

    async def write(self) -> None:
        """Pass on what is due until the sender's end is reached."""
        try:
            while parcel := await self._parcels.get():
                self._taken.set()
                if (wait := parcel.due - asyncio.get_running_loop().time()) > 0:
                    await asyncio.sleep(wait)
                await self.proxy.gates[self.direction].wait()
                await self._send(parcel.raw)
                if parcel.is_cut_after:
                    self.connection.cut()
            await self.proxy.gates[self.direction].wait()
            self._writer.write_eof()
        except OSError:
            await self._lose(OPPOSITE[self.direction])

    def _pieces(self, received: bytes) -> Iterable[Piece]:
        return self._cutter.feed(received) if self._cutter else [Piece(Kind.BYTES, received)]

    def _take(self, piece: Piece) -> None:
        faults = self.proxy.faults(self.direction)
        if piece.kind is not Kind.MESSAGE:
            if piece.kind is Kind.CLOSE:
                self._release()
            self._put(piece.raw, self._dice.other(faults))
            return
        fate = self._dice.message(faults, piece.payload)
        self.proxy.fates.append(fate)
        if fate.cut_at is not None:
            self._put(piece.raw[: int(fate.cut_at * len(piece.raw))], fate.delay, is_cut_after=True)
        elif not fate.is_dropped:
            self._pass_on(piece.raw * 2 if fate.is_doubled else piece.raw, fate)

    def _pass_on(self, raw: bytes, fate: Fate) -> None:
        if fate.is_swapped and not self._overtaken:
            self._overtaken.append((raw, fate.delay))
            asyncio.get_running_loop().call_later(SWAP_SECONDS, self._release)
        else:
            self._put(raw, fate.delay)
            self._release()

    def _release(self) -> None:
        while self._overtaken:
            self._put(*self._overtaken.pop())

    def _put(self, raw: bytes, delay: float, *, is_cut_after: bool = False) -> None:
        self._last_due = max(self._last_due, asyncio.get_running_loop().time() + delay)
        self._parcels.put_nowait(Parcel(self._last_due, raw, is_cut_after))

    def _end(self) -> None:
        if self.direction in self.proxy.blackholes:
            self.connection.is_broken = True
            return
        self._release()
        self._put(self._cutter.rest() if self._cutter else b"", 0.0)
        self._parcels.put_nowait(None)

    async def _send(self, raw: bytes) -> None:
        most = self.proxy.faults(self.direction).slice or len(raw) or 1
        for start in range(0, len(raw), most):
            self._writer.write(raw[start : start + most])
            await self._writer.drain()
            if most < len(raw):
                await asyncio.sleep(0)  # lets the slice leave before the next one is added to it

    async def _lose(self, direction: Direction) -> None:
        """Tell of a lost end in the direction given: at once, after a pause, or not at all."""
        if direction in self.proxy.blackholes:
            self.connection.is_broken = True
            return
        await self.proxy.gates[direction].wait()
        self.connection.cut()


def reset(writer: asyncio.StreamWriter) -> None:
    """Close a TCP connection so that the other end sees it reset, and drop what was not sent."""
    if (end := writer.get_extra_info("socket")) and end.fileno() >= 0:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
    writer.transport.abort()

"""All screens of a run in one process of their own, on raw sockets and one epoll: the bench's measuring end."""

import gc
import os
import random
import resource
import select
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from tests.bench import wire
from tests.bench.companion import answer
from tests.bench.screen import Screen

BEAT_SECONDS = 5.0
PATIENCE_SECONDS = 60.0
ASKING = 0  # the descriptor on which this process is asked


class Crowd:
    """Groups of screens by name."""

    def __init__(self) -> None:
        """Begin empty."""
        self._epoll = select.epoll()
        self._screens: dict[int, Screen] = {}
        self._groups: dict[str, list[Screen]] = {}
        self._beats: deque[tuple[float, Screen]] = deque()
        self._stalled: list[Screen] = []
        self._epoll.register(ASKING, select.EPOLLIN)
        self._is_asked = False

    def connect(
        self, group: str, port: int, tickets: Sequence[Sequence[str]], *, shown: bool
    ) -> dict[str, float]:
        """Open a screen for each ticket (path and cookie), all at once, and wait for its first frame if `shown`.

        Returns how many are there and after how many milliseconds the last one was. Adds to a group that exists.
        """
        return self.arrive(port, {group: tickets}, within=0.0, shown=shown)[group]

    def arrive(
        self, port: int, parties: Mapping[str, Sequence[Sequence[str]]], *, within: float, shown: bool
    ) -> dict[str, dict[str, float]]:
        """Open a screen for each ticket of each group, at random times `within` so many seconds; wait as in connect.

        Returns of each group how many are there and after how many milliseconds of the whole the last one was.
        """
        began = time.monotonic()
        chance = random.Random(port)
        due = [
            (chance.uniform(0, within), group, ticket) for group, some in parties.items() for ticket in some
        ]
        fresh: dict[str, list[Screen]] = {group: [] for group in parties}
        for after, group, (path, cookie) in sorted(due, key=lambda one: one[0]):
            while (early := began + after - time.monotonic()) > 0:
                self._once(early)
            fresh[group].append(self._open(port, path, cookie))

        def is_there(screen: Screen) -> bool:
            return screen.closed is not None or (screen.v >= 0 if shown else screen.is_open)

        self._go_on(_all_of([screen for some in fresh.values() for screen in some], is_there))
        for group, screens in fresh.items():
            self._groups.setdefault(group, []).extend(screens)
            codes = [screen.closed for screen in screens if screen.closed is not None]
            if codes:
                raise ConnectionError(
                    f"{len(codes)} of {len(screens)} screens were not let in to {group}: {set(codes)}"
                )
        return {
            group: {"connected": len(screens), "ms": _last_arrival(screens, began, shown=shown)}
            for group, screens in fresh.items()
        }

    def stall(self, group: str) -> None:
        """Never read again what the newest screen of a group is sent."""
        screen = self._groups[group].pop()
        self._forget(screen)
        self._stalled.append(screen)

    def let_go(self) -> None:
        """Close what was stalled."""
        while self._stalled:
            self._stalled.pop().socket.close()

    def _open(self, port: int, path: str, cookie: str) -> Screen:
        screen = Screen(port)
        self._screens[screen.socket.fileno()] = screen
        self._epoll.register(screen.socket, select.EPOLLOUT)
        screen.frame = wire.handshake(port=port, path=path, cookie=cookie)
        return screen

    def begin_beats(self, group: str, count: int) -> None:
        """Have the newest screens of a group send heartbeats from now on, evenly spread over the five seconds."""
        now, screens = time.monotonic(), self._groups[group][-count:]
        due = [(now + BEAT_SECONDS * place / len(screens), screen) for place, screen in enumerate(screens)]
        self._beats = deque(sorted([*self._beats, *due], key=lambda beat: beat[0]))

    def mark(self) -> None:
        """Forget what has arrived so far."""
        for screen in self._screens.values():
            screen.arrivals.clear()
            screen.replies.clear()

    def say(self, group: str, text: str) -> int:
        """Let the first screen of a group send a text; return when."""
        return self._groups[group][0].say(text)

    def ask(self, group: str, text: str, id: str) -> dict[str, Any]:  # noqa: A002 -- the wire's own word
        """Let the first screen of a group send a command; return the reply and when both were."""
        screen = self._groups[group][0]
        sent = screen.say(text)
        self._go_on(lambda: id in screen.replies or screen.closed is not None)
        heard, reply = screen.replies[id]
        return {"sent": sent, "heard": heard, "reply": msgspec.json.decode(reply)}

    def shown(self, group: str, v: int) -> str:
        """Return the frame of version `v` or newer of a group's first screen, once it is there."""
        screen = self._groups[group][0]
        self._go_on(lambda: screen.v >= v)
        return screen.frame.decode()

    def seen(self, group: str, v: int) -> list[int]:
        """Wait until all of a group were sent version `v` or newer; return when each had it."""
        self._go_on(_all_of(self._groups[group], lambda screen: screen.closed is not None or screen.v >= v))
        return [screen.first_with(v) for screen in self._groups[group] if screen.closed is None]

    def press(self, group: str, presses: Sequence[tuple[float, str, str]]) -> list[tuple[int, int, Any]]:
        """Let each screen of a group send its command (seconds from now, id, text) and wait for all replies.

        Returns of each when it was sent, when answered, and the reply.
        """
        screens, began = self._groups[group], time.monotonic()
        due = deque(sorted((began + after, place, text) for place, (after, _, text) in enumerate(presses)))
        sent = [0] * len(presses)
        while due:
            while due and due[0][0] <= time.monotonic():
                _, place, text = due.popleft()
                sent[place] = screens[place].say(text)
            if due:
                self._once(due[0][0] - time.monotonic())
        asked = [(screens[place], id_) for place, (_, id_, _) in enumerate(presses)]
        self._go_on(_all_of(asked, lambda pair: pair[1] in pair[0].replies))
        heard = [screen.replies[id_] for screen, id_ in asked]
        return [(s, at, msgspec.json.decode(reply)) for s, (at, reply) in zip(sent, heard, strict=True)]

    def rest(self, seconds: float) -> dict[str, int]:
        """Go on for a while without asking anything; return how many screens there are and how many were closed."""
        end = time.monotonic() + seconds
        self._go_on(lambda: time.monotonic() >= end)
        closed = sum(screen.closed is not None for screen in self._screens.values())
        return {"screens": len(self._screens), "closed": closed}

    def leave(self, group: str) -> None:
        """Close a group's sockets."""
        for screen in self._groups.pop(group, []):
            self._forget(screen)
            screen.socket.close()
        self._beats = deque(beat for beat in self._beats if beat[1].socket.fileno() >= 0)

    def run(self, out: int) -> None:
        """Do what is asked, and keep the screens alive meanwhile, until there is nothing more to do."""
        acts = {name: getattr(self, name) for name in ACTS}
        asked = sys.stdin.buffer
        while True:
            self._is_asked = False
            while not self._is_asked:
                self._once(1.0)
            line = asked.readline()
            if not line:
                return
            os.write(out, answer(line, acts))

    def _go_on(self, is_done: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while not is_done():
            if time.monotonic() > end:
                raise TimeoutError("the screens have waited too long")
            self._once(0.05)

    def _once(self, seconds: float) -> None:
        if self._beats:
            self._send_beats()
        if self._beats:
            seconds = min(seconds, self._beats[0][0] - time.monotonic())
        for descriptor, events in self._epoll.poll(max(0.0, seconds), 4096):
            if descriptor == ASKING:
                self._is_asked = True
                continue
            screen = self._screens[descriptor]
            if events & select.EPOLLOUT:
                screen.socket.send(screen.frame)
                self._epoll.modify(descriptor, select.EPOLLIN)
            else:
                screen.read()
                if screen.closed is not None:
                    self._epoll.unregister(descriptor)

    def _send_beats(self) -> None:
        now = time.monotonic()
        while self._beats and self._beats[0][0] <= now:
            due, screen = self._beats.popleft()
            if screen.closed is None:
                screen.beat()
                self._beats.append((due + BEAT_SECONDS, screen))

    def _forget(self, screen: Screen) -> None:
        del self._screens[screen.socket.fileno()]
        if screen.closed is None:
            self._epoll.unregister(screen.socket)


ACTS = (
    "connect",
    "arrive",
    "stall",
    "let_go",
    "begin_beats",
    "mark",
    "say",
    "ask",
    "shown",
    "seen",
    "press",
    "rest",
    "leave",
)


def _all_of(things: Sequence[Any], is_so: Callable[[Any], bool]) -> Callable[[], bool]:
    """Return what tells whether it is so of all of them. A thing once found so is not looked at again."""
    left = deque(things)

    def are_all() -> bool:
        while left and is_so(left[0]):
            left.popleft()
        return not left

    return are_all


def _last_arrival(screens: Sequence[Screen], began: float, *, shown: bool) -> float:
    """Return after how many milliseconds the last of the screens was there."""
    last = max((screen.first_with(0) if shown else screen.opened_at for screen in screens), default=0)
    return (last - began * 1e9) / 1e6


def main() -> None:
    """Be the crowd."""
    own = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (own, own))
    gc.disable()  # a pause of the measuring end would be taken for one of the server
    out = os.dup(1)
    os.dup2(2, 1)
    Crowd().run(out)


if __name__ == "__main__":
    main()

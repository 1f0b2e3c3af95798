"""What a screen shows: the newest frame and `mine` by (epoch, v), and who waits for something to appear."""

import asyncio
from collections.abc import Callable
from typing import Any

from kiosk.client.wire import Head, read_any

Shown = dict[str, Any]
Condition = Callable[[Shown], object]


class Screen:
    """Keeps the newest state and drops what is older. Texts are decoded only when somebody looks."""

    def __init__(self) -> None:
        self.epoch = ""
        self.v = -1
        self.frame_text = ""
        self.mine_text = ""
        self._mine_v = -1
        self._decoded: dict[str, Shown] = {}
        self._watched: list[tuple[Condition, asyncio.Future[Shown]]] = []

    @property
    def frame(self) -> Shown:
        """Return the newest frame, empty before the first."""
        return self._look(self.frame_text)

    @property
    def mine(self) -> Shown:
        """Return the newest `mine`, empty before the first and for audiences that have none."""
        return self._look(self.mine_text)

    def greeted(self, head: Head) -> str:
        """Take the server's hello; return an alarm if it is behind what was shown, else an empty text.

        A database that was put back shows so: its state is taken, but somebody should know.
        """
        ahead = self.epoch == head.epoch and head.v is not None and head.v < self.v
        alarm = f"shown {self.epoch} {self.v}, server at {head.v}" if ahead else ""
        if self.epoch and self.epoch != head.epoch:
            alarm = f"shown {self.epoch} {self.v}, server at {head.epoch} {head.v}"
        if alarm or not self.epoch:
            self.epoch, self.v, self._mine_v = head.epoch, -1, -1
        return alarm

    def show_frame(self, head: Head, text: str) -> bool:
        """Show a frame unless a newer one is shown; tell whether it is."""
        if head.v is None or (head.epoch == self.epoch and head.v < self.v):
            return False
        self.epoch, self.v, self.frame_text = head.epoch, head.v, text
        self._changed()
        return True

    def show_mine(self, head: Head, text: str) -> bool:
        """Show a `mine` unless a newer one is shown; tell whether it is."""
        if head.v is None or (head.epoch == self.epoch and head.v < self._mine_v):
            return False
        self._mine_v, self.mine_text = head.v, text
        self._changed()
        return True

    async def until(self, condition: Condition, *, within: float = 30.0) -> Shown:
        """Return the first frame (now shown or to come) for which `condition` is true.

        Raises TimeoutError after `within` seconds. `mine` may be looked at inside the condition.
        """
        if self.frame_text and condition(self.frame):
            return self.frame
        future: asyncio.Future[Shown] = asyncio.get_running_loop().create_future()
        watched = (condition, future)
        self._watched.append(watched)
        try:
            return await asyncio.wait_for(future, within)
        finally:
            self._watched.remove(watched)

    def _changed(self) -> None:
        for condition, future in self._watched:
            if future.done() or not self.frame_text:
                continue
            try:
                if condition(self.frame):
                    future.set_result(self.frame)
            except Exception as error:  # noqa: BLE001 -- a wrong condition is its author's, not the line's
                future.set_exception(error)

    def _look(self, text: str) -> Shown:
        """Return a text decoded, once per text."""
        if not text:
            return {}
        if text not in self._decoded:
            self._decoded = {
                key: value for key, value in self._decoded.items() if key in {self.frame_text, self.mine_text}
            }
            self._decoded[text] = read_any(text)
        return self._decoded[text]

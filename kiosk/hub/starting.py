"""Begins a coroutine without a task, for those that hardly ever wait: a task for each socket and frame would cost more."""

from collections.abc import Awaitable, Coroutine, Generator
from typing import Any


def begin(work: Coroutine[Any, None, None]) -> Awaitable[None] | None:
    """Run `work` at once as far as it goes; return the rest to be awaited, or None once it is done."""
    try:
        waited_for = work.send(None)
    except StopIteration:
        return None
    return _Rest(work, waited_for)


class _Rest:
    """A coroutine that was begun and now waits for something."""

    __slots__ = ("_waited_for", "_work")

    def __init__(self, work: Coroutine[Any, None, None], waited_for: Any) -> None:
        self._work = work
        self._waited_for = waited_for

    def __await__(self) -> Generator[Any, None, None]:
        waited_for = self._waited_for
        while True:
            thrown: BaseException | None = None
            try:
                yield waited_for
            except BaseException as error:  # noqa: BLE001 -- a cancellation too is the coroutine's to deal with
                thrown = error
            try:
                waited_for = self._work.throw(thrown) if thrown else self._work.send(None)
            except StopIteration:
                return

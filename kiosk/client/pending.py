"""Commands that were sent and not yet answered: which to send again, which to give up. No I/O, no clock."""

from dataclasses import dataclass

from kiosk.client.wire import UNKNOWN, Answer


@dataclass(slots=True)
class Waiting:
    """A command on its way. `press` is None unless it is a ballot; `is_stale` once a newer press was made."""

    id: str
    text: str
    press: int | None
    is_stale: bool = False


class Pending:
    """The commands of one terminal that wait for their answer."""

    def __init__(self) -> None:
        self._waiting: dict[str, Waiting] = {}

    def __contains__(self, command_id: str) -> bool:
        return command_id in self._waiting

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, *, command_id: str, text: str, press: int | None) -> None:
        """Take a command that is about to be sent; a press makes older presses stale."""
        if press is not None:
            for waiting in self._waiting.values():
                waiting.is_stale = waiting.is_stale or waiting.press is not None
        self._waiting[command_id] = Waiting(command_id, text, press)

    def is_wanted(self, command_id: str) -> bool:
        """Tell whether a command still waits and no newer press has made it stale."""
        waiting = self._waiting.get(command_id)
        return waiting is not None and not waiting.is_stale

    def answered(self, answer: Answer) -> bool:
        """Take a reply off the list; False if nobody waits for it (it came twice, or was given up)."""
        return answer.id is not None and self._waiting.pop(answer.id, None) is not None

    def relinked(self) -> tuple[list[Waiting], list[Waiting]]:
        """Return (what to send again, what is given up) now that a new socket stands.

        A stale press is never sent again: the newer one is what the presser wants.
        """
        given_up = [waiting for waiting in self._waiting.values() if waiting.is_stale]
        for waiting in given_up:
            del self._waiting[waiting.id]
        return list(self._waiting.values()), given_up

    def give_up(self, command_id: str) -> Answer:
        """Stop waiting for a command; whether it took effect is unknown."""
        self._waiting.pop(command_id, None)
        return Answer(id=command_id, code=UNKNOWN)

"""What a terminal can do whichever way its commands travel: act, press, note what happened."""

from abc import ABC, abstractmethod
from uuid import UUID, uuid4

from kiosk.client.history import Recorder, What
from kiosk.client.screen import Screen
from kiosk.client.wire import Answer

PATIENCE = 30.0


class Presser(ABC):
    """Somebody before a screen with buttons. Notes go to the recorder under `name`, if there is one."""

    def __init__(self, *, name: str, recorder: Recorder | None) -> None:
        self.name = name
        self.screen = Screen()
        self._recorder = recorder
        self._pressed = 0

    async def act(
        self, kind: str, *, command_id: UUID | str | None = None, patience: float = PATIENCE, **fields: object
    ) -> Answer:
        """Send a command and return its reply.

        The same id goes out again after every lost link until it is answered. After `patience` seconds the
        answer is `unknown`: it may have taken effect. Without a link nothing is sent: `not-sent`.
        """
        message = {"type": kind, "id": str(command_id or uuid4()), **fields}
        return await self._ask(message, press=None, patience=patience)

    async def press(
        self, vote: str, choice: str, *, press: int | None = None, patience: float = PATIENCE
    ) -> Answer:
        """Press a button in a vote; its number is above all that this seat has used, unless given.

        Only the newest press is ever sent again; an older one without an answer becomes `unknown`.
        """
        number = self.next_press() if press is None else press
        message = {
            "type": "ballot.cast",
            "id": str(uuid4()),
            "vote": vote,
            "press": number,
            "choice": choice,
            **self._shown_mode(vote),
        }
        answer = await self._ask(message, press=number, patience=patience)
        # A superseded press is told the highest number seen, perhaps one from another terminal of this seat.
        self._pressed = max(self._pressed, answer.press or 0)
        return answer

    def _shown_mode(self, vote: str) -> dict[str, object]:
        shown = self.screen.frame.get("vote") or {}
        return {"mode": shown["mode"]} if shown.get("id") == vote else {}

    def next_press(self) -> int:
        """Return a press number above those used here and those that the server has seen."""
        self._pressed = max(self._pressed, int(self.screen.mine.get("press") or 0)) + 1
        return self._pressed

    @abstractmethod
    async def _ask(self, message: dict[str, object], *, press: int | None, patience: float) -> Answer:
        """Send a message and return its reply."""

    def _note(self, what: What, text: str, command_id: str = "") -> None:
        if self._recorder is not None:
            self._recorder.note(self.name, what, text, command=command_id)

"""What a client sent and heard, line by line, for whoever judges it afterwards; no judgement here.

Times are `time.monotonic()` seconds: all clients of one program share that clock.
"""

import time
from collections.abc import Iterator
from typing import Literal, Protocol

import msgspec

What = Literal[
    "linked",  # a socket was greeted; text is the hello
    "lost",  # it ended; text is why
    "sent",  # a command left for the wire; text is the message
    "heard",  # a reply came; text is the reply
    "unknown",  # nobody waits for the reply any more; it may have taken effect
    "frame",  # a frame was shown; text is the frame
    "mine",  # a seat's own state was shown; text is the message
    "alarm",  # the server went back behind what was shown; text says how
]


class Note(msgspec.Struct, frozen=True):
    """One line of a history: when, which client, what, and the text that was on the wire."""

    at: float
    who: str
    what: What
    id: str
    text: str


class Recorder(Protocol):
    """Takes the lines of one or many clients."""

    def note(self, who: str, what: What, text: str = "", *, command: str = "") -> None:
        """Take one line; `command` is the id of the command that it is about."""


class History:
    """A recorder in memory. Equal texts are kept once: a room of screens hears the same frames."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self._texts: dict[str, str] = {}

    def note(self, who: str, what: What, text: str = "", *, command: str = "") -> None:
        """Append a line with the time now."""
        text = self._texts.setdefault(text, text)
        self.notes.append(Note(time.monotonic(), who, what, command, text))

    def of(self, what: What) -> Iterator[Note]:
        """Yield the lines of one sort, in order."""
        return (note for note in self.notes if note.what == what)

    def to_lines(self) -> bytes:
        """Return the history as JSON lines, for reading it after a failure."""
        return b"\n".join(msgspec.json.encode(note) for note in self.notes)

    @classmethod
    def from_lines(cls, lines: bytes) -> "History":
        """Read what `to_lines` wrote."""
        history = cls()
        history.notes = [msgspec.json.decode(line, type=Note) for line in lines.splitlines()]
        return history

"""What the checker judges: a history of clients beside the truth of one meeting, both read once."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec

from kiosk.client.history import History, Note
from tests.storm.truth import Entry, Truth

Message = dict[str, Any]


class Violation(NamedTuple):
    """An invariant that does not hold, and where."""

    invariant: str
    text: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A command as it left a client for the first time; `person` is whose terminal it was."""

    id: str
    at: float
    audience: str
    person: str
    message: Message


@dataclass(frozen=True, slots=True)
class Heard:
    """A reply or a state as a client took it."""

    at: float
    who: str
    message: Message


@dataclass(slots=True)
class Case:
    """A history and the truth it is held against.

    Clients are named `audience:person`, with anything after a `#`, so that two sockets of one seat differ.
    """

    history: History
    truth: Truth
    sent: dict[str, Sent] = field(default_factory=dict)
    replies: dict[str, list[Heard]] = field(default_factory=lambda: defaultdict(list))
    frames: list[Heard] = field(default_factory=list)
    mines: list[Heard] = field(default_factory=list)
    alarms: list[Note] = field(default_factory=list)
    _decoded: dict[str, Message] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for note in self.history.notes:
            self._take(note)

    def _take(self, note: Note) -> None:
        if note.what == "sent" and note.id not in self.sent:
            audience, person = audience_and_person(note.who)
            self.sent[note.id] = Sent(note.id, note.at, audience, person, self._decode(note.text))
        elif note.what == "heard" and note.id:
            self.replies[note.id].append(Heard(note.at, note.who, self._decode(note.text)))
        elif note.what == "frame":
            self.frames.append(Heard(note.at, note.who, self._decode(note.text)))
        elif note.what == "mine":
            self.mines.append(Heard(note.at, note.who, self._decode(note.text)))
        elif note.what == "alarm":
            self.alarms.append(note)

    def _decode(self, text: str) -> Message:
        if text not in self._decoded:
            self._decoded[text] = msgspec.json.decode(text)
        return self._decoded[text]

    def presses(self) -> Iterator[Sent]:
        """Yield the ballots that terminals sent."""
        return (sent for sent in self.sent.values() if sent.message["type"] == "ballot.cast")

    def accepted(self, command_id: str) -> Heard | None:
        """Return the first reply that accepted a command, if one was heard."""
        return next((reply for reply in self.replies.get(command_id, []) if reply.message["ok"]), None)

    def entries(self, kind: str) -> Iterator[Entry]:
        """Yield the entries of a kind, in order."""
        return (entry for entry in self.truth.entries if entry.kind == kind)


def audience_and_person(who: str) -> tuple[str, str]:
    """Return the two parts of a client's name; the person is empty for a display and the public."""
    audience, _, person = who.partition("#")[0].partition(":")
    return audience, person

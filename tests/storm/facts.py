"""What tests have to know of a council made for them, and Backstage, their hand in a server's database; no Django."""

import re
import subprocess
import sys
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self, TypeAlias

import msgspec

from tests.services import KvorumServer
from tests.services.databases import ROOT
from tests.storm.truth import RefusalRow, Truth

REFUSED = re.compile(r"refused Attempt\(.*?command_id='(?P<command>[^']*)', code='(?P<code>[^']*)'\)")


class Officer(msgspec.Struct, frozen=True):
    """Somebody who signs in."""

    login: str
    person: str


class Proposal(msgspec.Struct, frozen=True):
    """A motion and its item."""

    item: str
    motion: str


class Facts(msgspec.Struct, frozen=True):
    """A council and one of its meetings. All share one password; `display` is a secret address."""

    meeting: str
    password: str
    chair: Officer
    clerk: Officer
    seats: list[Officer]
    display: str
    motions: list[Proposal]


class CouncilAsked(msgspec.Struct, frozen=True, tag="council"):
    """A council is to be made."""

    members: int
    motions: int
    meetings: int


class TruthAsked(msgspec.Struct, frozen=True, tag="truth"):
    """A meeting is to be read and verified against checkpoints that clients held."""

    meeting: str
    held: list[str]


class SabotageAsked(msgspec.Struct, frozen=True, tag="sabotage"):
    """A statement of SQL is to be carried out as somebody would who can switch guards off."""

    statement: str


Asked: TypeAlias = CouncilAsked | TruthAsked | SabotageAsked


class Backstage:
    """The program backstage.py at work on a server's database, for as long as the `with` block lasts."""

    def __init__(self, server: KvorumServer) -> None:
        self._server = server
        self._program: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = threading.Lock()

    def __enter__(self) -> Self:
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.storm.backstage"],
            cwd=ROOT,
            env={**(self._server.environment or {}), "DJANGO_SETTINGS_MODULE": "council.settings"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._program is not None:
            self._program.communicate()  # the end of requests ends it

    def meetings(self, count: int, *, members: int, motions: int) -> list[Facts]:
        """Make a council with meetings to be held one after another."""
        made: list[Facts] = self._ask(CouncilAsked(members, motions, count), list[Facts])
        return made

    def meeting(self, *, members: int, motions: int) -> Facts:
        """Make a council with one meeting."""
        return self.meetings(1, members=members, motions=motions)[0]

    def truth(self, meeting: str, held: Sequence[str], servers: Sequence[KvorumServer]) -> Truth:
        """Read what the database and the servers' own lines say; `held` are checkpoints that clients kept."""
        truth: Truth = self._ask(TruthAsked(meeting, list(held)), Truth)
        logged = [row for server in servers for row in refusals_in(server.log.read_text(errors="replace"))]
        return msgspec.structs.replace(truth, refusals=[*truth.refusals, *logged])

    def sabotage(self, statement: str) -> int:
        """Carry out a statement with the guards switched off; returns how many rows it changed."""
        return int(self._ask(SabotageAsked(statement), int))

    def _ask(self, asked: Asked, kind: Any) -> Any:
        assert self._program is not None
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        with self._one_at_a_time:
            self._program.stdin.write(msgspec.json.encode(asked) + b"\n")
            self._program.stdin.flush()
            return msgspec.json.decode(self._program.stdout.readline(), type=kind)


def refusals_in(log: str) -> list[RefusalRow]:
    """Return the lines about refused commands in a server's log."""
    lines = (line for line in log.splitlines() if "refused Attempt(" in line)
    found = ((line, REFUSED.search(line)) for line in lines)
    return [RefusalRow(match["command"], match["code"], line) for line, match in found if match]

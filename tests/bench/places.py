"""Where the bench runs what it measures: servers on copies of a database, with a council set up in each."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec

from tests.bench.companion import Companion
from tests.services import KvorumServer, Program, Template, free_port, wait_until
from tests.services.databases import ROOT, environment


class Reference(Program):
    """One of the servers that the product is measured against."""

    def __init__(self, directory: Path, kind: str, *more: str) -> None:
        self.port = free_port()
        module = [sys.executable, "-m", "tests.bench.reference", kind, str(self.port), *more]
        super().__init__(module, log=directory / f"{kind}-{self.port}.log", directory=ROOT)

    def start(self) -> None:
        """Start the server and wait until it listens."""
        super().start()
        self.wait_for(lambda: listens(self.port), what=f"{self.arguments[3]} listens")


class Product(KvorumServer):
    """The product on daphne or uvicorn, telling when the hub has something to write."""

    def __init__(self, kind: str, *, database_url: str, var: Path) -> None:
        super().__init__(database_url=database_url, var=var)
        self.arguments = [sys.executable, "-m", "tests.bench.product", kind, str(self.port)]

    def start(self) -> None:
        """Start the server; pages are not measured here, so that no static files are collected for them."""
        (self.var / "static").mkdir(parents=True, exist_ok=True)
        super().start()

    def memory_kib(self) -> int:
        """Return the memory that the server's process has resident."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0])


def listens(port: int) -> bool:
    """Tell whether something listens at a port of this machine, without connecting to it."""
    wanted = f":{port:04X} 00000000:0000 0A"
    return wanted in Path("/proc/net/tcp").read_text()


def notes(program: Program) -> list[dict[str, Any]]:
    """Return the notes that a server has printed so far."""
    lines = program.log.read_text().splitlines()
    return [msgspec.json.decode(line) for line in lines if line.startswith('{"')]


def noted(program: Program, *names: str, **values: Any) -> dict[str, Any]:
    """Wait for the newest note that has these names, and these values at least; return it."""

    def found() -> list[dict[str, Any]]:
        return [
            note
            for note in notes(program)
            if all(name in note for name in (*names, *values))
            and all(note[name] >= value for name, value in values.items())
        ]

    return wait_until(found, what=f"a note of {names} {values}")[0]


class Chamber:
    """A running product with its council: acts of its people, through the crowd's sockets."""

    def __init__(self, product: Product, council: Companion, crowd: Companion, *, councillors: int) -> None:
        self.product, self.council, self.crowd = product, council, crowd
        self.name = f"{product.port}"
        made = council.ask("set_up", councillors=councillors, motions=60)
        [self.meeting], self.people = made["meeting"], made["people"]
        self._items, self._motions = made["items"], iter(made["motions"])
        self._is_here = True
        self.has_watchers = False

    def open(self) -> None:
        """Let chair and clerk in, and bring the item that is voted on before everybody."""
        for audience, person in (("chair", self.people[0]), ("clerk", self.people[-1])):
            self.let_in(audience, self.tickets(audience, [person]))
        self.act("chair", "item.activate", item=self._items[0])

    def tickets(self, audience: str, people: list[str]) -> list[tuple[str, str]]:
        """Return tickets of people to a room."""
        found: list[tuple[str, str]] = self.council.ask(
            "tickets", meeting=self.meeting, audience=audience, people=people
        )
        return found

    def let_in(self, audience: str, tickets: list[tuple[str, str]]) -> dict[str, float]:
        """Connect these screens at once; return how many were let in and in how many milliseconds."""
        group = self.group(audience)
        found: dict[str, float] = self.crowd.ask(
            "connect", group=group, port=self.product.port, tickets=tickets, shown=True
        )
        self.crowd.ask("begin_beats", group=group, count=len(tickets))
        return found

    def let_in_watchers(self, count: int) -> dict[str, float]:
        """Connect this many screens of the public at once."""
        self.has_watchers = True
        return self.let_in("public", self.watchers(count))

    def watchers(self, count: int) -> list[tuple[str, str]]:
        """Return tickets of the public."""
        return [(f"/ws/meetings/{self.meeting}/public?lang=en", "")] * count

    def group(self, audience: str) -> str:
        """Return what the crowd calls the screens of this audience."""
        return f"{audience} {self.name}"

    def act(self, audience: str, kind: str, **fields: Any) -> dict[str, Any]:
        """Let chair or clerk act; return the reply and the times. RuntimeError if it was refused."""
        id_ = str(uuid4())
        text = msgspec.json.encode({"type": kind, "id": id_, **fields}).decode()
        done: dict[str, Any] = self.crowd.ask("ask", group=self.group(audience), text=text, id=id_)
        if not done["reply"]["ok"]:
            raise RuntimeError(f"{kind}: {done['reply']}")
        return done

    def come_or_go(self) -> dict[str, Any]:
        """Let the clerk check somebody out, or in again: every screen has something new to show."""
        self._is_here = not self._is_here
        kind = "attendance.check_in" if self._is_here else "attendance.check_out"
        return self.act("clerk", kind, person=self.people[1])

    def open_vote(self) -> str:
        """Prepare the next motion's vote and open it; return its id, once the seats show it."""
        done = self.act("chair", "vote.prepare", motion=next(self._motions))
        frame = self.crowd.ask("shown", group=self.group("chair"), v=done["reply"]["v"])
        vote: str = msgspec.json.decode(frame)["vote"]["id"]
        opened = self.act("chair", "vote.open", vote=vote, stage="prepared")
        self.crowd.ask("seen", group=self.group("seat"), v=opened["reply"]["v"])
        return vote

    def close_vote(self, vote: str) -> dict[str, Any]:
        """Close the vote, missing nobody, and declare it; return what declaring came to."""
        self.act("chair", "vote.close", vote=vote, stage="open")
        return self.act("chair", "vote.declare", vote=vote, stage="closed")


@contextmanager
def chamber(
    kind: str, template: Template, directory: Path, crowd: Companion, *, councillors: int
) -> Iterator[Chamber]:
    """Run the product on a fresh database with a council of this size in an open meeting."""
    with ExitStack() as stack:
        url = template.copy()
        stack.callback(template.drop, url)
        var = directory / f"var-{uuid4().hex[:8]}"
        product = Product(kind, database_url=url, var=var)
        variables = {
            name: text for name, text in (product.environment or {}).items() if name.startswith("KVORUM")
        }
        del variables["KVORUM_DATABASE_URL"], variables["KVORUM_VAR"]
        own = environment(database_url=url, var=var, **variables)
        council = stack.enter_context(Companion("tests.bench.council", own))
        made = Chamber(product, council, crowd, councillors=councillors)
        stack.enter_context(product)
        made.open()
        yield made
        for audience in ("public", "seat", "chair", "clerk"):
            crowd.ask("leave", group=made.group(audience))

"""Rounds of pressing: a vote is opened, all seats press, the vote is closed, and what was kept of it is counted."""

import random
from uuid import uuid4

import msgspec

from tests.bench.companion import Companion
from tests.bench.figures import acks
from tests.bench.places import Chamber

CHOICES = ("for", "against", "abstain")
CALM_SECONDS = 0.5  # until what opening a vote has set off is over


def presses(vote: str, count: int, *, within: float) -> list[tuple[float, str, str]]:
    """Return presses at random times `within` so many seconds: after how many, command id, text."""
    chance = random.Random(vote)
    found = []
    for _ in range(count):
        id_, choice = str(uuid4()), chance.choice(CHOICES)
        press = {"type": "ballot.cast", "id": id_, "vote": vote, "press": 1, "choice": choice}
        found.append((chance.uniform(0, within), id_, msgspec.json.encode(press).decode()))
    return found


def acknowledged(crowd: Companion, group: str, count: int) -> list[float]:
    """Let all of a group press at once where nothing is kept; return the milliseconds until each is answered."""
    crowd.ask("mark")
    return acks(crowd.ask("press", group=group, presses=presses(str(uuid4()), count, within=0.0)))


class Pressed:
    """One vote: what its presses came to, and what its chamber saw of it."""

    def __init__(self, chamber: Chamber, *, within: float) -> None:
        """Hold a vote in which every seat presses `within` so many seconds. RuntimeError if a ballot is missing."""
        crowd, seats = chamber.crowd, len(chamber.people)
        vote = chamber.open_vote()
        crowd.ask("rest", seconds=CALM_SECONDS)
        crowd.ask("mark")
        self.pressed = crowd.ask(
            "press", group=chamber.group("seat"), presses=presses(vote, seats, within=within)
        )
        self.v = max(reply["v"] for _, _, reply in self.pressed)
        self.seen: list[int] = []
        if chamber.has_watchers:
            self.seen = crowd.ask("seen", group=chamber.group("public"), v=self.v)
        crowd.ask("seen", group=chamber.group("seat"), v=self.v)
        self.declared = chamber.close_vote(vote)
        refused = [reply for _, _, reply in self.pressed if not reply["ok"]]
        kept = chamber.council.ask("recorded", vote=vote)
        if refused or set(kept.values()) != {seats}:
            raise RuntimeError(
                f"{seats} pressed, {len(refused)} were refused ({refused[:1]}), {kept} were kept"
            )

    @property
    def ms(self) -> list[float]:
        """The milliseconds from each press until its acknowledgement."""
        return acks(self.pressed)

    @property
    def last(self) -> int:
        """When the last press was sent."""
        return max(sent for sent, _, _ in self.pressed)

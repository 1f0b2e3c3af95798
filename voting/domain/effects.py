"""What adopted procedural motions on an item bring about: each lasts as long as the decision on it stands.

Nothing is kept of an effect beside the decision, so that it ends with an annulment by itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from agenda.domain.aims import ENDS_ITEM, Aim
from agenda.domain.secrecy import Secrecy
from council.domain.speaking import DEBATING, SpeakingKind
from voting.domain.facts import MeetingRecord
from voting.domain.majority import Outcome
from voting.domain.modes import allowed_modes
from voting.domain.stages import Mode, VoteStage

OF_THE_DEBATE = frozenset({*DEBATING, SpeakingKind.REPLY, SpeakingKind.ANSWER})
"""What nobody asks for any more once the debate is closed."""

MODES: Mapping[Aim, tuple[Mode, ...]] = {Aim.ROLL_CALL: (Mode.ROLL_CALL,), Aim.SECRET: (Mode.PAPER,)}
"""The modes that do what such a motion asks for."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """The last vote on a procedural motion that had a result: for what it was, its number, whether it was adopted.

    `stands` says that it was not annulled.
    """

    aim: str
    vote: int
    is_adopted: bool
    stands: bool


@dataclass(frozen=True, slots=True)
class Effects:
    """The votes by whose adoption something holds on an item, and those annulled without another in their place."""

    held: Mapping[Aim, int] = field(default_factory=lambda: MappingProxyType({}))
    fallen: Mapping[Aim, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def closes_debate(self) -> int | None:
        """The number of the vote that closed the debate."""
        return self.held.get(Aim.CLOSE_DEBATE)

    @property
    def ends_item(self) -> tuple[Aim, int] | None:
        """What ended the item, and by which vote."""
        return next(((aim, self.held[aim]) for aim in Aim if aim in ENDS_ITEM and aim in self.held), None)

    @property
    def way(self) -> tuple[Aim, int] | None:
        """How the council wants to vote on the item, and by which vote; of several the last holds."""
        ways = [(self.held[aim], aim) for aim in MODES if aim in self.held]
        return (max(ways)[1], max(ways)[0]) if ways else None

    def mode(self, secrecy: Secrecy) -> Mode | None:
        """Return the mode that the council wants, None where it wants none or the matter does not allow it."""
        if self.way is None:
            return None
        return next((mode for mode in MODES[self.way[0]] if mode in allowed_modes(secrecy)), None)


NO_EFFECTS = Effects()


def effects(rulings: Iterable[Ruling]) -> Effects:
    """Return what holds on an item by the last vote on each of its procedural motions."""
    held: dict[Aim, int] = {}
    fallen: dict[Aim, int] = {}
    for ruling in rulings:
        if ruling.aim and ruling.is_adopted:
            (held if ruling.stands else fallen)[Aim(ruling.aim)] = ruling.vote
    return Effects(held, {aim: vote for aim, vote in fallen.items() if aim not in held})


def effects_in(record: MeetingRecord, item: str) -> Effects:
    """Return what holds on an item at the end of a record."""
    aims = {motion.motion: motion.aim for motion in record.motions if motion.kind == "procedural"}
    last = {
        vote.motion: Ruling(
            aims[vote.motion],
            vote.number,
            vote.result.outcome is Outcome.ADOPTED,
            stands=vote.stage is VoteStage.DECLARED,
        )
        for vote in record.votes
        if vote.item == item and vote.motion in aims and vote.result is not None
    }
    return effects(last.values())

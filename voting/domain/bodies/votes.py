"""A vote from its preparation to its close, whatever its mode."""

from agenda.domain.secrecy import Secrecy
from council.domain.orders import CallOrder
from council.domain.windows import AtEnd
from voting.domain.bodies.meetings import Officer
from voting.domain.bodies.parts import EntryBody, MajorityRule, Quorum
from voting.domain.choices import Choice, Standing
from voting.domain.elections import Contest
from voting.domain.stages import Mode


class VotePrepared(EntryBody, frozen=True):
    """voting.vote.prepared."""

    vote: str
    number: int
    item: str
    item_number: str
    motion: str
    title: str
    text: str
    mode: Mode
    majority: MajorityRule
    repeats: str | None = None
    follows_tie: str | None = None
    call_order: CallOrder = CallOrder.NAME
    secrecy: Secrecy = Secrecy.OPEN
    contest: Contest | None = None


class RollLine(EntryBody, frozen=True):
    """One person who may vote, as the roll froze them; by `proxy` the one who votes for them while they stay away."""

    person: str
    name: str
    standing: Standing
    group: str | None = None
    seat: int | None = None
    weight: int = 1
    proxy: Officer | None = None


class WindowSaid(EntryBody, frozen=True):
    """For how many seconds an electronic vote is open, at least and at most, and what follows then."""

    seconds: int
    least_seconds: int
    at_end: AtEnd


class VoteOpened(EntryBody, frozen=True):
    """voting.vote.opened; `text` is what was put to the vote, `choices` what could be chosen."""

    vote: str
    roll: tuple[RollLine, ...]
    quorum: Quorum
    window: WindowSaid | None = None
    without_quorum: bool = False
    text: str | None = None
    choices: tuple[Choice, ...] = tuple(Choice)


class VoteNamed(EntryBody, frozen=True):
    """voting.vote.withdrawn, voting.vote.held and voting.vote.resumed."""

    vote: str


class VoteFellBack(EntryBody, frozen=True):
    """voting.vote.fell_back."""

    vote: str
    mode: Mode


class RollExtended(EntryBody, frozen=True):
    """voting.roll.extended: somebody on the roll as absent may vote from now on."""

    vote: str
    person: str
    name: str


class PresenceRegistered(EntryBody, frozen=True):
    """voting.presence.registered."""

    vote: str
    person: str
    name: str


class ObjectionRaised(EntryBody, frozen=True):
    """voting.objection.raised."""

    vote: str
    person: str
    name: str


class VoteClosed(EntryBody, frozen=True):
    """voting.vote.closed; `missing` are those present without a ballot whom the chair saw by name.

    `unreachable` are those on the roll whose terminal was lost at the close, `presiding` is who presided then, and
    `recused_present` the votes of the recused who were there; older entries lack both. `registered` is how many were present
    by registration, where that was asked for.
    """

    vote: str
    missing: tuple[str, ...]
    unreachable: tuple[str, ...] = ()
    presiding: str | None = None
    recused_present: int | None = None
    registered: int | None = None

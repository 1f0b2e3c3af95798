"""Who presided, breaks, the item laid ready, the floor: the shapes of their entries and what a record states of them.

How entries become it is in sitting_steps.py. Ids are UUIDs as text, times aware UTC.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from agenda.domain.floor import Ending
from council.domain.speaking import SpeakingKind
from voting.domain.bodies import Attendee, EntryBody, ItemActivated, Officer, Quorum

PresidingReason = Literal["recusal", "speech", "absence", "return"]


class PresidingChanged(EntryBody, frozen=True, rename={"from_": "from"}):
    """agenda.presiding.changed; `was_taken` from somebody who was not there, else handed over by who presided."""

    from_: Officer
    to: Officer
    reason: PresidingReason
    was_taken: bool


class QuorumChecked(EntryBody, frozen=True):
    """agenda.quorum.checked; `people` are the councillors who were present, `call` is 2 at a second call."""

    at: datetime
    present: int
    needed: int
    is_met: bool
    call: int
    lacking_since: datetime | None
    people: tuple[Officer, ...]


class AgendaAdopted(EntryBody, frozen=True):
    """voting.agenda.adopted, voting.agenda.put_back: what is on the agenda from then on, by which vote or without it."""

    vote: str
    number: int
    items: tuple[ItemActivated, ...]


class AgendaArranged(EntryBody, frozen=True):
    """voting.agenda.arranged: all items in their order from then on, as a vote decided or without what it decided."""

    vote: str
    number: int
    items: tuple[ItemActivated, ...]


class MeetingPaused(EntryBody, frozen=True):
    """agenda.meeting.paused; `left` are those whose stay ended with it, because it goes on on another `day`."""

    until: datetime
    is_other_day: bool
    left: tuple[str, ...] = ()
    day: date | None = None


class MeetingResumed(EntryBody, frozen=True):
    """agenda.meeting.resumed; `people` are those of the meeting on another `day` than the one before the break."""

    quorum: Quorum
    without_quorum: bool = False
    day: date | None = None
    people: tuple[Attendee, ...] = ()


class SignerReplaced(EntryBody, frozen=True, rename={"from_": "from"}):
    """minutes.signer.replaced: `to` signs the record as chair, because `from` is prevented."""

    from_: Officer
    to: Officer
    ground: str


class ItemSelected(EntryBody, frozen=True):
    """agenda.item.selected; no item where one was taken away again."""

    item: str | None


class FloorRequested(EntryBody, frozen=True):
    """agenda.floor.requested; without a person where the clerk entered a guest.

    `to` is the speech that it is tied to, `vote` the one it explains; what `is_beyond` a limit waits for the chair's leave.
    """

    request: str
    person: str | None
    name: str
    by_self: bool
    kind: SpeakingKind = SpeakingKind.SPEECH
    group: str = ""
    item: str | None = None
    to: str | None = None
    vote: str | None = None
    is_beyond: bool = False


class FloorNamed(EntryBody, frozen=True):
    """agenda.floor.withdrawn, agenda.floor.interrupted and agenda.floor.resumed."""

    request: str
    name: str


class FloorGiven(EntryBody, frozen=True):
    """agenda.floor.given; `item` is what was before the meeting then, `limit` its seconds or None."""

    request: str
    name: str
    item: str | None
    limit: int | None = None
    is_out_of_order: bool = False


class FloorExtended(EntryBody, frozen=True):
    """agenda.floor.extended by an `extension` in seconds; `limit` is all that the speech has then."""

    request: str
    name: str
    extension: int
    limit: int


class FloorEnded(EntryBody, frozen=True):
    """agenda.floor.ended; an entry from before there was an `ending` says nothing of it."""

    request: str
    name: str
    ending: Ending | None = None


@dataclass(frozen=True, slots=True)
class Presidency:
    """The chair changing hands; `item` was before the meeting then. What the public may know `has_reason` or has none."""

    at: datetime
    actor: str
    said: PresidingChanged
    item: str | None = None
    has_reason: bool = True


@dataclass(frozen=True, slots=True)
class StandIn:
    """Somebody else signing as chair than who presided at the end."""

    at: datetime
    said: SignerReplaced


@dataclass(frozen=True, slots=True)
class QuorumCheck:
    """A check of the quorum on demand; `item` was before the meeting then. The public's may have no names (`has_names`)."""

    actor: str
    said: QuorumChecked
    item: str | None = None
    has_names: bool = True


@dataclass(frozen=True, slots=True)
class Adoption:
    """The agenda being adopted, or changed; `put_back_at` is when that was undone, as its vote was annulled."""

    at: datetime
    said: AgendaAdopted
    put_back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The items coming into another order: as a vote decided, or as before it (`is_back`), as it stands no more."""

    at: datetime
    vote: int
    is_back: bool


@dataclass(frozen=True, slots=True)
class Resumption:
    """Going on after a break."""

    at: datetime
    actor: str
    said: MeetingResumed


@dataclass(frozen=True, slots=True)
class Break:
    """A break; `resumed` is None while it lasts, and where the meeting was adjourned without going on."""

    paused_at: datetime
    actor: str
    said: MeetingPaused
    resumed: Resumption | None = None


@dataclass(frozen=True, slots=True)
class SpeechRecord:
    """A request to speak, and from when to when its speech was held; `stood_for` is how long its clock stood."""

    request: str
    person: str | None
    name: str
    asked_at: datetime
    kind: SpeakingKind = SpeakingKind.SPEECH
    group: str = ""
    item: str | None = None
    to: str | None = None
    vote: str | None = None
    is_beyond: bool = False
    withdrawn_at: datetime | None = None
    given_at: datetime | None = None
    limit: int | None = None
    is_out_of_order: bool = False
    paused_at: datetime | None = None
    stood_for: timedelta = timedelta()
    ended_at: datetime | None = None
    ending: Ending | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """All of it; `presiding` is who presides now or did at the end, `assistants` who pressed on the chair's word,
    `selected` the item laid ready, `current` the one before the meeting, `stand_ins` who came to sign in the place of
    another; `check` is the last of the day.
    """

    presiding: Officer | None = None
    changes: tuple[Presidency, ...] = ()
    assistants: tuple[Officer, ...] = ()
    breaks: tuple[Break, ...] = ()
    speeches: tuple[SpeechRecord, ...] = ()
    selected: str | None = None
    current: str | None = None
    stand_ins: tuple[StandIn, ...] = ()
    adoptions: tuple[Adoption, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()
    checks: tuple[QuorumCheck, ...] = ()
    check: QuorumChecked | None = None

    @property
    def signs(self) -> Officer | None:
        """Who signs the record as chair: who presided at the end, or who stands in."""
        return self.stand_ins[-1].said.to if self.stand_ins else self.presiding


NO_SITTING = Sitting()


@dataclass(slots=True)
class SittingSoFar:
    """A sitting while its entries are being read."""

    presiding: Officer | None = None
    changes: list[Presidency] = field(default_factory=list)
    assistants: dict[str, str] = field(default_factory=dict)
    breaks: list[Break] = field(default_factory=list)
    speeches: dict[str, SpeechRecord] = field(default_factory=dict)
    speaking: str | None = None
    selected: str | None = None
    current: str | None = None
    stand_ins: list[StandIn] = field(default_factory=list)
    adoptions: list[Adoption] = field(default_factory=list)
    arrangements: list[Arrangement] = field(default_factory=list)
    checks: list[QuorumCheck] = field(default_factory=list)
    check: QuorumChecked | None = None

    @property
    def is_paused(self) -> bool:
        """Tell whether the meeting is in a break."""
        return bool(self.breaks) and self.breaks[-1].resumed is None

    def finished(self) -> Sitting:
        """Return what was read."""
        return Sitting(
            presiding=self.presiding,
            changes=tuple(self.changes),
            assistants=tuple(Officer(person=person, name=name) for person, name in self.assistants.items()),
            breaks=tuple(self.breaks),
            speeches=tuple(self.speeches.values()),
            selected=self.selected,
            current=self.current,
            stand_ins=tuple(self.stand_ins),
            adoptions=tuple(self.adoptions),
            arrangements=tuple(self.arrangements),
            checks=tuple(self.checks),
            check=self.check,
        )

"""How a meeting opens and ends, who presides, and what stood when it opened."""

from datetime import date, datetime

from agenda.domain.elections import Election
from agenda.domain.procedures import Procedure
from agenda.domain.secrecy import Secrecy
from voting.domain.bodies.parts import AimText, EntryBody, MotionKind, Named, Quorum


class MeetingBody(EntryBody, frozen=True):
    """The body that meets; `statutory_number` counts all seats by law, vacant ones included."""

    id: str
    name: str
    statutory_number: int


class Officer(EntryBody, frozen=True):
    """The chair or the clerk."""

    person: str
    name: str


class Attendee(EntryBody, frozen=True):
    """Somebody who may be in the meeting; without a mandate they have the floor but never a ballot."""

    person: str
    name: str
    mandate: bool
    group: str | None = None
    group_short: str | None = None
    seat: int | None = None
    capacity: str | None = None


class PlacedSeat(EntryBody, frozen=True):
    """Where a seat stands, in parts of the plan's width (council.domain.plans.SCALE); the chair sits below."""

    number: int
    x: int
    y: int


class HallDrawn(EntryBody, frozen=True):
    """The plan of the hall as it was at the opening."""

    name: str
    height: int
    radius: int
    seats: tuple[PlacedSeat, ...]


class Proposal(EntryBody, frozen=True):
    """A motion as the agenda had it."""

    motion: str
    kind: MotionKind
    text: str
    secrecy: Secrecy = Secrecy.OPEN
    aim: AimText = ""
    mover: Officer | None = None
    seconder: Officer | None = None


class ListedProposal(Proposal, frozen=True):
    """A motion as its item lists it; an election with whom was nominated beforehand."""

    election: Election | None = None


class ListedPaper(EntryBody, frozen=True):
    """A paper of an item; `digest` is the SHA-256 of the file in hexadecimal, `size` its bytes."""

    paper: str
    title: str
    digest: str
    size: int
    pages: int
    replaces: str | None = None


class ListedItem(EntryBody, frozen=True):
    """An item of the agenda, as the opening has it or as it was added later: agenda.item.added.

    `draft` is the public id of a draft that several councils decide, each for itself.
    """

    item: str
    number: str
    title: str
    motions: tuple[ListedProposal, ...]
    rapporteur: str = ""
    procedure: Procedure = Procedure.USUAL
    draft: str | None = None
    papers: tuple[ListedPaper, ...] = ()
    is_consent: bool = False


class ItemClosed(ListedItem, frozen=True):
    """agenda.item.closed: all that is listed of it then; an empty ground where it was so on the draft."""

    ground: str = ""


class Rules(EntryBody, frozen=True):
    """The standing orders in force, by the SHA-256 of their canonical form, and as they are written.

    `roles` are what their pack calls chair, deputy and clerk in the council's language.
    """

    digest: str
    orders: dict[str, object] = {}
    roles: dict[str, str] = {}


class Correspondence(EntryBody, frozen=True):
    """Until when answers can be given in a sitting by correspondence."""

    until: datetime


class MeetingOpened(EntryBody, frozen=True):
    """agenda.meeting.opened."""

    meeting: str
    number: int
    title: str
    held_on: date
    municipality: Named
    body: MeetingBody
    people: tuple[Attendee, ...]
    items: tuple[ListedItem, ...]
    rules: Rules
    quorum: Quorum
    chair: Officer
    without_quorum: bool = False
    clerk: Officer | None = None
    is_practice: bool = False
    hall: HallDrawn | None = None
    correspondence: Correspondence | None = None


class MeetingAdjourned(EntryBody, frozen=True):
    """agenda.meeting.adjourned."""

    quorum: Quorum

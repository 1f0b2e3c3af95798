"""Who comes, goes, is excused or takes no part."""

from voting.domain.bodies.meetings import Officer
from voting.domain.bodies.parts import EntryBody


class MemberMoved(EntryBody, frozen=True):
    """agenda.member.left; not `by_self` means the clerk recorded it."""

    person: str
    name: str
    by_self: bool


class MemberExcused(EntryBody, frozen=True):
    """agenda.member.excused; an empty ground where none was given."""

    person: str
    name: str
    ground: str


class ExcuseTakenBack(EntryBody, frozen=True):
    """agenda.excuse.taken_back."""

    person: str
    name: str


class ProxyEntered(EntryBody, frozen=True):
    """agenda.proxy.entered: the holder votes for the person, who stays away."""

    person: str
    name: str
    holder: Officer


class ProxyWithdrawn(ProxyEntered, frozen=True):
    """agenda.proxy.withdrawn."""


class MemberArrived(MemberMoved, frozen=True):
    """agenda.member.arrived; the person was identified by "pin", "password" or "clerk", empty where nobody noted it."""

    identified_by: str = ""


class MemberRecused(EntryBody, frozen=True):
    """agenda.member.recused: a declared conflict of interest on one item."""

    item: str
    person: str
    name: str
    ground: str

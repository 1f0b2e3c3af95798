"""Several items decided by one vote: which may be, the shapes of their entries, and what a record states of them.

One roll, one result, and a decision for each item. Until the vote is opened anybody who may vote takes an item out of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agenda.domain.secrecy import Secrecy
from agenda.domain.stages import ItemStage
from voting.domain.bodies import EntryBody


class JoinedItem(EntryBody, frozen=True):
    """The motion of another item that is put to the vote too, as it is then."""

    motion: str
    item: str
    number: str
    title: str
    text: str


class ItemsJoined(EntryBody, frozen=True):
    """voting.items.joined."""

    vote: str
    items: tuple[JoinedItem, ...]


class ItemPulled(EntryBody, frozen=True):
    """voting.item.pulled; `name` is whoever took it out."""

    vote: str
    motion: str
    item: str
    number: str
    person: str
    name: str


@dataclass(frozen=True, slots=True)
class JoinedRecord:
    """An item that was joined to a vote; with who took it out of it and when, if anybody did."""

    said: JoinedItem
    pulled: ItemPulled | None = None
    pulled_at: datetime | None = None


class JointFault(StrEnum):
    """Why an item is voted alone."""

    CLOSED = "closed"
    PULLED = "pulled"
    NOT_PLAIN = "not_plain"
    OTHER_RULE = "other_rule"
    OTHER_RECUSED = "other_recused"


@dataclass(frozen=True, slots=True)
class Joinable:
    """What decides whether an item may be voted with another: `is_plain` where its draft decision alone waits for a vote.

    `majority` is that of its motion as orders keep it, `recused` who takes no part in its votes.
    """

    stage: ItemStage
    is_plain: bool
    is_closed: bool
    majority: Mapping[str, object]
    secrecy: Secrecy
    was_pulled: bool = False
    recused: frozenset[object] = frozenset()


def joint_fault(lead: Joinable, other: Joinable, *, is_again: bool = False) -> JointFault | None:
    """Return why the other item cannot be voted together with the one that was called; None where it can.

    One roll and one result serve both: the rule, the way of voting and who is recused have to be the same. Nobody outside
    may learn of a closed item what is voted openly. One that they were decided with before (`is_again`) may be done.
    """
    stages = {ItemStage.PENDING, ItemStage.DONE} if is_again else {ItemStage.PENDING}
    if lead.is_closed or other.is_closed:
        return JointFault.CLOSED
    if lead.was_pulled or other.was_pulled:
        return JointFault.PULLED
    if not (lead.is_plain and other.is_plain) or other.stage not in stages:
        return JointFault.NOT_PLAIN
    if (lead.majority, lead.secrecy) != (other.majority, other.secrecy):
        return JointFault.OTHER_RULE
    return JointFault.OTHER_RECUSED if lead.recused != other.recused else None

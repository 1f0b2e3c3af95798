"""Who performs an act, as a typed value and as the ledger's text; who may do what is decided elsewhere."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self
from uuid import UUID


class ActorRole(StrEnum):
    """In which capacity somebody acts; what nobody does, but the standing orders lay down for a time, the clock does."""

    COUNCILLOR = "councillor"
    PARTICIPANT = "participant"
    CHAIR = "chair"
    ASSISTANT = "assistant"
    CLERK = "clerk"
    AUDITOR = "auditor"
    DISPLAY = "display"
    PUBLIC = "public"
    OPERATOR = "operator"
    CLOCK = "clock"


PERSONAL_ROLES = frozenset(
    {
        ActorRole.COUNCILLOR,
        ActorRole.PARTICIPANT,
        ActorRole.CHAIR,
        ActorRole.ASSISTANT,
        ActorRole.CLERK,
        ActorRole.AUDITOR,
    }
)
# Whose press at the chair's console counts: who presides, and who presses on that person's word.
AT_THE_CHAIR = (ActorRole.CHAIR, ActorRole.ASSISTANT)


class WrongActor(ValueError):
    """A text or a pair of role and person that names no actor."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A role and, for roles that only a person can hold, that person's id.

    `identified_by` says how they proved who they are: "pin", "password" or "clerk", empty where nobody asked. It is no
    part of who somebody is. Refuses (WrongActor) a role of ``PERSONAL_ROLES`` without a person.
    """

    role: ActorRole
    person_id: UUID | None = None
    identified_by: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        """Refuse a personal role that nobody holds."""
        if self.person_id is None and self.role in PERSONAL_ROLES:
            msg = f"{self.role} needs a person"
            raise WrongActor(msg)

    def __str__(self) -> str:
        """Return the ledger's text: ``chair:<uuid>``, or ``public`` where no person is known."""
        return self.role.value if self.person_id is None else f"{self.role}:{self.person_id}"

    @property
    def person(self) -> UUID:
        """Return the person who acts; refuses (WrongActor) an actor that is nobody in particular."""
        if self.person_id is None:
            msg = f"{self.role} is nobody in particular"
            raise WrongActor(msg)
        return self.person_id

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the ledger's text back; only the exact form that ``str`` writes is accepted (WrongActor)."""
        role, _, person = text.partition(":")
        try:
            actor = cls(ActorRole(role), UUID(person) if person else None)
        except ValueError as error:
            raise WrongActor(text) from error
        if str(actor) != text:
            raise WrongActor(text)
        return actor

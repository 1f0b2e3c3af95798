"""Orders for the desk's tests, which keep the answers they got; no tests."""

from typing import Any
from uuid import UUID, uuid4

from council.domain.actors import Actor
from kiosk import messages
from kiosk.desk.orders import Order
from tests.chamber import AS_CHAIR, Chamber, councillor


class Asked:
    """Somebody who gives orders and hears the answers, in the order they come."""

    def __init__(self, by: Actor, language: str = "bg") -> None:
        self.by = by
        self.language = language
        self.heard: list[messages.Reply] = []

    def order(
        self,
        kind: type[messages.Command],
        *,
        fence: int | None = None,
        command_id: UUID | None = None,
        **fields: Any,
    ) -> Order:
        """Return an order for a command with these fields."""
        message: Any = kind(id=command_id or uuid4(), **fields)
        return Order(message, self.by, self.language, self.heard.append, fence)

    @property
    def codes(self) -> list[str]:
        """Return the codes of the answers."""
        return [reply.code for reply in self.heard]


def press(by: UUID, vote: UUID, choice: str, number: int = 1, **more: Any) -> tuple[Asked, Order]:
    """Return a councillor and an order to press."""
    asked = Asked(councillor(by))
    return asked, asked.order(messages.BallotCast, vote=vote, choice=choice, press=number, **more)


def chair_order(chamber: Chamber, kind: type[messages.Command], **fields: Any) -> tuple[Asked, Order]:
    """Return the chair and an order on the newest vote."""
    asked, vote = Asked(AS_CHAIR), chamber.vote()
    return asked, asked.order(kind, **{"vote": vote.pk, "stage": vote.stage} | fields)

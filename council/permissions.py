"""Who may set up what, who holds which office: predicates on rows already loaded. Nothing is read here."""

from collections.abc import Set as AbstractSet
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from council.domain.actors import ActorRole

if TYPE_CHECKING:
    from council.models import Account, Mandate


def has_role(roles: AbstractSet[str], role: ActorRole) -> bool:
    """Say whether this office is among those that council.queries.roles_of found."""
    return role.value in roles


def is_in_force(mandate: "Mandate", on: date) -> bool:
    """Say whether the mandate and its term (both loaded) hold on this day; first and last day included."""
    return _covers(mandate.starts_on, mandate.ends_on, on) and _covers(
        mandate.term.starts_on, mandate.term.ends_on, on
    )


def is_operator(account: "Account") -> bool:
    """Say whether the account looks after the installation: sees every municipality, holds no office."""
    return account.is_active and account.is_superuser and account.person_id is None


def may_set_up(account: "Account", municipality_id: UUID | None) -> bool:
    """Say whether the account may set up this municipality: its own staff and operators may."""
    if not account.is_active or not account.is_staff:
        return False
    return account.is_superuser or (
        municipality_id is not None and account.municipality_id == municipality_id
    )


def _covers(starts_on: date, ends_on: date | None, on: date) -> bool:
    return starts_on <= on and (ends_on is None or on <= ends_on)

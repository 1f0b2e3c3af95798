"""Reads of who there is: offices, mandates, accounts. Nothing is changed and nothing refused here."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from council.domain.halls import Shape
from council.domain.packs import Pack, read_pack
from council.domain.placing import Stand, placed_plan
from council.domain.plans import Plan
from council.models import Account, Body, Hall, Mandate, Role, Seat, Term
from ledger.models import Entry
from ledger.statements import ask, identity

PACKS = Path(__file__).parent / "packs"

# The mandates of `_of_day`, asked for at every press.
_ACTIVE = """
SELECT mandate.person_id
FROM council_mandate AS mandate LEFT JOIN council_account AS account ON account.person_id = mandate.person_id
WHERE mandate.person_id IN {ids} AND mandate.term_id = (
    SELECT id FROM council_term WHERE body_id = %s AND starts_on <= %s AND (ends_on IS NULL OR ends_on >= %s)
    ORDER BY starts_on DESC, id DESC LIMIT 1
) AND mandate.starts_on <= %s AND (mandate.ends_on IS NULL OR mandate.ends_on >= %s)
AND (account.is_active IS NULL OR account.is_active)
"""


@lru_cache(maxsize=1)
def packs() -> Mapping[str, Pack]:
    """Return the ready packs of rules by their code. Raises WrongPack for a file that is none."""
    paths = sorted(PACKS.glob("*.toml"))
    found = [read_pack(path.read_text(encoding="utf-8"), file=path.name) for path in paths]
    return {pack.code: pack for pack in found}


def rules_of(code: str, on: date) -> Pack | None:
    """Return the pack of this code if it applies on the day; None of an unknown or empty code."""
    pack = packs().get(code)
    return pack if pack and pack.is_in_force(on) else None


def account_is_active(person_id: UUID) -> bool:
    """Say whether the person can still sign in; read anew by every command."""
    return Account.objects.filter(person_id=person_id, is_active=True).exists()


def roles_of(person_id: UUID, body_id: UUID) -> frozenset[str]:
    """Return the offices (Role.Kind values) that the person holds in the body; a mandate is none of them."""
    return frozenset(Role.objects.filter(person_id=person_id, body_id=body_id).values_list("kind", flat=True))


def has_mandate(person_id: UUID, body_id: UUID, on: date) -> bool:
    """Say whether the person is a councillor of the body on this day."""
    return _of_day(body_id, on).filter(person_id=person_id).exists()


def councillors_on(body: Body, on: date, *, using: str = DEFAULT_DB_ALIAS) -> QuerySet[Mandate, UUID]:
    """Return the ids of the body's councillors on this day, one perhaps twice; cheaper than their mandates."""
    return _of_day(body.pk, on).using(using).values_list("person", flat=True)


def active_councillors(body_id: UUID, on: date, people: Collection[UUID]) -> frozenset[UUID]:
    """Return those of the people who are councillors of the body on this day and whose account, if any, is not disabled."""
    day = connection.ops.adapt_datefield_value(on)
    return frozenset(identity(person) for (person,) in ask(_ACTIVE, people, body_id, *[day] * 4))


def mandates_on(body: Body, on: date) -> QuerySet[Mandate]:
    """Return the body's mandates in force on this day, with person and group loaded, by the person's name."""
    return _in_force(body.pk, on).select_related("person", "group").order_by("person__name", "person_id")


def mandate_on(body_id: UUID, person_id: UUID, on: date) -> Mandate | None:
    """Return the person's mandate in the body in force on this day, with group, None without one."""
    return _in_force(body_id, on).select_related("group").filter(person=person_id).first()


def term_on(body: Body, on: date, *, using: str = DEFAULT_DB_ALIAS) -> Term | None:
    """Return the elected period of the body that this day falls into; the later one where two overlap."""
    return _terms(on).using(using).filter(body=body).first()


def plan_of(hall: Hall, *, using: str = DEFAULT_DB_ALIAS) -> Plan | None:
    """Return the plan of a hall as it is laid out; None of one without seats."""
    seats = Seat.objects.using(using).filter(hall=hall).order_by("number")
    stands = [Stand(*line) for line in seats.values_list("number", "x", "y")]
    return placed_plan(Shape(hall.shape), hall.rows, stands, hall.seat_radius)


def is_recorded(municipality_id: UUID, row_id: UUID) -> bool:
    """Say whether an entry of the municipality's logs names this id; such a row is never deleted. Reads them all."""
    return Entry.objects.filter(log__municipality_id=municipality_id, body__contains=str(row_id)).exists()


def _in_force(body_id: UUID, on: date) -> QuerySet[Mandate]:
    """Return the mandates of this day: of the later term where two overlap, and of each person the later one.

    Nobody may be counted twice in a quorum, or stand twice on a roll, because a period was not ended in time.
    """
    starts_on, pk = OuterRef("starts_on"), OuterRef("pk")
    is_later = Q(starts_on__gt=starts_on) | Q(starts_on=starts_on, pk__gt=pk)
    later = Mandate.objects.filter(_covering(on), is_later, term=OuterRef("term"), person=OuterRef("person"))
    return _of_day(body_id, on).exclude(Exists(later))


def _of_day(body_id: UUID, on: date) -> QuerySet[Mandate]:
    term = _terms(on).filter(body_id=body_id).values("pk")[:1]
    return Mandate.objects.filter(_covering(on), term=Subquery(term))


def _terms(on: date) -> QuerySet[Term]:
    return Term.objects.filter(_covering(on)).order_by("-starts_on", "-pk")


def _covering(on: date) -> Q:
    """Return the condition that a period holds on this day; its first and last days belong to it."""
    return Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gte=on))

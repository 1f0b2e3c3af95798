"""Setting up: a municipality with its register, a council's people from files. No act of a meeting."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from uuid import UUID
from zoneinfo import available_timezones

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from council.domain.arms import arms_image
from council.domain.rosters import CouncillorLine, File, Known, Roster, SeatLine, WrongRoster, read_roster
from council.domain.sheets import Fault, FaultCode
from council.models import Arms, Body, Group, Hall, Mandate, Municipality, Person, Seat, Term
from council.queries import mandates_on, term_on
from council.refusals import Refusal
from ledger.commands import create_log
from ledger.models import Purpose

FAULT_SENTENCES = {
    FaultCode.NOT_UTF8: _("The file is not text in UTF-8. Save it as “CSV UTF-8”."),
    FaultCode.TOO_LARGE: _("The file is too large for a council."),
    FaultCode.NOT_CSV: _("The file is not a table: a quote is not closed, or a cell is far too long."),
    FaultCode.NO_ROWS: _("The file has no rows under its heading."),
    FaultCode.MISSING_COLUMN: _("The column “%(subject)s” is missing."),
    FaultCode.UNKNOWN_COLUMN: _("There is no column “%(subject)s” in this file's format."),
    FaultCode.REPEATED_COLUMN: _("The column “%(subject)s” stands twice."),
    FaultCode.EXTRA_CELL: _("A cell stands outside the columns of the heading."),
    FaultCode.MISSING_VALUE: _("“%(subject)s” is empty."),
    FaultCode.TOO_LONG: _("“%(subject)s” is too long."),
    FaultCode.FORMULA: _("“%(subject)s” begins like a spreadsheet's formula."),
    FaultCode.UNSEEN_CHARACTER: _("“%(subject)s” holds a character that cannot be seen."),
    FaultCode.NOT_A_NUMBER: _("“%(subject)s” is not a seat's number from 1 to 999."),
    FaultCode.NOT_A_DATE: _("“%(subject)s” is not a date such as 2026-11-21 or 21.11.2026."),
    FaultCode.ENDS_BEFORE_START: _("The mandate would end on %(subject)s, before it starts."),
    FaultCode.OUTSIDE_TERM: _("%(subject)s lies outside the term."),
    FaultCode.REPEATED: _("The same stands in row %(subject)s already."),
    FaultCode.GROUP_NAME_TAKEN: _("“%(subject)s” already names another group."),
    FaultCode.UNKNOWN_GROUP: _("There is no group “%(subject)s”."),
    FaultCode.UNKNOWN_PERSON: _("“%(subject)s” is not a councillor; anybody else needs a capacity."),
    FaultCode.SAME_NAME: _("Several people are called “%(subject)s”; set this one up by hand."),
    FaultCode.TOO_MANY_COUNCILLORS: _(
        "There would be %(subject)s councillors, more than the statutory number."
    ),
}

Row = TypeVar("Row", bound=Model)


class UnknownLanguage(Refusal):
    """A language that Kvorum does not speak."""

    code = "unknown-language"
    sentence = _("There is no language “%(language)s” here.")


class UnknownTimeZone(Refusal):
    """A time zone that the time-zone database does not have."""

    code = "unknown-time-zone"
    sentence = _("There is no time zone “%(time_zone)s”.")


class NoTerm(Refusal):
    """People cannot be given mandates outside an elected period."""

    code = "no-term"
    sentence = _("%(body)s has no term on %(on)s. Set up the term first.")


class RosterRefused(Refusal):
    """Files of an import with faults; nothing of them was stored. `faults` are all of the reasons."""

    code = "roster-refused"
    sentence = _("Nothing was imported. Correct these rows and import all files again.")

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults in their order."""
        self.faults = tuple(faults)
        super().__init__(faults=[f"{fault.file}:{fault.row}:{fault.code}" for fault in self.faults])

    def reasons(self) -> list[str]:
        """Return one line a fault, with file, row and reason, in the language now active."""
        return [
            _("%(file)s, row %(row)s: %(reason)s")
            % {
                "file": fault.file,
                "row": fault.row or "–",
                "reason": FAULT_SENTENCES[fault.code] % {"subject": fault.subject},
            }
            for fault in self.faults
        ]


@dataclass(slots=True)
class Imported:
    """What an import did: how many rows it created and how many it changed, by the table's name."""

    created: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)


@transaction.atomic
def create_municipality(
    *, name: str, slug: str, language: str, time_zone: str, is_demonstration: bool = False
) -> Municipality:
    """Return a new municipality with an empty register log.

    Refuses a language that is not installed and an unknown time zone; a taken slug is an IntegrityError.
    """
    if language not in dict(settings.LANGUAGES):
        raise UnknownLanguage(language=language)
    if time_zone not in available_timezones():
        raise UnknownTimeZone(time_zone=time_zone)
    municipality = Municipality.objects.create(
        name=name, slug=slug, language=language, time_zone=time_zone, is_demonstration=is_demonstration
    )
    municipality.register_log = create_log(municipality_id=municipality.pk, purpose=Purpose.REGISTER)
    municipality.save(update_fields=["register_log"])
    return municipality


@transaction.atomic
def give_arms(*, municipality: Municipality, content: bytes | None) -> None:
    """Let the municipality have the arms of an uploaded file, None to have none; refuses (WrongArms) as arms_image does."""
    municipality.arms = None
    if content is not None:
        png = arms_image(content)
        digest = hashlib.sha256(png).hexdigest()
        municipality.arms, _is_new = Arms.objects.get_or_create(digest=digest, defaults={"png": png})
    municipality.save(update_fields=["arms"])


@transaction.atomic
def import_council(
    *, body: Body, councillors: File, on: date, groups: File | None = None, seats: File | None = None
) -> Imported:
    """Bring groups, councillors and seats of the body to what the files say; what they do not name stays.

    People are recognised by their full name. Mandates go into the term of the day `on`. The same files again
    change nothing. Refuses (RosterRefused) with every fault at once, and (NoTerm) a body without a term then.
    """
    term = term_on(body, on)
    if term is None:
        raise NoTerm(body=body.name, on=on.isoformat())
    try:
        roster = read_roster(
            groups=groups, councillors=councillors, seats=seats, known=_known(term, body.municipality_id)
        )
    except WrongRoster as wrong:
        raise RosterRefused(wrong.faults) from None
    done = Imported()
    _store_groups(roster, term, done)
    for line in roster.councillors:
        _store_councillor(line, term, done)
    _store_seats(roster, body, done)
    if (held := mandates_on(body, on).count()) > body.statutory_number:
        raise RosterRefused([Fault(councillors.name, 0, FaultCode.TOO_MANY_COUNCILLORS, str(held))])
    return done


def _known(term: Term, municipality_id: UUID) -> Known:
    groups = term.groups.values_list("name", "short_name")
    names = Person.objects.filter(municipality_id=municipality_id).values_list("name", flat=True)
    return Known(
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        groups={label: name for name, short_name in groups for label in (short_name, name)},
        people=Counter(names),
    )


def _store_groups(roster: Roster, term: Term, done: Imported) -> None:
    for line in roster.groups:
        group, is_new = Group.objects.get_or_create(
            municipality_id=term.municipality_id,
            term=term,
            name=line.name,
            defaults={"short_name": line.short_name},
        )
        _settle(group, is_new, done, short_name=line.short_name)


def _store_councillor(line: CouncillorLine, term: Term, done: Imported) -> None:
    """Give the person a mandate of the term, or bring the newest one to what the line says."""
    person = _person(line.name, "", term.municipality_id, done)
    group = term.groups.get(name=line.group) if line.group else None
    mandate = Mandate.objects.filter(term=term, person=person).order_by("-starts_on").first()
    is_new = mandate is None
    if mandate is None:
        mandate = Mandate.objects.create(
            municipality_id=term.municipality_id,
            term=term,
            person=person,
            group=group,
            starts_on=line.starts_on or term.starts_on,
            ends_on=line.ends_on,
        )
    starts_on, ends_on = line.starts_on or mandate.starts_on, line.ends_on or mandate.ends_on
    _settle(mandate, is_new, done, group=group, starts_on=starts_on, ends_on=ends_on)


def _store_seats(roster: Roster, body: Body, done: Imported) -> None:
    for name in dict.fromkeys(line.hall for line in roster.seats):
        hall, is_new = Hall.objects.get_or_create(municipality_id=body.municipality_id, body=body, name=name)
        _settle(hall, is_new, done)
        _store_hall(hall, [line for line in roster.seats if line.hall == name], done)


def _store_hall(hall: Hall, lines: list[SeatLine], done: Imported) -> None:
    """Seat people as the lines say. Who moves leaves the old seat first, so that nobody sits twice."""
    people = {
        line.number: _person(line.name, line.capacity, hall.municipality_id, done) if line.name else None
        for line in lines
    }
    for seat in hall.seats.exclude(person=None).select_related("person"):
        if seat.number in people:
            is_left = people[seat.number] != seat.person
        else:
            is_left = seat.person in people.values()
            done.changed["seat"] += is_left
        if is_left:
            seat.person = None
            seat.save(update_fields=["person"])
    for number, person in people.items():
        seat, is_new = Seat.objects.get_or_create(
            municipality_id=hall.municipality_id, hall=hall, number=number, defaults={"person": person}
        )
        _settle(seat, is_new, done, person=person)


def _person(name: str, capacity: str, municipality_id: UUID, done: Imported) -> Person:
    person, is_new = Person.objects.get_or_create(
        municipality_id=municipality_id, name=name, defaults={"capacity": capacity}
    )
    return _settle(person, is_new, done, **({"capacity": capacity} if capacity else {}))


def _settle(row: Row, is_new: bool, done: Imported, **values: object) -> Row:  # noqa: FBT001 -- get_or_create's pair
    """Bring the row's columns to these values, and count it once as created, changed or neither."""
    table = row._meta.model_name or ""
    differing = [name for name, value in values.items() if getattr(row, name) != value]
    if is_new:
        done.created[table] += 1
    elif differing:
        for name in differing:
            setattr(row, name, values[name])
        row.save(update_fields=differing)
        done.changed[table] += 1
    return row

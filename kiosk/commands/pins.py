"""Makes and checks what lets a person in at a seat: the PIN of the seat's sheet, a clerk's code for another device."""

import hashlib
import hmac
import os
import secrets
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from django.conf import settings
from django.db import transaction
from django.db.models import F

from agenda.commands import lock_meeting, require_role
from agenda.domain.stages import MeetingStage
from agenda.models import Link, Meeting
from agenda.queries import belongs
from agenda.refusals import UnknownThing
from council.domain.actors import Actor, ActorRole
from council.models import Account, Person, Seat
from kiosk.commands.throttle import forget_failures
from kiosk.models import SeatAccess

PIN_DIGITS = 6
CODE_DIGITS = 6
CODE_LIFETIME = timedelta(minutes=10)
# A million PINs are tried in an hour whatever the hash costs; what protects them is the pepper, which whoever has a copy
# of the database lacks. So the hash may be one that 300 seats signing in at once can afford (RFC 9106, section 4).
HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def make_pins(*, meeting: Meeting, people: Collection[UUID], by: Actor, at: datetime) -> dict[UUID, str]:
    """Give each of the people a new PIN and return them by person; nobody can read them again.

    Whoever has no account gets one that opens nothing but with a PIN or a code. Sign-ins by an older PIN end, and wrong
    guesses at it are forgotten. Refuses (Forbidden, UnknownThing) who is not the clerk, and people who have neither
    mandate nor seat there.
    """
    made = {person: _digits(PIN_DIGITS) for person in people}
    # Before the transaction: hashing hundreds takes seconds, in which no ballot could be written.
    hashes = {person: HASHER.hash(_peppered("pin", str(person), pin)) for person, pin in made.items()}
    with transaction.atomic():
        require_role(by, meeting, ActorRole.CLERK)
        for person in _of(meeting, people):
            _account_of(person)
            _keep(person, pin_hash=hashes[person.pk], pin_made_at=at)
            forget_failures(whom=pin_login(person.pk))
    return made


def is_right_pin(access: SeatAccess, pin: str) -> bool:
    """Tell whether this is the person's PIN."""
    try:
        return HASHER.verify(access.pin_hash, _peppered("pin", str(access.person_id), pin))
    except (Argon2Error, InvalidHashError):
        return False


@transaction.atomic
def make_code(*, meeting: Meeting, person: UUID, by: Actor, at: datetime) -> str:
    """Return a code that lets one device in as the person once within CODE_LIFETIME; an earlier one is void.

    It begins with the number of the seat (0 without one), so that wrong guesses are counted by seat; those before it are
    forgotten. Refuses as make_pins does.
    """
    require_role(by, meeting, ActorRole.CLERK)
    (found,) = _of(meeting, [person])
    _account_of(found)
    seat = Seat.objects.filter(hall=meeting.hall_id, person=person).values_list("number", flat=True).first()
    taken = True
    while taken:
        code = f"{seat or 0}{_digits(CODE_DIGITS)}"
        digest = _code_digest(code)
        taken = SeatAccess.objects.filter(code_digest=digest).exclude(person=person).exists()
    _keep(found, code_digest=digest, code_expires_at=at + CODE_LIFETIME)
    forget_failures(whom=code_login(code))
    return code


@transaction.atomic
def take_seat(*, code: str, at: datetime) -> Account | None:
    """Use up a code and return the account it lets in, None where it is wrong, old or used.

    From then on devices that were signed in before no longer have the person's seat, and what they send is superseded.
    """
    # Two devices could type the same code at once: the second finds the row locked, and then without its code.
    found = SeatAccess.objects.select_for_update().filter(
        code_digest=_code_digest(code), code_expires_at__gt=at, person__account__is_active=True
    )
    access = found.first()
    if access is None:
        return None
    access.code_digest = access.code_expires_at = None
    access.moved_at = at
    access.save(update_fields=["code_digest", "code_expires_at", "moved_at"])
    _fence_off(access.person_id)
    return Account.objects.get(person=access.person_id)


def pin_login(person: UUID) -> str:
    """Return the name under which a person's wrong PINs are counted."""
    return f"seat-pin:{person}"


def code_login(code: str) -> str:
    """Return the name under which wrong codes for a seat are counted: the seat whose code is tried."""
    return f"seat-code:{code[:-CODE_DIGITS]}"


def _fence_off(person: UUID) -> None:
    """Raise the fence of the person's seat wherever it is linked: presses of the device left behind come too late."""
    links = Link.objects.filter(person=person).exclude(meeting__stage=MeetingStage.ADJOURNED)
    for link in links.order_by("meeting"):
        # A press of the old device could be taken in a batch that has read its fence already; it then came before this.
        lock_meeting(link.meeting_id)
        Link.objects.filter(pk=link.pk).update(fence=F("fence") + 1, is_connected=False)


def _of(meeting: Meeting, people: Collection[UUID]) -> list[Person]:
    found = list(Person.objects.filter(pk__in=people, municipality=meeting.municipality_id).order_by("pk"))
    if len(found) != len(people) or not all(belongs(meeting, person.pk) for person in found):
        raise UnknownThing
    return found


def _keep(person: Person, **fields: object) -> None:
    create = {"municipality_id": person.municipality_id} | fields
    SeatAccess.objects.update_or_create(person=person, defaults=fields, create_defaults=create)


def _account_of(person: Person) -> Account:
    """Return the person's account; a new one has no password that anybody could know."""
    account = Account.objects.filter(person=person).first()
    if account is None:
        account = Account(
            login=f"seat-{person.pk.hex}", person=person, municipality_id=person.municipality_id
        )
        account.set_unusable_password()
        account.save()
    return account


def _digits(number: int) -> str:
    return f"{secrets.randbelow(10**number):0{number}}"


def _code_digest(code: str) -> bytes:
    return bytes.fromhex(_peppered("code", code))


def _peppered(*parts: str) -> str:
    return hmac.new(_pepper(), "\0".join(parts).encode(), hashlib.sha256).hexdigest()


def _pepper() -> bytes:
    """Return the installation's pepper; the first process that needs one makes it, and never replaces another."""
    path = Path(settings.PIN_PEPPER_FILE)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        new = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(secrets.token_bytes(32))
        with suppress(FileExistsError):  # another process was first
            os.link(new, path)
        new.unlink()
    return path.read_bytes()

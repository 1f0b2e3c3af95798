"""Keeps how a person wants their pages; nothing of a meeting, so that nothing goes into the ledger."""

from typing import Any

from council.models import Person
from kiosk.models import Profile


def change_profile(*, person: Person, **changes: Any) -> Profile:
    """Return the person's settings with these fields changed; the others stay."""
    profile, _ = Profile.objects.update_or_create(
        person=person, defaults=changes, create_defaults={"municipality_id": person.municipality_id} | changes
    )
    return profile

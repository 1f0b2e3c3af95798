"""A person's own settings as their page is drawn from them, and as its script takes them after a change."""

from typing import Any
from uuid import UUID

from kiosk.models import TEXT_STEPS, Profile
from kiosk.queries import profile_of


def own_profile(person: UUID) -> dict[str, Any]:
    """Return the person's settings, with the sizes of text that come before and after theirs."""
    return shown_profile(profile_of(person))


def shown_profile(profile: Profile) -> dict[str, Any]:
    """Return settings as a page writes them; `smaller` and `larger` are the own size where there is none beyond it."""
    return {
        "text": profile.text,
        "smaller": max((step for step in TEXT_STEPS if step < profile.text), default=profile.text),
        "larger": min((step for step in TEXT_STEPS if step > profile.text), default=profile.text),
        "contrast": profile.contrast,
        "look": profile.look,
        "language": profile.language,
        "sound": "on" if profile.has_sound else "off",
        "keys": "on" if profile.has_keys else "off",
    }

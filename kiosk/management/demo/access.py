"""The demo's password, PINs and secret address: made once and kept in a private file, so that they can be shown again."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from kiosk.models import new_secret


@dataclass(frozen=True, slots=True)
class Access:
    """What opens the demo. One password for all its accounts: they are all the same visitor's."""

    password: str
    chair_pin: str
    clerk_pin: str
    display: str
    is_new: bool = False


def access_in(directory: Path) -> Access:
    """Return what is kept in `demo.json` of this directory; a new one if there is none or it cannot be read."""
    path = directory / "demo.json"
    try:
        return Access(**json.loads(path.read_text()))
    except (OSError, ValueError, TypeError):
        made = Access(secrets.token_urlsafe(9), _pin(), _pin(), new_secret(), is_new=True)
    directory.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
        json.dump({name: value for name, value in asdict(made).items() if name != "is_new"}, file)
    return made


def _pin() -> str:
    return f"{secrets.randbelow(1_000_000):06}"

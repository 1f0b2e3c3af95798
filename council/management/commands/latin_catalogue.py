"""The developers' command that writes the Serbian catalogue in Latin letters from the one in Cyrillic."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from council.domain.scripts import in_latin


class Command(BaseCommand):
    """Writes locale/sr_Latn from locale/sr, whole; the sentences of the sources hold no Cyrillic letter."""

    help = (
        "Write the Serbian catalogue in Latin letters from the one in Cyrillic; `make messages` does it too."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Write the catalogue."""
        for directory in map(Path, settings.LOCALE_PATHS):
            cyrillic, latin = (
                directory / script / "LC_MESSAGES" / "django.po" for script in ("sr", "sr_Latn")
            )
            text = cyrillic.read_text(encoding="utf-8").replace('"Language: sr\\n"', '"Language: sr_Latn\\n"')
            latin.parent.mkdir(parents=True, exist_ok=True)
            latin.write_text(
                in_latin(text).replace("in Cyrillic letters", "in Latin letters"), encoding="utf-8"
            )

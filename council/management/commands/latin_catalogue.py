"""The developers' command that writes what is Serbian in Latin letters, catalogue and pages, from the Cyrillic."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from council.domain.scripts import in_latin

# How the line with a page's languages begins; each language's name stands there in its own letters.
LANGUAGES_OF_A_PAGE = "[English]("


class Command(BaseCommand):
    """Writes locale/sr_Latn from locale/sr, whole, and docs/sr-Latn from docs/sr; sources hold no Cyrillic letter."""

    help = (
        "Write Serbian in Latin letters, catalogue and pages, from the Cyrillic; `make messages` does it too."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Write the catalogue and the pages."""
        for directory in map(Path, settings.LOCALE_PATHS):
            cyrillic, latin = (
                directory / script / "LC_MESSAGES" / "django.po" for script in ("sr", "sr_Latn")
            )
            text = cyrillic.read_text(encoding="utf-8").replace('"Language: sr\\n"', '"Language: sr_Latn\\n"')
            latin.parent.mkdir(parents=True, exist_ok=True)
            latin.write_text(
                in_latin(text).replace("in Cyrillic letters", "in Latin letters"), encoding="utf-8"
            )
        for page in (settings.BASE_DIR / "docs" / "sr").glob("*.md"):
            latin = settings.BASE_DIR / "docs" / "sr-Latn" / page.name
            latin.parent.mkdir(exist_ok=True)
            latin.write_text(page_in_latin(page.read_text(encoding="utf-8")), encoding="utf-8")


def page_in_latin(page: str) -> str:
    """Return a Serbian page in Latin letters, with the pictures of that script; its line of languages stays."""
    lines = page.replace("/pictures/sr/", "/pictures/sr-Latn/").splitlines(keepends=True)
    return "".join(line if line.startswith(LANGUAGES_OF_A_PAGE) else in_latin(line) for line in lines)

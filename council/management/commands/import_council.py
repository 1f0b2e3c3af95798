"""The shell command that imports a council's groups, councillors and seats from CSV files; see docs/importing.md."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from council.commands import Imported, NoTerm, RosterRefused, import_council
from council.domain.rosters import File
from council.models import Body


class Command(BaseCommand):
    """Imports a council, whole or not at all."""

    help = "Import a body's groups, councillors and seats from CSV files, all of them or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the body and its files."""
        parser.add_argument("--municipality", required=True, metavar="SLUG", help="its short address")
        parser.add_argument("--body", required=True, metavar="NAME", help="the council or committee")
        parser.add_argument("--groups", type=Path, metavar="FILE.csv", help="name, short_name")
        parser.add_argument(
            "--councillors",
            type=Path,
            metavar="FILE.csv",
            required=True,
            help="name, group, starts_on, ends_on",
        )
        parser.add_argument("--seats", type=Path, metavar="FILE.csv", help="hall, number, name, capacity")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Import, or say everything that is wrong, in the municipality's language."""
        body = _body(options["municipality"], options["body"])
        files = {name: _file(options[name]) for name in ("groups", "councillors", "seats") if options[name]}
        today = timezone.localdate(timezone=ZoneInfo(body.municipality.time_zone))
        with translation.override(body.municipality.language):
            try:
                done = import_council(body=body, on=today, **files)
            except RosterRefused as refused:
                raise CommandError("\n".join([str(refused.sentence), *refused.reasons()])) from None
            except NoTerm as refused:
                raise CommandError(str(refused)) from None
        self.stdout.write(_summary(done))


def _body(slug: str, name: str) -> Body:
    body = Body.objects.select_related("municipality").filter(municipality__slug=slug, name=name).first()
    if body is None:
        raise CommandError(f"There is no body “{name}” in a municipality “{slug}”.")
    return body


def _file(path: Path) -> File:
    try:
        return File(path.name, path.read_bytes())
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from None


def _summary(done: Imported) -> str:
    """Return the tables that changed, with numbers; a program can read it, so that it is not translated."""
    tables = sorted(done.created | done.changed)
    lines = [f"{table}: {done.created[table]} added, {done.changed[table]} changed" for table in tables]
    return "\n".join(lines) or "Nothing to change."

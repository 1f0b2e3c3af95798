"""The shell command that writes a whole backup into a folder, also while the server runs."""

import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ledger.domain.chain import BEGINNING
from ledger.safekeeping.bases import Place, make_base
from ledger.safekeeping.folders import Folder


class Command(BaseCommand):
    """Write a backup and say what it holds."""

    help = (
        "Writes everything into a new folder: the database, documents, and the keys in a file of their own."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder."""
        parser.add_argument("folder", type=Path, help="folder to be made; the one it lies in has to exist")
        parser.add_argument(
            "--without-keys",
            action="store_true",
            help="leave the keys out, because a copy of them is kept elsewhere",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write it; refuse a folder that is there."""
        folder = Folder(options["folder"])
        if folder.path.exists():
            raise CommandError(f"{folder.path} is there already; name a new folder")
        try:
            folder.make()
            place = Place(lineage=secrets.token_hex(16), number=0, chain=BEGINNING)
            made = make_base(folder, place, has_keys=not options["without_keys"])
        except OSError as error:
            raise CommandError(f"{folder.path} could not be written: {error}") from error
        entries = sum(made.head.sizes.values())
        self.stdout.write(
            f"{folder.path}: {made.rows} rows, {len(made.head.sizes)} logs with {entries} entries,"
            f" {len(made.head.files)} documents\nSHA-256 of its last line: {made.digest}"
        )
        if made.head.keys:
            self.stdout.write(
                f"{folder.keys_file(0)} holds the secrets: whoever has it can sign in this council's name"
            )

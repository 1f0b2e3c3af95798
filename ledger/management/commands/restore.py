"""The shell command that puts a backup or a copy back where nothing is, verifies it, and tells what is missing."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from ledger.management.held_notes import held_note, take_held_notes
from ledger.models import Entry, Log
from ledger.queries import read_held_note
from ledger.refusals import BackupRefused
from ledger.safekeeping.reading import Contents, read_folder
from ledger.safekeeping.restoring import restore


class Command(BaseCommand):
    """Restore, renew the epochs, verify, report."""

    help = (
        "Puts a backup back into an empty database, renews the epochs, verifies the ledger and names the last entry of"
        " each log and what is known to be missing. Ends with status 1 if the ledger does not verify."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder, what others hold, and whether a loss is accepted."""
        parser.add_argument("folder", type=Path, help="what KVORUM_COPY or manage.py backup wrote to")
        parser.add_argument(
            "--as-far-as-intact",
            action="store_true",
            help="put back what comes before a damaged line of the copy, and go without the rest",
        )
        take_held_notes(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Put it back; nothing was changed where this refuses."""
        os.umask(0o077)  # a database and keys: nobody else's on this machine, whoever made the directory
        notes = {path: held_note(path) for path in options["checkpoint"]}
        try:
            contents = read_folder(options["folder"])
            keys = restore(contents, is_loss_accepted=options["as_far_as_intact"])
        except BackupRefused as refused:
            raise CommandError(f"{refused.code}: {refused}") from refused
        self._tell_source(contents)
        if keys is None:
            self.stdout.write("No keys were put back: put them where they belong before the server starts.")
        call_command("renew_epochs", stdout=self.stdout)
        held = self._tell_logs(contents, notes)
        call_command("verify_ledger", checkpoint=held, stdout=self.stdout)

    def _tell_source(self, contents: Contents) -> None:
        head = contents.head
        self.stdout.write(f"Base of {head.made_at} after line {head.number}, lines up to {contents.number}")
        for path in contents.passed_over:
            self.stdout.write(f"{path.name} is damaged; an older base and the lines after it took its place")
        if damage := contents.damage:
            how = "cut, as a writer leaves it that was killed" if damage.is_cut else "damaged"
            self.stdout.write(
                f"Line {damage.line} of {damage.file.name} is {how}; nothing after it was put back"
            )

    def _tell_logs(self, contents: Contents, notes: dict[Path, str]) -> list[Path]:
        """Name the last entry of each log and what is missing; return the notes of what is there."""
        logs = {log.origin: log for log in Log.objects.order_by("purpose", "origin")}
        missing = dict.fromkeys(logs, 0)
        held = []
        for path, note in notes.items():
            told = read_held_note(note)
            if told is None or told.origin not in logs or told.size <= logs[told.origin].size:
                held.append(path)  # what does not fit is for verify_ledger to say
            else:
                missing[told.origin] = max(missing[told.origin], told.size)
        for origin, log in logs.items():
            lost = max(missing[origin], contents.lost.get(str(log.pk), 0)) - log.size
            self.stdout.write(f"{origin}: {_last_entry(log)}")
            if lost > 0:
                self.stdout.write(self.style.WARNING(f"  MISSING: at least {lost} entries after it"))
        return held


def _last_entry(log: Log) -> str:
    last = Entry.objects.filter(log=log).order_by("-sequence").values_list("sequence", "kind", "at").first()
    return "empty" if last is None else "last entry {} {} of {}".format(*last)

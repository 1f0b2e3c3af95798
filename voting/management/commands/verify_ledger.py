"""`manage.py verify_ledger`: recomputes logs and registers and compares them with checkpoints and tables."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from agenda.models import Meeting
from council.models import Municipality
from ledger.domain.words import NotWords, bytes_of
from ledger.management.held_notes import held_note, take_held_notes
from ledger.models import Checkpoint
from voting.queries.audits import Findings, Register, audit_meeting, audit_register

READING = "reading"


class Command(BaseCommand):
    """Verifies the ledger."""

    help = (
        "Recomputes every entry, the tree and all checkpoints of one meeting or of all, replays the entries and "
        "compares them with the tables. Names the first bad entry or row; ends with status 1 if there is one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a meeting and checkpoints that were kept elsewhere."""
        parser.add_argument(
            "meeting", nargs="?", type=UUID, help="id of a meeting; without it all are verified"
        )
        take_held_notes(parser)
        parser.add_argument(
            "--words",
            action="append",
            default=[],
            metavar="FIVE WORDS",
            help="the words that a display showed or a record prints; tells which checkpoint they are of",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Verify inside one snapshot, so that what is recorded meanwhile is no fault."""
        self._notes = {str(path): held_note(path) for path in options["checkpoint"]}
        self._unused = set(self._notes)
        self._done: Counter[str] = Counter()
        with transaction.atomic(using=READING):
            meetings = self._meetings(options["meeting"])
            for municipality in self._municipalities(meetings, options["meeting"]):
                self._verify(
                    municipality, [one for one in meetings if one.municipality_id == municipality.pk]
                )
            self._find_words(options["words"], meetings)
        for path in sorted(self._unused):
            self._done["faults"] += 1
            self.stdout.write(
                f"{path}: a checkpoint of {_origin(self._notes[path])}, which is no log verified here"
            )
        self._conclude()

    def _meetings(self, meeting: UUID | None) -> list[Meeting]:
        found = Meeting.objects.using(READING).select_related("log", "municipality")
        if meeting is None:
            return list(found.order_by("municipality", "held_on", "number"))
        if not (chosen := list(found.filter(pk=meeting))):
            raise CommandError(f"There is no meeting {meeting}.")
        return chosen

    def _municipalities(self, meetings: list[Meeting], meeting: UUID | None) -> list[Municipality]:
        if meeting is not None:
            return [meetings[0].municipality]
        return list(Municipality.objects.using(READING).select_related("register_log"))

    def _verify(self, municipality: Municipality, meetings: list[Meeting]) -> None:
        register = self._register(municipality)
        for meeting in meetings:
            found = audit_meeting(meeting, register, self._held(meeting.log.origin), using=READING)
            self._tell(f"Meeting {meeting.number}, {meeting.held_on}, {meeting.title}", found)

    def _register(self, municipality: Municipality) -> Register:
        log = municipality.register_log
        register = audit_register(municipality, self._held(log.origin) if log else [], using=READING)
        self._tell(f"Register of {municipality.name}", register.findings)
        return register

    def _held(self, origin: str) -> list[str]:
        """Return the notes of this log that were given on the command line."""
        held = {path: note for path, note in self._notes.items() if _origin(note) == origin}
        self._unused -= held.keys()
        return list(held.values())

    def _tell(self, what: str, found: Findings) -> None:
        self._done["logs"] += 1
        self._done["entries"] += found.entries
        self._done["faults"] += len(found.faults)
        verdict = "wrong" if found.faults else "right"
        self.stdout.write(f"{what}: {found.entries} entries, {found.checkpoints} checkpoints: {verdict}")
        for fault in found.faults:
            self.stdout.write(f"  {fault}")

    def _find_words(self, told: list[str], meetings: list[Meeting]) -> None:
        """Tell which checkpoints of these meetings the words are of."""
        for words in told:
            try:
                beginning = bytes_of(words)
            except NotWords as wrong:
                raise CommandError(f"“{words}” are no words of a checkpoint: {wrong}.") from wrong
            found = [
                f"{words}: the first {checkpoint.size} entries of meeting {meeting.number}, {meeting.held_on}"
                for meeting in meetings
                for checkpoint in Checkpoint.objects.using(READING)
                .filter(log=meeting.log_id)
                .order_by("size")
                if bytes(checkpoint.root).startswith(beginning)
            ]
            self._done["faults"] += not found
            for line in found or [f"{words}: no checkpoint of a meeting verified here has these words"]:
                self.stdout.write(line)

    def _conclude(self) -> None:
        done = self._done
        total = f"{done['logs']} logs with {done['entries']} entries"
        if done["faults"]:
            raise CommandError(f"{total}: {done['faults']} faults.")
        self.stdout.write(self.style.SUCCESS(f"{total}: everything agrees."))


def _origin(note: str) -> str:
    """Return the log that a note is of: its first line (c2sp.org/tlog-checkpoint)."""
    return note.partition("\n")[0]

"""`manage.py decide`: what the rules say to numbers, without a meeting; see docs/deciding.md."""

import csv
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from voting.domain.cases import Answer, WrongCell, answer_case, read_rows
from voting.domain.majority import Result
from voting.wording import quorum_words, reason_words

HEAD = ("id", "expected_outcome", "outcome", "needed", "obtained", "reason")
MISSED, MALFORMED = 1, 2


class Command(BaseCommand):
    """Answers a table of cases."""

    requires_system_checks = []
    help = "Decides each case of a table by its own rule, and says whether the outcome is the expected one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the table and the language of the answers."""
        parser.add_argument(
            "--cases",
            type=Path,
            required=True,
            metavar="FILE.csv",
            help="a table of cases; see docs/deciding.md",
        )
        parser.add_argument(
            "--language",
            default="en",
            choices=[code for code, _name in settings.LANGUAGES],
            help="the language of the reasons; English if not given",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write an answer for each row; ends with status 1 if an expectation is missed, 2 if a row says nothing."""
        path: Path = options["cases"]
        table, missed, malformed = _table(path), 0, 0
        answers = csv.writer(self.stdout, lineterminator="\n")
        answers.writerow(HEAD)
        with translation.override(options["language"]):
            for number, row in table:
                try:
                    answer = answer_case(row)
                except WrongCell as wrong:
                    malformed += 1
                    self.stderr.write(_wrong(path, wrong, number, row.get("id", "")))
                else:
                    answers.writerow(_line(row, answer))
                    missed += row["expected_outcome"] not in {"", answer.outcome}
        if malformed:
            raise CommandError(f"{path}: {malformed} malformed of {len(table)} rows.", returncode=MALFORMED)
        if missed:
            raise CommandError(f"{path}: {missed} of {len(table)} cases end otherwise.", returncode=MISSED)


def _table(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of the file with their numbers; ends with status 2 if it is no table of cases."""
    try:
        return list(read_rows(path.read_bytes().decode("utf-8-sig")))
    except OSError as wrong:
        raise CommandError(f"{path}: {wrong.strerror}.", returncode=MALFORMED) from None
    except UnicodeDecodeError:
        raise CommandError(f"{path}: the file is not in UTF-8.", returncode=MALFORMED) from None
    except WrongCell as wrong:
        raise CommandError(_wrong(path, wrong), returncode=MALFORMED) from None


def _line(row: dict[str, str], answer: Answer) -> tuple[object, ...]:
    finding = answer.finding
    words = reason_words(finding.reason.to_plain()) if isinstance(finding, Result) else quorum_words(finding)
    return (row["id"], row["expected_outcome"], answer.outcome, answer.needed, answer.obtained, words)


def _wrong(path: Path, wrong: WrongCell, number: int = 1, name: str = "") -> str:
    """Return where it is wrong, such as "cases.csv, row 7 (V-BG-10), column for: not a whole number", and why."""
    row = f"row {number} ({name})" if name else f"row {number}"
    column = f", column {wrong.column}" if wrong.column else ""
    return f"{path}, {row}{column}: {wrong}"

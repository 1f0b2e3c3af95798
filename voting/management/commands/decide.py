"""`manage.py decide`: what the rules say to numbers, without a meeting; see docs/deciding.md."""

import csv
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from council.domain.packs import Pack
from council.queries import packs
from voting.domain.cases import Answer, WrongCell, answer_case, read_rows
from voting.domain.majority import Result, Settled
from voting.domain.questions import ask, quorum_of
from voting.wording import answer_lines, elsewhere_line, quorum_words, reason_words

HEAD = ("id", "expected_outcome", "outcome", "needed", "obtained", "reason")
MISSED, MALFORMED = 1, 2
NUMBERS = {
    "total": "statutory number of members",
    "in_office": "members in office; without it, all",
    "present": "present, without those recused; without it, those who voted",
    "recused": "recused",
    "for": "votes for",
    "against": "votes against",
    "abstain": "abstaining",
    "not_voting": "present and not voting",
    "invalid": "invalid papers",
}


class Command(BaseCommand):
    """Answers a table of cases, or one question."""

    requires_system_checks = []
    help = "Says what a rule makes of numbers: of a table of cases, each by its own rule, or of one vote under a pack."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the table, or the pack and its numbers, and the language of the answers."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--cases", type=Path, metavar="FILE.csv", help="a table of cases")
        what.add_argument(
            "--pack", choices=sorted(packs()), metavar="CODE", help=f"one of {', '.join(packs())}"
        )
        parser.add_argument(
            "--basis", default="", metavar="KEY", help="the legal basis; without it, the ordinary"
        )
        for name, words in NUMBERS.items():
            parser.add_argument(
                f"--{name.replace('_', '-')}", dest=name, type=_number, metavar="N", help=words
            )
        parser.add_argument(
            "--settled", choices=list(Settled), type=Settled, help="what lot or chair said to a tie"
        )
        parser.add_argument(
            "--language",
            default="en",
            choices=[code for code, _english in settings.LANGUAGES],
            help="the language of the answers; English if not given",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Answer in the language asked for."""
        with translation.override(options["language"]):
            if options["cases"]:
                self._answer_cases(options["cases"])
            else:
                self._answer_question(packs()[options["pack"]], options)

    def _answer_cases(self, path: Path) -> None:
        """Write an answer for each row; ends with status 1 if an expectation is missed, 2 if a row says nothing."""
        table, missed, malformed = _table(path), 0, 0
        answers = csv.writer(self.stdout, lineterminator="\n")
        answers.writerow(HEAD)
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

    def _answer_question(self, pack: Pack, options: dict[str, Any]) -> None:
        """Write what the numbers come to under a pack, and under the ordinary rule of the others."""
        basis = pack.basis(options["basis"])
        if basis is None:
            keys = ", ".join(basis.key for basis in pack.bases if basis.key) or "none"
            raise CommandError(
                f"{pack.code} has no legal basis {options['basis']!r}. It has: {keys}.", returncode=2
            )
        numbers = {name: options[name] for name in NUMBERS}
        try:
            answer = ask(basis, numbers, options["settled"])
        except WrongCell as wrong:
            raise CommandError(
                f"--{wrong.column.replace('_', '-')}: {wrong}.", returncode=MALFORMED
            ) from None
        for line in answer_lines(answer, quorum_of(pack, numbers)):
            self.stdout.write(line)
        self.stdout.write(_("Under the ordinary rule of other packs:"))
        for other in packs().values():
            if other.code != pack.code:
                self.stdout.write(_elsewhere(other, numbers))


def _elsewhere(pack: Pack, numbers: dict[str, int | None]) -> str:
    try:
        answer = ask(pack.bases[0], numbers)
    except WrongCell:
        return elsewhere_line(pack, None)
    return elsewhere_line(pack, answer)


def _number(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


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

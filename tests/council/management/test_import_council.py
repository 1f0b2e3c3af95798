"""Importing a council from the shell."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from django.utils.translation import gettext

from council.models import Mandate, Term

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _endless(term: Term) -> None:
    term.starts_on, term.ends_on = date(2020, 1, 1), None
    term.save()


def run(directory: Path, *more: str, body: str = "Общински съвет", **texts: str) -> None:
    files = []
    for name, text in texts.items():
        (directory / f"{name}.csv").write_text(text)
        files += [f"--{name}", str(directory / f"{name}.csv")]
    call_command("import_council", "--municipality", "beli", "--body", body, *files, *more)


def test_files_are_imported_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = {"groups": "name,short_name\nА,Б\n", "councillors": "name,group\nАнна,Б\n"}
    run(tmp_path, **texts)
    assert capsys.readouterr().out == (
        "group: 1 added, 0 changed\nmandate: 1 added, 0 changed\nperson: 1 added, 0 changed\n"
    )
    run(tmp_path, **texts)
    assert capsys.readouterr().out == "Nothing to change.\n"


def test_every_error_is_told_with_file_and_row(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        run(tmp_path, councillors="name,group\nАнна,Б\n=1,\n")
    _sentence, *reasons = str(refused.value).splitlines()
    assert [reason.split(":")[0] for reason in reasons] == _rows("councillors.csv", 2, 3)
    assert not Mandate.objects.exists()


def _rows(file: str, *rows: int) -> list[str]:
    with translation.override("bg"):
        line = gettext("%(file)s, row %(row)s: %(reason)s")
        return [(line % {"file": file, "row": row, "reason": ""}).partition(":")[0] for row in rows]


def test_an_unknown_body_and_a_missing_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no body"):
        run(tmp_path, body="Комисия", councillors="name\nАнна\n")
    with pytest.raises(CommandError, match="No such file"):
        run(tmp_path, "--seats", str(tmp_path / "none.csv"), councillors="name\nАнна\n")


def test_a_body_without_a_term_is_told(tmp_path: Path) -> None:
    Term.objects.all().delete()
    with pytest.raises(CommandError):
        run(tmp_path, councillors="name\nАнна\n")

"""manage.py decide answers a table of cases, and ends with the status that says how they came out."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

CASES = Path(__file__).parents[2] / "data" / "decision-cases.csv"


def run(*arguments: object) -> tuple[list[dict[str, str]], str, int]:
    """Return the rows on standard output, what went to standard error, and the exit status."""
    out, err, status = StringIO(), StringIO(), 0
    try:
        call_command("decide", *map(str, arguments), stdout=out, stderr=err, no_color=True)
    except CommandError as error:
        err.write(str(error))
        status = error.returncode
    return list(csv.DictReader(StringIO(out.getvalue()))), err.getvalue(), status


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return a table of two cases that come out as expected."""
    path = tmp_path / "cases.csv"
    lines = CASES.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], *(line for line in lines if line[:7] in {"V-BG-03", "D-BG-36"})]))
    return path


def rewrite(path: Path, old: str, new: str) -> Path:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    return path


def test_all_published_cases_come_out_as_published() -> None:
    rows, errors, status = run("--cases", CASES)
    assert (len(rows), errors, status) == (74, "", 0)
    assert list(rows[0]) == ["id", "expected_outcome", "outcome", "needed", "obtained", "reason"]
    assert [row for row in rows if row["outcome"] != row["expected_outcome"]] == []


def test_each_row_says_what_was_needed_what_obtained_and_why(table: Path) -> None:
    rows, _, _ = run("--cases", table)
    assert [tuple(row.values()) for row in rows] == [
        (
            *("V-BG-03", "rejected", "rejected", "8", "7"),
            "At least 8 votes for are needed (those present: 15). 7 voted for.",
        ),
        ("D-BG-36", "quorum_ok", "quorum_ok", "5", "5", "At least 5 must be present, of 9. 5 are present."),
    ]


def test_a_missed_expectation_ends_with_one(table: Path) -> None:
    rows, errors, status = run("--cases", rewrite(table, ",rejected", ",adopted"))
    assert [row["outcome"] for row in rows] == ["rejected", "quorum_ok"]
    assert (errors, status) == (f"{table}: 1 of 2 cases end otherwise.", 1)


def test_without_an_expectation_none_is_missed(table: Path) -> None:
    _, errors, status = run("--cases", rewrite(table, ",rejected", ","))
    assert (errors, status) == ("", 0)


def test_a_malformed_row_ends_with_two_and_the_others_are_answered(table: Path) -> None:
    rows, errors, status = run("--cases", rewrite(table, "17,15,", "17,fifteen,"))
    assert ([row["id"] for row in rows], status) == (["D-BG-36"], 2)
    where, total = errors.splitlines()
    assert where == (
        f"{table}, row 2 (V-BG-03), column present: not a whole number from 0 to 999999: 'fifteen'"
    )
    assert total == f"{table}: 1 malformed of 2 rows."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", ", row 1: the table is empty"),
        (b"id,question\n", ", row 1, column members_total: the column is missing"),
        (b"id,\xff\n", ": the file is not in UTF-8."),
    ],
)
def test_what_is_no_table_ends_with_two(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "cases.csv"
    path.write_bytes(content)
    assert run("--cases", path) == ([], f"{path}{said}", 2)


def test_a_missing_file_ends_with_two(tmp_path: Path) -> None:
    path = tmp_path / "none.csv"
    assert run("--cases", path) == ([], f"{path}: No such file or directory.", 2)


def test_what_a_spreadsheet_saves_is_read(table: Path) -> None:
    text = table.read_text()
    table.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode() + b"\r\n,\r\n"[:2])
    rows, errors, status = run("--cases", table)
    assert (len(rows), errors, status) == (2, "", 0)


def test_reasons_are_told_in_another_language(table: Path) -> None:
    rows, _, _ = run("--cases", table, "--language", "bg")
    assert rows[0]["reason"].startswith("Необходими са най-малко 8 гласа")


def ask(*arguments: object) -> tuple[list[str], str, int]:
    """Return the lines that answer a question, the error, and the exit status."""
    out = StringIO()
    try:
        call_command("decide", *map(str, arguments), stdout=out, no_color=True)
    except CommandError as error:
        return out.getvalue().splitlines(), str(error), error.returncode
    return out.getvalue().splitlines(), "", 0


BUDGET = ("--pack", "bg", "--basis", "21(1)6", "--total", 17, "--present", 15)


def test_one_question_is_answered_in_words() -> None:
    lines, error, status = ask(*BUDGET, "--for", 9, "--against", 2, "--abstain", 4)
    assert (lines[:5], error, status) == (
        [
            "Adopted.",
            "Rule: more than 1/2 of all members by law (ЗМСМА, чл.\u00a021, ал.\u00a01, т.\u00a06).",
            "Base: all members by law: 17.",
            "Needed: 9. Obtained: 9.",
            "At least 9 votes for are needed (all members by law: 17). 9 voted for.",
        ],
        "",
        0,
    )


def test_one_vote_short_and_what_others_would_have_made_of_it() -> None:
    lines, _, _ = ask(*BUDGET, "--for", 8, "--against", 3, "--abstain", 4)
    assert lines[0] == "Not adopted."
    assert "One more for would have adopted it: one of those who abstained." in lines
    assert "* Slovenija: adopted, 6 needed (more than 1/2 of the votes for and against)." in lines
    assert not [line for line in lines if line.startswith("* България")]


def test_a_rule_that_was_not_read_names_no_article() -> None:
    lines, _, _ = ask("--pack", "hr", "--for", 8, "--against", 0, "--abstain", 8)
    assert lines[1] == "Rule: more than 1/2 of those present (unverified)."


def test_no_quorum_is_said() -> None:
    lines, _, _ = ask("--pack", "si", "--total", 14, "--present", 7, "--for", 5, "--against", 2)
    assert "But there was no quorum. At least 8 must be present, of 14. 7 are present." in lines


def test_a_tie_is_settled_by_what_is_said_of_it() -> None:
    waiting, _, _ = ask("--pack", "uk", "--for", 5, "--against", 5)
    assert waiting[0] == "A tie."
    declined, _, _ = ask("--pack", "uk", "--for", 5, "--against", 5, "--settled", "none")
    assert declined[0] == "Not adopted."
    assert "A tie, 5 for and 5 against. The chair gave no casting vote, so nothing is adopted." in declined


def test_what_others_would_need_to_know_is_not_guessed() -> None:
    lines, _, _ = ask("--pack", "si", "--for", 0, "--against", 0)
    assert "* България: not known from these numbers." in lines


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--pack", "bg", "--basis", "99", "--for", 1), "bg has no legal basis '99'. It has: 21(1)1, "),
        (("--pack", "bg", "--basis", "21(1)6", "--for", 1), "--total: the rule needs it"),
        (("--pack", "bg"), "--for: the rule needs it"),
        (("--pack", "fr", "--present", 3, "--for", 3, "--against", 0, "--in-office", -1), "--in-office"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(arguments: tuple[object, ...], said: str) -> None:
    _, error, _ = ask(*arguments)
    assert said in error


def test_the_answer_is_in_the_language_asked_for() -> None:
    lines, _, _ = ask(*BUDGET, "--for", 9, "--language", "bg")
    assert lines[0] == "Приема се."

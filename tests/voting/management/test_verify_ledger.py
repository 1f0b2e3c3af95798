"""manage.py verify_ledger says what it verified, names what is wrong, and ends with the status that says so."""

from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from agenda.models import Meeting
from kiosk import messages
from kiosk.snapshots import load
from ledger.commands import append, lock_log
from ledger.kinds import Kind
from ledger.models import Checkpoint, Entry, Log
from ledger.queries import last_checkpoint
from tests.cast import COUNCILLORS
from tests.chamber import AS_CHAIR, Chamber, councillor, make_chamber
from tests.ledger import tampering
from voting.models import Ballot

ANNA, BORIS, *_ = COUNCILLORS


def verify(*arguments: object) -> list[str]:
    """Return the lines that are printed; the last is the error, if it ends with one."""
    out = StringIO()
    try:
        call_command("verify_ledger", *map(str, arguments), stdout=out, no_color=True)
    except CommandError as error:
        return [*out.getvalue().splitlines(), str(error)]
    return out.getvalue().splitlines()


@pytest.fixture
def decided(chamber: Chamber) -> Chamber:
    """Return a meeting with a declared vote."""
    chamber.open()
    chamber.decide({ANNA: "for", BORIS: "against"})
    if connection.vendor == "postgresql":  # tables with checks due at COMMIT cannot be altered
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return chamber


def test_all_is_right(decided: Chamber) -> None:
    make_chamber("vtori", ids=False).open()
    decided.do(messages.MeetingAdjourn, AS_CHAIR)
    size = len(decided.entries())
    lines = verify()
    assert f"Meeting 12, 2026-11-21, Дванадесето заседание: {size} entries, 6 checkpoints: right" in lines
    assert "Register of Община beli: 1 entries, 1 checkpoints: right" in lines
    assert lines[-1].startswith("4 logs with ")
    assert lines[-1].endswith("entries: everything agrees.")


def test_words_from_a_photograph_lead_to_their_checkpoint(decided: Chamber) -> None:
    decided.do(messages.MeetingAdjourn, AS_CHAIR)
    size = len(decided.entries())
    shown = load(decided.meeting.pk).words
    assert shown is not None
    lines = verify("--words", shown.upper().replace(" ", "-"))
    assert f"{shown.upper().replace(' ', '-')}: the first {size} entries of meeting 12, 2026-11-21" in lines
    assert lines[-1].endswith("everything agrees.")


def test_words_of_no_checkpoint_are_a_fault(decided: Chamber) -> None:
    words = "lusab babad gutih tugad babab"
    lines = verify("--words", words)
    assert f"{words}: no checkpoint of a meeting verified here has these words" in lines
    assert lines[-1].endswith("1 faults.")


def test_what_are_no_words_is_said(decided: Chamber) -> None:
    assert verify("--words", "good morning")[-1].startswith("“good morning” are no words of a checkpoint")


def test_one_meeting_is_verified_by_its_id(decided: Chamber) -> None:
    make_chamber("vtori", ids=False).open()
    lines = verify(decided.meeting.pk)
    assert [line.partition(":")[0] for line in lines[:-1]] == [
        "Register of Община beli",
        "Meeting 12, 2026-11-21, Дванадесето заседание",
    ]


def test_there_is_no_such_meeting(db: None) -> None:
    meeting = uuid4()
    assert verify(meeting) == [f"There is no meeting {meeting}."]


def test_a_changed_entry_is_named(decided: Chamber) -> None:
    row = Entry.objects.filter(log=decided.meeting.log, kind=Kind.BALLOT_CAST)[0]
    with tampering.guards_taken_away():
        Entry.objects.filter(pk=row.pk).update(body=row.body.replace('"for"', '"abstain"'))
    lines = verify(decided.meeting.pk)
    assert f"digest: entry {row.sequence}" in lines[2]
    assert lines[-1].endswith("faults.")


@pytest.mark.parametrize("body", ["}", "[]", '{"vote":1}', "{}"])
def test_a_body_that_makes_no_sense_breaks_nothing_else(decided: Chamber, body: str) -> None:
    rows = Entry.objects.filter(log=decided.meeting.log).order_by("sequence")
    for row in (rows[0], rows.get(kind=Kind.MEETING_OPENED)):
        with tampering.guards_taken_away():
            Entry.objects.filter(pk=row.pk).update(body=body)
        lines = verify(decided.meeting.pk)
        assert any(f"entry {row.sequence}" in line for line in lines)
        assert any("contradict each other" in line for line in lines)
        with tampering.guards_taken_away():
            Entry.objects.filter(pk=row.pk).update(body=row.body)


def test_a_changed_row_is_named(decided: Chamber) -> None:
    Ballot.objects.filter(person=ANNA).update(choice="against")
    assert verify(decided.meeting.pk)[2:] == [
        f"  ballot {decided.vote().pk} {ANNA}: choice differs from the entries",
        f"2 logs with {len(decided.entries())} entries: 1 faults.",
    ]


# --- Checkpoints held elsewhere ----------------------------------------------------------------------------------


def kept(decided: Chamber, path: Path) -> Path:
    """Keep the newest checkpoint as a display would."""
    signed = last_checkpoint(decided.meeting.log_id)
    assert signed is not None
    path.write_text(signed.note, encoding="utf-8")
    return path


def test_a_kept_checkpoint_is_held_against_its_log(decided: Chamber, tmp_path: Path) -> None:
    note = kept(decided, tmp_path / "display.txt")
    assert "5 checkpoints: right" in verify(decided.meeting.pk, "--checkpoint", note)[1]


def test_a_history_rewritten_with_the_key_does_not_stand_against_it(decided: Chamber, tmp_path: Path) -> None:
    """Whoever holds database and key can make another history; only what others kept shows it."""
    note = kept(decided, tmp_path / "display.txt")
    log = Log.objects.get(pk=decided.meeting.log_id)
    rows = Entry.objects.filter(log=log).order_by("sequence")
    tampering.rewrite(log, [(row.actor, row.body.replace("Бюджет", "Бюджетът")) for row in rows])
    assert not any("root" in line for line in verify(decided.meeting.pk))
    lines = verify(decided.meeting.pk, "--checkpoint", note)
    assert any("another root checkpoint 0 held elsewhere" in line for line in lines)


def test_a_kept_checkpoint_of_another_log_is_not_passed_over(decided: Chamber, tmp_path: Path) -> None:
    other = make_chamber("vtori", ids=False)
    other.open()
    note = kept(other, tmp_path / "display.txt")
    lines = verify(decided.meeting.pk, "--checkpoint", note)
    assert lines[-2] == f"{note}: a checkpoint of {other.meeting.log.origin}, which is no log verified here"
    assert lines[-1].endswith(": 1 faults.")


def test_a_file_that_is_not_there_is_told(decided: Chamber, tmp_path: Path) -> None:
    (line,) = verify("--checkpoint", tmp_path / "none.txt")
    assert line.startswith(f"{tmp_path / 'none.txt'} cannot be read")


# --- The register --------------------------------------------------------------------------------------------------


def noted(chamber: Chamber, **changes: object) -> None:
    """Put down a checkpoint of the meeting in the register, as it is not."""
    signed = Checkpoint.objects.filter(log=chamber.meeting.log).latest("size")
    body = {
        "meeting": str(chamber.meeting.pk),
        "log": str(chamber.meeting.log_id),
        "size": signed.size,
        "root": bytes(signed.root).hex(),
        "note": signed.note,
    }
    assert chamber.municipality.register_log_id is not None
    register = lock_log(chamber.municipality.register_log_id)
    append(log=register, kind=Kind.CHECKPOINT_NOTED, actor="chair:x", body=body | changes, at=chamber.at())


def faults(lines: list[str]) -> list[str]:
    return [line.strip() for line in lines if line.startswith("  ")]


def test_what_the_register_noted_truly_is_no_fault(decided: Chamber) -> None:
    noted(decided)
    assert faults(verify()) == []


def test_a_meeting_taken_away_as_a_whole_shows_in_the_register(decided: Chamber) -> None:
    noted(decided, meeting=str(uuid4()))
    (line,) = faults(verify())
    assert line.startswith("entry 0: meeting ")
    assert line.endswith(" is gone")


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"log": str(uuid4())}, "has another log than"),
        ({"size": 3}, "register's entry 0: its size or root is not that of its note"),
        ({"root": "zz"}, "register's entry 0: its size or root is not that of its note"),
        ({"note": "", "root": "00"}, "register's entry 0: no stored checkpoint at"),
        ({"note": "", "size": 1}, "register's entry 0: no stored checkpoint at 1 has this root"),
        ({"note": "made up"}, "note:"),
    ],
)
def test_what_the_register_says_wrongly_is_found(
    decided: Chamber, changes: dict[str, object], found: str
) -> None:
    noted(decided, **changes)
    assert any(found in line for line in faults(verify()))


def test_a_checkpoint_without_signature_is_held_by_its_root(decided: Chamber) -> None:
    noted(decided, note="")
    assert faults(verify()) == []


def test_an_entry_of_the_register_that_makes_no_sense_is_named(decided: Chamber) -> None:
    noted(decided, surplus=1)
    assert "entry 0: its body does not say what it has to" in faults(verify())


def test_an_adjournment_has_to_be_in_the_register(decided: Chamber) -> None:
    decided.do(messages.MeetingAdjourn, AS_CHAIR)
    register = decided.municipality.register_log
    assert register is not None
    with tampering.guards_taken_away():
        Entry.objects.filter(log=register).delete()
        Checkpoint.objects.filter(log=register).delete()
        Log.objects.filter(pk=register.pk).update(size=0, edge=b"")
    assert faults(verify()) == ["its adjournment is not in the register"]


@pytest.mark.parametrize(("signed", "expected"), [(True, []), (False, ["digest of this document"])])
def test_a_published_document_is_one_that_was_signed(
    decided: Chamber, signed: bool, expected: list[str]
) -> None:
    decided.do(messages.MeetingAdjourn, AS_CHAIR)
    digest = "ab" * 32
    body = {"meeting": str(decided.meeting.pk), "kind": "record", "digest": digest}
    if signed:
        log = lock_log(decided.meeting.log_id)
        append(log=log, kind=Kind.RECORD_DRAFTED, actor="chair:x", body={"digest": digest}, at=decided.at())
    assert decided.municipality.register_log_id is not None
    register = lock_log(decided.municipality.register_log_id)
    append(log=register, kind=Kind.DOCUMENT_PUBLISHED, actor="chair:x", body=body, at=decided.at())
    lines = faults(verify())
    assert len(lines) == len(expected)
    assert all(part in line for part, line in zip(expected, lines, strict=True))


def test_a_municipality_without_a_register_is_a_fault(decided: Chamber) -> None:
    municipality = decided.municipality
    municipality.register_log = None
    municipality.save()
    assert "there is no register" in faults(verify())


def test_what_is_recorded_meanwhile_is_no_fault(decided: Chamber) -> None:
    decided.do(messages.SeatCheckOut, councillor(ANNA))
    assert Meeting.objects.count() == 1
    assert faults(verify()) == []

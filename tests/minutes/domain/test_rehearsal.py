"""The report of a rehearsal: what was answered, what nobody said, and a hall without a display."""

from dataclasses import replace
from datetime import UTC, date, datetime

from minutes.domain.attendance import NOTHING
from minutes.domain.blocks import Facts, Sentence, Table, Title
from minutes.domain.phrases import Clock, Phrase, Say, said
from minutes.domain.rehearsal import DisplayTold, RehearsalTold, TerminalTold, compose_rehearsal

AT = datetime(2026, 11, 5, 8, tzinfo=UTC)
ANSWERED = TerminalTold(3, "Анна", "таблет", True, False, True, True, 41, "1280×800")
SILENT = TerminalTold(None, "Борис", "", None, None, None, None, None, "")
TOLD = RehearsalTold(
    municipality="Община",
    body="Съвет",
    hall="Зала 1",
    held_on=date(2026, 11, 5),
    started_at=AT,
    ended_at=AT,
    by="Елена",
    done=1,
    terminals=(ANSWERED, SILENT),
    displays=(DisplayTold("Екран", 12, "1920×1080", True), DisplayTold("Екран 2", None, "", None)),
)


def test_each_terminal_and_display_has_a_line_with_what_was_answered() -> None:
    terminals, displays = [part for part in compose_rehearsal(TOLD) if isinstance(part, Table)]
    yes, no = Phrase(Say.YES), Phrase(Say.NO)
    assert terminals.rows == (
        ("3", "Анна", "таблет", yes, no, yes, yes, "41", "1280×800"),
        (NOTHING, "Борис", *[NOTHING] * 7),
    )
    assert displays.rows == (("Екран", "12", "1920×1080", yes), ("Екран 2", NOTHING, NOTHING, NOTHING))
    assert sum(column.share for column in terminals.columns) == 100
    assert said(Say.REHEARSAL_DONE, done=1, all=2) in [
        part.text for part in compose_rehearsal(TOLD) if isinstance(part, Sentence)
    ]


def test_it_is_marked_as_practice_and_says_when_it_ended() -> None:
    (title,) = [part for part in compose_rehearsal(TOLD) if isinstance(part, Title)]
    assert title.mark == Phrase(Say.PRACTICE)
    (facts,) = [part for part in compose_rehearsal(TOLD) if isinstance(part, Facts)]
    assert facts.pairs[-1] == (Phrase(Say.REHEARSED_TO), said(Say.TIMES, moments=Clock(AT)))
    (facts,) = [part for part in compose_rehearsal(replace(TOLD, ended_at=None)) if isinstance(part, Facts)]
    assert facts.pairs[-1][1] == NOTHING


def test_a_hall_without_a_display_says_so() -> None:
    assert Sentence(Phrase(Say.NO_DISPLAYS)) in compose_rehearsal(replace(TOLD, displays=()))

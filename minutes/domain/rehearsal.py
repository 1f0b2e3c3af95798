"""Turns what a rehearsal found into the paragraphs of its report, without a language; words are in messages."""

from dataclasses import dataclass
from datetime import date, datetime

from minutes.domain.attendance import NOTHING
from minutes.domain.blocks import Column, Facts, Heading, Paragraph, Sentence, Table, Title, Tone
from minutes.domain.phrases import Clock, Phrase, Say, Text, said


@dataclass(frozen=True, slots=True)
class TerminalTold:
    """One terminal: what it reported and what its person said; None is what nobody said. The latency is in milliseconds."""

    seat: int | None
    name: str
    device: str
    has_buttons: bool | None
    has_keys: bool | None
    has_sound: bool | None
    is_legible: bool | None
    latency_ms: int | None
    screen: str


@dataclass(frozen=True, slots=True)
class DisplayTold:
    """One display: the version it showed last and its size; `is_legible` is what the clerk said."""

    name: str
    v: int | None
    screen: str
    is_legible: bool | None


@dataclass(frozen=True, slots=True)
class RehearsalTold:
    """A rehearsal of a hall; `done` of its terminals answered everything."""

    municipality: str
    body: str
    hall: str
    held_on: date
    started_at: datetime
    ended_at: datetime | None
    by: str
    done: int
    terminals: tuple[TerminalTold, ...]
    displays: tuple[DisplayTold, ...]


def compose_rehearsal(told: RehearsalTold) -> tuple[Paragraph, ...]:
    """Return the report in reading order."""
    pairs: tuple[tuple[Text, Text], ...] = (
        (Phrase(Say.HALL), told.hall),
        (Phrase(Say.DATE), said(Say.ON, day=told.held_on)),
        (Phrase(Say.REHEARSED_FROM), said(Say.AT_BY, at=Clock(told.started_at), name=told.by)),
        (
            Phrase(Say.REHEARSED_TO),
            said(Say.TIMES, moments=Clock(told.ended_at)) if told.ended_at else NOTHING,
        ),
    )
    return (
        Title(
            municipality=told.municipality,
            body=told.body,
            document=Phrase(Say.REHEARSAL),
            nature=Phrase(Say.REHEARSAL_NATURE),
            subject=told.hall,
            running=said(Say.REHEARSAL_SHORT, held_on=told.held_on),
            mark=Phrase(Say.PRACTICE),
        ),
        Facts(pairs),
        Sentence(said(Say.REHEARSAL_DONE, done=told.done, all=len(told.terminals)), Tone.STRONG),
        Heading(1, Phrase(Say.TERMINALS)),
        _terminals(told.terminals),
        Sentence(Phrase(Say.REHEARSAL_LEGEND), Tone.MUTED),
        Heading(1, Phrase(Say.DISPLAYS)),
        _displays(told.displays) if told.displays else Sentence(Phrase(Say.NO_DISPLAYS)),
    )


def _terminals(terminals: tuple[TerminalTold, ...]) -> Table:
    columns = (
        Column(Phrase(Say.SEAT), 7, is_number=True),
        Column(Phrase(Say.CHECKED_BY), 22),
        Column(Phrase(Say.DEVICE), 19),
        Column(Phrase(Say.BUTTONS), 9),
        Column(Phrase(Say.KEYS), 8),
        Column(Phrase(Say.SOUND), 8),
        Column(Phrase(Say.LEGIBLE), 8),
        Column(Phrase(Say.LATENCY), 8, is_number=True),
        Column(Phrase(Say.SCREEN), 11),
    )
    return Table(columns, tuple(_terminal(line) for line in terminals))


def _terminal(line: TerminalTold) -> tuple[Text, ...]:
    return (
        str(line.seat or NOTHING),
        line.name,
        line.device or NOTHING,
        _answer(line.has_buttons),
        _answer(line.has_keys),
        _answer(line.has_sound),
        _answer(line.is_legible),
        NOTHING if line.latency_ms is None else str(line.latency_ms),
        line.screen or NOTHING,
    )


def _displays(displays: tuple[DisplayTold, ...]) -> Table:
    columns = (
        Column(Phrase(Say.NAME), 40),
        Column(Phrase(Say.ENTRY_SHOWN), 20, is_number=True),
        Column(Phrase(Say.SCREEN), 20),
        Column(Phrase(Say.LEGIBLE), 20),
    )
    return Table(columns, tuple(_display(line) for line in displays))


def _display(line: DisplayTold) -> tuple[Text, ...]:
    shown = NOTHING if line.v is None else str(line.v)
    return (line.name, shown, line.screen or NOTHING, _answer(line.is_legible))


def _answer(given: bool | None) -> Text:  # noqa: FBT001 -- an answer
    return NOTHING if given is None else Phrase(Say.YES if given else Say.NO)

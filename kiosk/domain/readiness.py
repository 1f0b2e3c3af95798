"""Judges from facts whether a meeting is ready: a light for each question. Red: it could not be held so. No words here."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from statistics import median

from kiosk.domain.rehearsals import WRONG_CLOCK_MS, Terminal, troubled
from ledger.domain.safekeeping import Light, Trouble

OLD_REHEARSAL_DAYS = 30
LITTLE_SPACE = 2 * 1024**3  # bytes; a year of meetings takes less
NO_SPACE = 200 * 1024**2
WRONG_DATABASE_CLOCK_MS = 1_000
FEW_CLOCKS = 3  # fewer terminals than these do not outvote the server's clock


class Cause(StrEnum):
    """What was found, good or bad; the words for it are kiosk.templatetags.readiness."""

    PRACTICE = "practice"
    TODAY = "today"
    OTHER_DAY = "other_day"
    HALL_FREE = "hall_free"
    HALL_IN_USE = "hall_in_use"
    NO_ITEMS = "no_items"
    NO_MOTIONS = "no_motions"
    AGENDA = "agenda"
    TOO_FEW_COUNCILLORS = "too_few_councillors"
    TOO_MANY_COUNCILLORS = "too_many_councillors"
    COUNCILLORS = "councillors"
    NO_CHAIR = "no_chair"
    CHAIR = "chair"
    WITHOUT_SIGN_IN = "without_sign_in"
    WITHOUT_SEAT = "without_seat"
    SEATED = "seated"
    NO_TERMINAL = "no_terminal"
    TOO_FEW_TERMINALS = "too_few_terminals"
    SOME_TERMINALS = "some_terminals"
    TERMINALS = "terminals"
    NEVER_REHEARSED = "never_rehearsed"
    OLD_REHEARSAL = "old_rehearsal"
    UNFINISHED_REHEARSAL = "unfinished_rehearsal"
    TROUBLED_TERMINALS = "troubled_terminals"
    REHEARSED = "rehearsed"
    NO_DISPLAY = "no_display"
    ILLEGIBLE_DISPLAYS = "illegible_displays"
    DISPLAYS = "displays"
    NO_SIGNING_KEY = "no_signing_key"
    SIGNING_KEYS = "signing_keys"
    NO_SPACE = "no_space"
    LITTLE_SPACE = "little_space"
    SPACE = "space"
    SERVERS_CLOCK = "servers_clock"
    DATABASE_CLOCK = "database_clock"
    CLOCK = "clock"
    EXCHANGE_AWAY = "exchange_away"
    LEDGER_FAULTS = "ledger_faults"
    LEDGER = "ledger"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """The last rehearsal of the hall: how many days ago it ended, what terminals said, displays that cannot be read."""

    days_ago: int
    terminals: Sequence[Terminal] = ()
    illegible: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a meeting that is to begin. People are named; sizes are bytes, times milliseconds.

    `quorum` is how many councillors have to be present. `exchange` is None where no Redis is used. `faults` is None
    where the ledger was not read because the meeting has begun.
    """

    is_practice: bool
    days_until: int
    elsewhere: Sequence[str]
    items: int
    motions: int
    in_office: int
    statutory_number: int
    quorum: int
    chairs: int
    without_sign_in: Sequence[str]
    without_seat: Sequence[str]
    linked: int
    unlinked: Sequence[str]
    rehearsed: Rehearsed | None
    displays: int
    without_key: Sequence[str]
    free_space: int
    database_clock_ms: int
    is_exchange_there: bool | None
    faults: Sequence[str] | None
    copy_trouble: Trouble | None
    copy_light: Light


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in answer to one question: its light, its cause, the number and the names that go with it.

    `trouble` is what is wrong with the copy to the second disk, for that cause only.
    """

    light: Light
    cause: Cause
    count: int = 0
    of: int = 0
    names: tuple[str, ...] = ()
    trouble: Trouble | None = None


def judge(facts: Facts) -> tuple[Finding, ...]:
    """Return all findings, those first that need something done; each question's order is kept."""
    found = chain.from_iterable(question(facts) for question in QUESTIONS)
    return tuple(sorted(found, key=lambda finding: list(Light).index(finding.light)))


def overall(findings: Sequence[Finding]) -> Light:
    """Return the light of the whole: the worst one."""
    return min((finding.light for finding in findings), key=list(Light).index)


def _red(cause: Cause, count: int = 0, of: int = 0, names: Sequence[str] = ()) -> Finding:
    return Finding(Light.RED, cause, count, of, tuple(names))


def _amber(cause: Cause, count: int = 0, of: int = 0, names: Sequence[str] = ()) -> Finding:
    return Finding(Light.AMBER, cause, count, of, tuple(names))


def _green(cause: Cause, count: int = 0, of: int = 0) -> Finding:
    return Finding(Light.GREEN, cause, count, of)


def _day(facts: Facts) -> Iterator[Finding]:
    if facts.is_practice:
        yield _amber(Cause.PRACTICE)
    yield _amber(Cause.OTHER_DAY, facts.days_until) if facts.days_until else _green(Cause.TODAY)
    yield _red(Cause.HALL_IN_USE, names=facts.elsewhere) if facts.elsewhere else _green(Cause.HALL_FREE)


def _agenda(facts: Facts) -> Iterator[Finding]:
    if not facts.items:
        yield _red(Cause.NO_ITEMS)
    elif not facts.motions:
        yield _amber(Cause.NO_MOTIONS, facts.items)
    else:
        yield _green(Cause.AGENDA, facts.items, facts.motions)


def _people(facts: Facts) -> Iterator[Finding]:
    if facts.in_office < facts.quorum:
        yield _red(Cause.TOO_FEW_COUNCILLORS, facts.in_office, facts.quorum)
    elif facts.in_office > facts.statutory_number:
        yield _red(Cause.TOO_MANY_COUNCILLORS, facts.in_office, facts.statutory_number)
    else:
        yield _green(Cause.COUNCILLORS, facts.in_office, facts.statutory_number)
    yield _green(Cause.CHAIR, facts.chairs) if facts.chairs else _red(Cause.NO_CHAIR)
    if facts.without_sign_in:
        yield _red(Cause.WITHOUT_SIGN_IN, names=facts.without_sign_in)
    if facts.without_seat:
        yield _amber(Cause.WITHOUT_SEAT, names=facts.without_seat)
    if not (facts.without_sign_in or facts.without_seat):
        yield _green(Cause.SEATED)


def _terminals(facts: Facts) -> Iterator[Finding]:
    everybody = facts.linked + len(facts.unlinked)
    if not facts.linked:
        yield _red(Cause.NO_TERMINAL)
    elif facts.linked < facts.quorum:
        yield _red(Cause.TOO_FEW_TERMINALS, facts.linked, everybody, facts.unlinked)
    elif facts.unlinked:
        yield _amber(Cause.SOME_TERMINALS, facts.linked, everybody, facts.unlinked)
    else:
        yield _green(Cause.TERMINALS, everybody)


def _rehearsal(facts: Facts) -> Iterator[Finding]:
    run = facts.rehearsed
    if run is None:
        yield _amber(Cause.NEVER_REHEARSED)
        return
    found = []
    if run.days_ago > OLD_REHEARSAL_DAYS:
        found.append(_amber(Cause.OLD_REHEARSAL, run.days_ago))
    if left := [terminal.name for terminal in run.terminals if not terminal.is_done]:
        found.append(_amber(Cause.UNFINISHED_REHEARSAL, names=left))
    if bad := [terminal.name for terminal in troubled(run.terminals)]:
        found.append(_amber(Cause.TROUBLED_TERMINALS, names=bad))
    yield from found or [_green(Cause.REHEARSED, run.days_ago)]


def _displays(facts: Facts) -> Iterator[Finding]:
    if not facts.displays:
        yield _amber(Cause.NO_DISPLAY)
    elif facts.rehearsed and facts.rehearsed.illegible:
        yield _amber(Cause.ILLEGIBLE_DISPLAYS, names=facts.rehearsed.illegible)
    else:
        yield _green(Cause.DISPLAYS, facts.displays)


def _signing(facts: Facts) -> Iterator[Finding]:
    yield (
        _amber(Cause.NO_SIGNING_KEY, names=facts.without_key)
        if facts.without_key
        else _green(Cause.SIGNING_KEYS)
    )


def _server(facts: Facts) -> Iterator[Finding]:
    megabytes = facts.free_space // 1024**2
    if facts.free_space < NO_SPACE:
        yield _red(Cause.NO_SPACE, megabytes)
    elif facts.free_space < LITTLE_SPACE:
        yield _amber(Cause.LITTLE_SPACE, megabytes)
    else:
        yield _green(Cause.SPACE, megabytes // 1024)
    if facts.is_exchange_there is False:
        yield _amber(Cause.EXCHANGE_AWAY)


def _clocks(facts: Facts) -> Iterator[Finding]:
    terminals = facts.rehearsed.terminals if facts.rehearsed else ()
    offsets = [one.clock_offset_ms for one in terminals if one.clock_offset_ms is not None]
    if len(offsets) >= FEW_CLOCKS and abs(median(offsets)) > WRONG_CLOCK_MS:
        yield _amber(Cause.SERVERS_CLOCK, round(abs(median(offsets)) / 1000))
    elif abs(facts.database_clock_ms) > WRONG_DATABASE_CLOCK_MS:
        yield _amber(Cause.DATABASE_CLOCK, round(abs(facts.database_clock_ms) / 1000))
    else:
        yield _green(Cause.CLOCK)


def _ledger(facts: Facts) -> Iterator[Finding]:
    if facts.faults is not None:
        yield _red(Cause.LEDGER_FAULTS, names=facts.faults) if facts.faults else _green(Cause.LEDGER)


def _copy(facts: Facts) -> Iterator[Finding]:
    """Voting never waits for the copy, so that without one a meeting can still be held."""
    light = Light.AMBER if facts.copy_light is Light.RED else facts.copy_light
    yield Finding(light, Cause.COPY, trouble=facts.copy_trouble)


QUESTIONS: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
    _day,
    _agenda,
    _people,
    _terminals,
    _rehearsal,
    _displays,
    _signing,
    _server,
    _clocks,
    _ledger,
    _copy,
)

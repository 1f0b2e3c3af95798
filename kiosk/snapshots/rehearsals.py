"""What the clerk sees of a rehearsal: every seat with its terminal's report, every display of the hall."""

from collections.abc import Sequence
from dataclasses import dataclass

from agenda.models import Meeting
from agenda.queries import mandates
from council.models import Seat
from kiosk.domain.rehearsals import Terminal, done, troubled
from kiosk.models import Display, DisplayCheck, Rehearsal, TerminalCheck
from voting.domain.choices import choices_of

LAST = 10_000  # after every seat with a number


@dataclass(frozen=True, slots=True)
class Overview:
    """A rehearsal as far as it is; displays come with their report, None where there is none."""

    rehearsal: Rehearsal
    terminals: tuple[Terminal, ...]
    displays: tuple[tuple[Display, DisplayCheck | None], ...]

    @property
    def done(self) -> int:
        """Return how many terminals have answered everything."""
        return done(self.terminals)

    @property
    def troubled(self) -> Sequence[Terminal]:
        """Return the terminals with something wrong."""
        return troubled(self.terminals)


def overview(meeting: Meeting, rehearsal: Rehearsal) -> Overview:
    """Return what is known of a meeting's rehearsal now."""
    seats = dict(Seat.objects.filter(hall=meeting.hall_id).values_list("person", "number"))
    buttons = frozenset(choices_of(may_abstain=meeting.standing_orders.may_abstain))
    reports = {report.person_id: report for report in rehearsal.terminals.all()}
    terminals = [
        _terminal(seats.get(mandate.person_id), mandate.person.name, reports.get(mandate.person_id), buttons)
        for mandate in mandates(meeting)
    ]
    terminals.sort(key=lambda terminal: (terminal.seat or LAST, terminal.name))
    checks = {check.display_id: check for check in rehearsal.displays.all()}
    displays = Display.objects.filter(hall=meeting.hall_id, revoked_at=None)
    return Overview(
        rehearsal, tuple(terminals), tuple((display, checks.get(display.pk)) for display in displays)
    )


def _terminal(seat: int | None, name: str, report: TerminalCheck | None, buttons: frozenset[str]) -> Terminal:
    if report is None:
        return Terminal(seat, name)
    return Terminal(
        seat=seat,
        name=name,
        was_heard=True,
        device=report.device,
        pressed=frozenset(filter(None, report.pressed.split(","))),
        latency_ms=report.latency_ms,
        clock_offset_ms=report.clock_offset_ms,
        width=report.width,
        height=report.height,
        has_keys=report.has_keys,
        has_sound=report.has_sound,
        is_legible=report.is_legible,
        buttons=buttons,
    )

"""What each entry about the course of a sitting adds to the record being read."""

from dataclasses import replace

from voting.domain import sitting
from voting.domain.reading import Contradiction, Reading


def pause(reading: Reading, body: sitting.MeetingPaused) -> None:
    """Begin a break; until another day everybody leaves."""
    if reading.sitting.is_paused:
        raise Contradiction("paused-twice")
    if body.is_other_day:
        if set(body.left) != set(reading.present):
            raise Contradiction("not-all-left")
        for person in body.left:
            place = reading.present.pop(person)
            stay = reading.stays[place]
            reading.stays[place] = replace(
                stay, left_at=reading.at, left_by=reading.actor, left_with_all=True
            )
    reading.sitting.breaks.append(sitting.Break(paused_at=reading.at, actor=reading.actor, said=body))


def resume(reading: Reading, body: sitting.MeetingResumed) -> None:
    """Go on after a break."""
    if not reading.sitting.is_paused:
        raise Contradiction("not-paused")
    resumed = sitting.Resumption(at=reading.at, actor=reading.actor, said=body)
    reading.sitting.breaks[-1] = replace(reading.sitting.breaks[-1], resumed=resumed)

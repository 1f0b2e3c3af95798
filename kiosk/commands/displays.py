"""What a display says that it shows, kept for the clerk; nothing of the meeting changes by it."""

from datetime import datetime

from django.db import transaction

from agenda.models import Meeting
from kiosk.models import Display, DisplayReport
from ledger.models import Log


def note_shown(*, meeting: Meeting, display: Display, epoch: str, v: int, at: datetime) -> None:
    """Keep which version of the meeting a display shows.

    It is behind if it has not reached what there was at its report before: what came since then may still be on its way.
    """
    with transaction.atomic():
        log = Log.objects.get(pk=meeting.log_id)
        before = DisplayReport.objects.filter(display=display, meeting=meeting, epoch=log.epoch).first()
        is_behind = epoch != log.epoch or (before is not None and v < before.size)
        DisplayReport.objects.update_or_create(
            display=display,
            defaults={
                "municipality": display.municipality,
                "meeting": meeting,
                "epoch": log.epoch,
                "v": v,
                "size": log.size,
                "is_behind": is_behind,
                "reported_at": at,
            },
        )

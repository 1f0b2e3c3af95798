"""Has the record of an adjourned meeting drawn up at once, on a thread of its own: no desk waits for a document."""

import logging
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from django.db import connections
from django.utils import timezone

from agenda.models import Meeting
from council.refusals import Refusal
from minutes.commands import draft_record

logger = logging.getLogger(__name__)

# One at a time: drawing takes a processor, and the other meetings of the hour need it more.
_drawer = ThreadPoolExecutor(1, thread_name_prefix="record-drawer")


def draft_soon(meeting_id: UUID) -> None:
    """Have the record of a meeting drawn up; where that fails, chair and clerk still have the button for it."""
    _drawer.submit(_draft, meeting_id)


def finish_drafting() -> None:
    """Wait until everything asked for is drawn up, or has failed."""
    _drawer.submit(lambda: None).result()


def _draft(meeting_id: UUID) -> None:
    try:
        meeting = Meeting.objects.select_related("municipality").get(pk=meeting_id)
        draft_record(meeting=meeting, at=timezone.now())
    except Refusal as refusal:
        logger.warning("the record of meeting %s is not drawn up yet: %s", meeting_id, refusal.code)
    except Exception:
        logger.exception("the record of meeting %s could not be drawn up", meeting_id)
    finally:
        connections.close_all()

"""What the clerk's desk shows of corrections: those entered, and what a further one may be about."""

from typing import Any

from agenda.models import Meeting
from voting.domain.stages import UNDER_WAY
from voting.models import Correction, Vote
from voting.wording import MATTERS, corrected_words


def desk_corrections(meeting: Meeting) -> dict[str, Any]:
    """Return the corrections entered, in words, the newest first, and the votes and items that may be corrected."""
    entered = Correction.objects.filter(meeting=meeting).select_related("entered_by")
    return {
        "entered": [
            {"words": corrected_words(one.about, one.named), "matter": MATTERS[one.matter], "row": one}
            for one in entered.order_by("-entered_at", "-pk")
        ],
        "votes": Vote.objects.filter(meeting=meeting).exclude(stage__in=UNDER_WAY).order_by("number"),
        "items": meeting.items.order_by("position"),
        "matters": MATTERS,
    }

"""What each audience sees of a meeting: loaded once, consistently, and made into frames and documents."""

from kiosk.snapshots.corrections import desk_corrections
from kiosk.snapshots.desk_agenda import desk_agenda
from kiosk.snapshots.displays import checkpoint_code, fit_words, is_result_alone, stylesheet
from kiosk.snapshots.documents import Document, HallPlan, Place
from kiosk.snapshots.frames import agenda_for, frame, mine
from kiosk.snapshots.loading import Loaded, load
from kiosk.snapshots.motions import stock_phrases
from kiosk.snapshots.newest import Newest
from kiosk.snapshots.own_record import own_record
from kiosk.snapshots.profiles import own_profile, shown_profile

__all__ = [
    "Document",
    "HallPlan",
    "Loaded",
    "Newest",
    "Place",
    "agenda_for",
    "checkpoint_code",
    "desk_agenda",
    "desk_corrections",
    "fit_words",
    "frame",
    "is_result_alone",
    "load",
    "mine",
    "own_profile",
    "own_record",
    "shown_profile",
    "stock_phrases",
    "stylesheet",
]

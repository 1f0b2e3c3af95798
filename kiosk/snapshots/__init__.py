"""What each audience sees of a meeting: loaded once, consistently, and made into frames and documents."""

from kiosk.snapshots.desk_agenda import desk_agenda
from kiosk.snapshots.documents import Document, HallPlan, Place
from kiosk.snapshots.frames import frame, mine
from kiosk.snapshots.loading import Loaded, load
from kiosk.snapshots.profiles import own_profile, shown_profile

__all__ = [
    "Document",
    "HallPlan",
    "Loaded",
    "Place",
    "desk_agenda",
    "frame",
    "load",
    "mine",
    "own_profile",
    "shown_profile",
]

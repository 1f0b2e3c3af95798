"""The cast's council for the tests below, and its screens."""

from tests.chamber import chamber, foreign, live_chamber
from tests.kiosk.sockets import floor

__all__ = ["chamber", "floor", "foreign", "live_chamber"]

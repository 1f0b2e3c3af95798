"""The incoming live end: one desk per active meeting and process takes commands and commits them in groups."""

from kiosk.desk.desks import Desk, ask, close_desks, submit, wake_desks
from kiosk.desk.orders import Attempt, LinkLost, LinkRaised, LinksSeen, Noted, Order

__all__ = [
    "Attempt",
    "Desk",
    "LinkLost",
    "LinkRaised",
    "LinksSeen",
    "Noted",
    "Order",
    "ask",
    "close_desks",
    "submit",
    "wake_desks",
]

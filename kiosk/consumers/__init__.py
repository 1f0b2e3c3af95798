"""The WebSocket of a screen: admits it, hands what it says to the desk, and lets the hub write to it."""

from kiosk.consumers.admission import nowhere
from kiosk.consumers.connection import meeting_socket
from kiosk.consumers.origins import ListedOrigins

__all__ = ["ListedOrigins", "meeting_socket", "nowhere"]

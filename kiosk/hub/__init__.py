"""The outgoing live end: one hub per process writes every audience's newest frame to the sockets of this process."""

from kiosk.hub.rooms import Hub, hub, hubs
from kiosk.hub.socket import Socket
from kiosk.hub.turns import turns

__all__ = ["Hub", "Socket", "hub", "hubs", "turns"]

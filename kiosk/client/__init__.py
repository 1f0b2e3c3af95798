"""A terminal in Python over the public protocol only: for trials, proofs and measurements.

    server = Server("http://127.0.0.1:8000")
    async with Browser(server) as browser:
        await browser.sign_in("seat-3", "...")
        terminal = Terminal(server, meeting=meeting, audience="seat", browser=browser)
        terminal.start()
        await terminal.linked()
        frame = await terminal.screen.until(lambda frame: frame["vote"] and frame["vote"]["stage"] == "open")
        answer = await terminal.press(frame["vote"]["id"], "for")

Nothing of the server is imported here, Django neither.
"""

from kiosk.client.browser import Browser, SignInError
from kiosk.client.history import History, Note, Recorder
from kiosk.client.line import HALL_PACE, PUBLIC_PACE, Line, LineEndedError, Pace
from kiosk.client.polled import PolledTerminal
from kiosk.client.screen import Screen
from kiosk.client.terminal import Terminal
from kiosk.client.watcher import Watcher
from kiosk.client.wire import NOT_SENT, UNKNOWN, Answer, Server

__all__ = [
    "HALL_PACE",
    "NOT_SENT",
    "PUBLIC_PACE",
    "UNKNOWN",
    "Answer",
    "Browser",
    "History",
    "Line",
    "LineEndedError",
    "Note",
    "Pace",
    "PolledTerminal",
    "Recorder",
    "Screen",
    "Server",
    "SignInError",
    "Terminal",
    "Watcher",
]

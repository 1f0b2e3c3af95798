"""`manage.py serve`: the product on daphne, with the settings that measurements asked for."""

import contextlib
import gc
import resource
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

PING_SECONDS = 5
PING_TIMEOUT_SECONDS = 10
BACKLOG = 4096  # of 1000 terminals connecting at once, daphne's own 50 lets some in after half a minute
# Thousands of connections live long and are no garbage; looking through them held everybody up for 130 ms, often.
COLLECT_AFTER = 50_000
MOST_BYTES = 1024 * 1024  # the application refuses above 64 KiB with an answer, daphne closes above this


class Command(BaseCommand):
    """Serves HTTP and WebSockets."""

    help = "Serves Kvorum with daphne."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address to listen at."""
        parser.add_argument("--host", default="127.0.0.1", help="address to listen at (127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="TCP port (8000)")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Listen until the process is told to end."""
        # daphne installs its event loop when it is imported, so that comes first.
        from daphne.endpoints import build_endpoint_description_strings
        from daphne.server import Server

        from asgi import application
        from ledger.signing import ensure_key

        ensure_key()
        _allow_many_sockets()
        gc.freeze()
        gc.set_threshold(COLLECT_AFTER, 20, 20)

        (endpoint,) = build_endpoint_description_strings(host=options["host"], port=options["port"])
        Server(
            application=application,
            endpoints=[f"{endpoint}:backlog={BACKLOG}"],
            ping_interval=PING_SECONDS,
            ping_timeout=PING_TIMEOUT_SECONDS,
            websocket_max_message_size=MOST_BYTES,
            websocket_max_frame_size=MOST_BYTES,
            ready_callable=lambda: self.stdout.write(
                f"Listening at http://{options['host']}:{options['port']}/"
            ),
            server_name="kvorum",
        ).run()


def _allow_many_sockets() -> None:
    """Lift the limit of open files as far as the system lets us: its usual 1024 are fewer than a meeting's public."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(OSError, ValueError):  # where it may not be lifted it stays as it is
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

"""`manage.py serve`: the product on daphne, with the settings that measurements asked for."""

import contextlib
import gc
import ipaddress
import logging
import os
import resource
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

if TYPE_CHECKING:
    from daphne.server import Server

PING_SECONDS = 5
PING_TIMEOUT_SECONDS = 10
HANDSHAKE_SECONDS = 20  # with daphne's own 5, seven of a thousand at once were cut off on a busy machine
# A screen that is not told why its socket ended comes back, and pushes out the one that took its place; daphne's own
# second is too short for a tablet that is busy, or far from its antenna.
CLOSING_SECONDS = 10
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
        parser.add_argument("--port", type=int, default=8000, help="TCP port of plain HTTP (8000)")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Listen until the process is told to end."""
        _refuse_plain_http_beyond_this_machine(options["host"])
        # daphne installs its event loop when it is imported, so that comes first.
        from daphne.server import Server

        from asgi import application
        from kiosk.desk import wake_desks
        from kiosk.management.request_limit import limit_requests
        from ledger.signing import ensure_key

        ensure_key()
        _allow_many_sockets()
        _spare_connections_a_log_line()
        gc.freeze()
        gc.set_threshold(COLLECT_AFTER, 20, 20)

        limit_requests()
        server = Server(
            application=application,
            endpoints=_endpoints(options["host"], options["port"]),
            ping_interval=PING_SECONDS,
            ping_timeout=PING_TIMEOUT_SECONDS,
            websocket_handshake_timeout=HANDSHAKE_SECONDS,
            websocket_max_message_size=MOST_BYTES,
            websocket_max_frame_size=MOST_BYTES,
            server_name="kvorum",
        )
        server.ready_callable = lambda: self._begin(server, options["host"], options["port"])
        wake_desks()
        server.run()
        self._end()

    def _end(self) -> None:
        """End the process once what the desks were handed is settled and drawn up.

        Python itself would wait for the threads of requests that were under way, and those wait for ever: for the event
        loop, which has ended. Nothing else is left to do, because no answer is given before its COMMIT.
        """
        from kiosk.desk import close_desks

        close_desks()
        logging.shutdown()
        self.stdout.flush()
        os._exit(0)

    def _begin(self, server: "Server", host: str, port: int) -> None:
        """Set what daphne has no setting for, and say where it listens."""
        server.ws_factory.closeHandshakeTimeout = CLOSING_SECONDS
        self.stdout.write(_told(host, port))


def _refuse_plain_http_beyond_this_machine(host: str) -> None:
    """Refuse to carry passwords and ballots in the open, unless whoever installs has said so in as many words."""
    if settings.HTTPS_PORT or settings.ALLOWS_PLAIN_HTTP or _is_this_machine(host):
        return
    raise CommandError(
        f"Listening at {host} without HTTPS would let anybody on the network read passwords and ballots. "
        "Run `make hall`, which sets up HTTPS; or put a proxy that speaks it on this machine and listen at "
        "127.0.0.1; or, on a network that nobody else is on, set KVORUM_ALLOW_PLAIN_HTTP=1."
    )


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _endpoints(host: str, port: int) -> list[str]:
    """Return where to listen, in Twisted's way of writing it; with TLS the plain port only leads there."""
    interface = host.strip("[]").replace(":", r"\:")
    common = f"interface={interface}:backlog={BACKLOG}"
    plain = f"tcp:port={port}:{common}"
    if not settings.HTTPS_PORT:
        return [plain]
    directory = Path(settings.TLS_DIR)
    files = {"privateKey": "server.key", "certKey": "server.pem"}
    if (directory / "chain.pem").exists():  # of a certificate brought along, those above it
        files["extraCertChain"] = "chain.pem"
    named = ":".join(f"{argument}={_quoted(directory / name)}" for argument, name in files.items())
    return [f"ssl:port={settings.HTTPS_PORT}:{named}:{common}", plain]


def _quoted(path: Path) -> str:
    if not path.exists():
        raise CommandError(f"{path} is missing; `manage.py hall --setup-only` makes it.")
    return str(path).replace("\\", r"\\").replace(":", r"\:").replace("=", r"\=")


def _told(host: str, port: int) -> str:
    plain = f"http://{host}:{port}/"
    if not settings.HTTPS_PORT:
        return f"Listening at {plain}"
    return f"Listening at https://{host}:{settings.HTTPS_PORT}/, where {plain} leads"


def _spare_connections_a_log_line() -> None:
    """Keep autobahn from laying out fifty attributes of each connection for a log that is off: a sixth of a connection."""
    from autobahn.websocket import protocol

    if hasattr(protocol, "pformat"):
        protocol.pformat = lambda _attributes: ""


def _allow_many_sockets() -> None:
    """Lift the limit of open files as far as the system lets us: its usual 1024 are fewer than a meeting's public."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(OSError, ValueError):  # where it may not be lifted it stays as it is
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

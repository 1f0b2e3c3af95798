"""`manage.py hall`: the product in a building without internet, over HTTPS with an authority of its own."""

import os
import socket
import sys
from argparse import ArgumentParser
from io import StringIO
from pathlib import Path
from typing import Any

import segno
from cryptography.hazmat.primitives import hashes
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kiosk.management.hall.authority import NotCovered, Served, ensure_certificate
from kiosk.management.hall.environment import Hall, become, hall_of, settings_of
from ledger.signing import ensure_key

MANAGE = Path(settings.BASE_DIR) / "manage.py"


class Command(BaseCommand):
    """Brings everything to where the hall can be served, says how it is reached, and serves it."""

    help = (
        "Serve Kvorum in a building: HTTPS with a local authority, one address, QR codes; no internet needed."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to serve at all."""
        chosen = parser.add_mutually_exclusive_group()
        chosen.add_argument("--setup-only", action="store_true", help="set up and print, but do not serve")
        chosen.add_argument(
            "--print-settings",
            action="store_true",
            help="print the settings it serves with, and do nothing else",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Set up what is missing, then become the server."""
        hall = hall_of(os.environ)
        variables = settings_of(hall, os.environ, Path(settings.VAR))
        if options["print_settings"]:
            self.stdout.write("\n".join(f"{name}={value}" for name, value in variables.items()))
            return
        if not options["setup_only"]:
            for port in (hall.https_port, hall.http_port):
                _require_free(port)
        served = self._set_up(hall)
        self.stdout.write(_told(hall, served, is_read_by_a_person=sys.stdout.isatty()))
        if options["setup_only"]:
            return
        if path := variables.get("KVORUM_LOG_FILE"):
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            self.stdout.write(f"The log is written to {path}.")
        sys.stdout.flush()
        become(
            sys.executable,
            [str(MANAGE), "serve", "--host", "0.0.0.0", "--port", str(hall.http_port)],  # noqa: S104 -- the hall
            variables,
        )

    def _set_up(self, hall: Hall) -> Served:
        os.umask(0o077)  # keys, database and log: nobody else's on this machine, whoever made the directory
        call_command("migrate", verbosity=0)
        if _is_static_stale():
            call_command("collectstatic", interactive=False, verbosity=0)
        ensure_key()
        try:
            return ensure_certificate(Path(settings.TLS_DIR), hall.hosts, timezone.now())
        except NotCovered as refused:
            raise CommandError(str(refused)) from refused


def _is_static_stale() -> bool:
    """Tell whether files that browsers get have changed, with a new release, since they were last collected."""
    collected = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not collected.exists():
        return True
    found = (Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([]))
    return any(path.stat().st_mtime > collected.stat().st_mtime for path in found)


def _require_free(port: int) -> None:
    """Refuse to begin where the server could not listen."""
    with socket.socket() as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind(("", port))
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be listened at ({error.strerror}). Another program, perhaps another Kvorum, may "
                "be there; ports below 1024 are open to root and to the unit in deploy/ only. Others are chosen with "
                "KVORUM_HTTPS_PORT and KVORUM_HTTP_PORT."
            ) from error


def _told(hall: Hall, served: Served, *, is_read_by_a_person: bool) -> str:
    """Return what whoever sets up the hall needs; QR codes only where somebody looks at the screen."""
    lines = [f"Kvorum is reached at  {hall.address}"]
    if served.authority:
        lines.append(f"A device trusts it after following  {hall.trust_address}")
        lines.append(
            f"SHA-256 of its authority's certificate:  {served.authority.fingerprint(hashes.SHA256()).hex(':').upper()}"
        )
    lines.append(f"The certificate holds until {served.ends:%Y-%m-%d}.")
    if is_read_by_a_person:
        lines += _code(hall.address)
        lines += _code(hall.trust_address) if served.authority else []
    return "\n".join(lines)


def _code(address: str) -> list[str]:
    terminal = StringIO()
    segno.make(address).terminal(out=terminal, compact=True)
    return ["", address, terminal.getvalue()]

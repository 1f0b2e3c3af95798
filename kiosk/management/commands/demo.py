"""`manage.py demo`: a made-up council with sign-ins for every role, set up once and served on this machine."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from council.models import Municipality
from kiosk.management.demo.access import Access, access_in
from kiosk.management.demo.content import SLUG, STATUTORY_NUMBER
from kiosk.management.demo.council import SEATS_TO_TRY, Demo, set_up
from kiosk.management.demo.papers import lay_papers
from ledger.signing import ensure_key

MANAGE = Path(settings.BASE_DIR) / "manage.py"
# Each role has a host of its own, so that all can be signed in side by side in one browser; browsers take every name
# under localhost for this machine.
HOSTS = ("chair", "clerk", "display", *(f"seat-{number}" for number in range(1, STATUTORY_NUMBER + 2)))


class Command(BaseCommand):
    """Sets up the demo and serves it."""

    help = "Set up a made-up council of 17, print addresses and passwords, and serve it on this machine."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the port, and whether to serve at all."""
        parser.add_argument("--port", type=int, default=8000, help="TCP port on 127.0.0.1 (8000)")
        parser.add_argument("--setup-only", action="store_true", help="set up and print, but do not serve")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Bring everything to where the demo can begin, then become the server."""
        call_command("migrate", verbosity=0)
        _refuse_real_councils()
        if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
            call_command("collectstatic", interactive=False, verbosity=0)
        ensure_key()
        access = access_in(Path(settings.VAR))
        demo = set_up(access=access, at=timezone.now())
        lay_papers(demo.meeting, timezone.now())
        self.stdout.write(_told(demo, access, options["port"]))
        if not options["setup_only"]:
            _become_server(options["port"])


def _refuse_real_councils() -> None:
    """Refuse a database with real municipalities: the demo's passwords would open a door into it."""
    real = Municipality.objects.filter(is_demonstration=False).exclude(slug=SLUG).first()
    if real is not None:
        raise CommandError(f"This database belongs to {real}; the demo needs one of its own (KVORUM_VAR).")


def _become_server(port: int) -> None:
    """Replace this process, so that the server begins with the demo's addresses and gets its signals itself."""
    sys.stdout.flush()
    origins = [
        f"http://{host}:{port}"
        for host in ("127.0.0.1", "localhost", *(f"{name}.localhost" for name in HOSTS))
    ]
    demo = {"KVORUM_HOSTS": "127.0.0.1,localhost,.localhost", "KVORUM_ORIGINS": ",".join(origins)}
    arguments = [sys.executable, str(MANAGE), "serve", "--port", str(port)]
    os.execve(sys.executable, arguments, os.environ | demo)  # noqa: S606 -- our own command


def _told(demo: Demo, access: Access, port: int) -> str:
    """Return what somebody needs who tries the demo."""
    seats = [f"seat-{number}" for number in range(1, SEATS_TO_TRY + 1)]
    lines = [
        (f"http://chair.localhost:{port}/chair/", "chair", f"signs with PIN {access.chair_pin}"),
        (f"http://clerk.localhost:{port}/clerk/", "clerk", f"signs with PIN {access.clerk_pin}"),
        *((f"http://{seat}.localhost:{port}/seat/", seat, "") for seat in seats),
    ]
    rows = [
        f"  {address:<44} {login:<8} {demo.logins[login]}{', ' * bool(note)}{note}"
        for address, login, note in lines
    ]
    return "\n".join(
        [
            f"{demo.body}: {demo.meeting.title}, № {demo.meeting.number}",
            "",
            f"Sign in with the login beside the address; the password is always  {access.password}",
            "",
            *rows,
            f"  http://display.localhost:{port}/display/{access.display}/",
            f"  {f'http://localhost:{port}/':<44} public page",
            f"  {f'http://clerk.localhost:{port}/setup/':<44} clerk    setting up",
            "",
            f"The chair votes at http://chair.localhost:{port}/seat/, the other councillors are",
            f"{', '.join(sorted(set(demo.logins) - {'chair', 'clerk'} - set(seats), key=_by_number))}.",
            f"Signatures are made with keys of a local TEST authority in {settings.SIGNING_DIR}.",
            "",
        ]
    )


def _by_number(login: str) -> tuple[int, str]:
    return len(login), login

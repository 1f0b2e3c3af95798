"""Real server processes on the database of the test that runs in this process; no tests."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from kiosk.client import Browser, Server
from tests.chamber import PASSWORD, Chamber
from tests.services import KvorumServer

Serve = Callable[..., KvorumServer]


def address_of_database() -> str:
    """Return the address of this process's database, for KVORUM_DATABASE_URL."""
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite://{at['NAME']}"
    return f"postgresql://{quote(at['USER'])}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


@pytest.fixture
def serve(live_chamber: Chamber, tmp_path: Path) -> Iterator[Serve]:
    """Return what starts server processes for the cast's council; they are killed after the test."""
    servers: list[KvorumServer] = []

    def start(**given: Any) -> KvorumServer:
        own = {
            "database_url": address_of_database(),
            "var": tmp_path / "var",
            "KVORUM_LEDGER_KEY": str(settings.LEDGER_KEY_FILE),
            "KVORUM_PIN_PEPPER": str(settings.PIN_PEPPER_FILE),
        }
        server = KvorumServer(**own | given)
        servers.append(server)
        server.start()
        return server

    yield start
    for server in servers:
        server.kill()


async def signed_in(server: KvorumServer, person: object) -> Browser:
    """Return a browser in which somebody of the cast is signed in."""
    browser = Browser(Server(server.url))
    await browser.sign_in(str(person), PASSWORD)
    return browser

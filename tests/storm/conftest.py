"""What storms share: a hand in the server's database; and the HTTP client's lines, one a request, are not wanted."""

import logging
from collections.abc import Iterator

import pytest

from tests.services import KvorumServer
from tests.storm.facts import Backstage

for chatty in ("httpx", "httpcore", "websockets"):
    logging.getLogger(chatty).setLevel(logging.WARNING)


@pytest.fixture
def backstage(server: KvorumServer) -> Iterator[Backstage]:
    """Return a hand in the database of the server under test."""
    with Backstage(server) as backstage:
        yield backstage

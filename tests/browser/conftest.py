"""What the browser tests share: one server for the tests of a module."""

from collections.abc import Iterator

import pytest

from tests.services import KvorumServer, Template


@pytest.fixture(scope="module")
def server(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KvorumServer]:
    """Return one server for all tests of a module, on a database of its own."""
    url = template.copy()
    with KvorumServer(database_url=url, var=tmp_path_factory.mktemp("hall")) as server:
        yield server
    template.drop(url)

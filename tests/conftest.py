"""What all tests share: the databases, the private services and the rules of the two passes.

`make test` runs everything on SQLite, then what depends on a database again on PostgreSQL, for which
KVORUM_DATABASE_URL names a cluster. Marked `both` by itself is what uses a database or a server, browsers excepted: what
a page shows does not depend on the database, and a meeting from end to end is marked by hand.
"""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import hypothesis
import pytest
from django.conf import settings
from django.utils import translation
from playwright.sync_api import Browser

from minutes.signing.authority import issue_test_key
from tests.services import (
    KvorumServer,
    PostgresCluster,
    RedisServer,
    Template,
    chromium,
    template_for,
)
from tests.services.connections import TestDatabase, one_connection
from tests.services.node import ENDINGS, NodeFile

StartServer = Callable[..., KvorumServer]

LONG = ("storm", "browser")

hypothesis.settings.register_profile("kvorum", deadline=None, derandomize=True)
hypothesis.settings.register_profile("long", deadline=None, max_examples=2000)


def pytest_addoption(parser: pytest.Parser) -> None:
    storm = parser.getgroup("storm")
    storm.addoption("--storm-seed", type=int, default=1, help="seed of all faults (default: %(default)s)")
    storm.addoption("--storm-times", type=int, default=1, help="how many times as long as in CI")


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("--hypothesis-profile"):
        hypothesis.settings.load_profile("kvorum")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.name.endswith(ENDINGS):
        return NodeFile.from_parent(parent, path=file_path)
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("browser"):
            continue
        if _uses_database(item) or "template" in getattr(item, "fixturenames", ()):
            item.add_marker("both")
    _begin_with_the_longest(items)


def _begin_with_the_longest(items: list[pytest.Item]) -> None:
    """Put storms first, then browsers, then large files: of two processes none is left with a long file at the end."""
    sizes = Counter(item.path for item in items)
    files = {kind: {item.path for item in items if item.get_closest_marker(kind)} for kind in LONG}

    def shortness(item: pytest.Item) -> tuple[bool | int | str, ...]:
        return *(item.path not in files[kind] for kind in LONG), -sizes[item.path], str(item.path)

    items.sort(key=shortness)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[Any]:
    if not _rolls_back(item):
        return (yield)
    with one_connection():
        return (yield)


def _uses_database(item: pytest.Item) -> bool:
    named = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return bool(named) or item.get_closest_marker("django_db") is not None


def _rolls_back(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    commits = "transactional_db" in getattr(item, "fixturenames", ())
    return _uses_database(item) and not commits and not (marker and marker.kwargs.get("transaction"))


@pytest.fixture(scope="session", autouse=True)
def _own_directories(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep tests in this process away from the keys of a demo, and from the need to collect static files."""
    var = tmp_path_factory.mktemp("var")
    settings.LEDGER_KEY_FILE = var / "keys" / "ledger.pem"
    settings.SIGNING_DIR = var / "signers"
    settings.PIN_PEPPER_FILE = var / "keys" / "pin-pepper"
    settings.PAPERS_DIR = var / "papers"
    settings.SECRET_KEY_FILE = var / "secret-key"
    settings.STATIC_ROOT = var / "static"
    settings.STATIC_ROOT.mkdir()
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


@pytest.fixture(scope="session", autouse=True)
def _test_authority(_own_directories: None) -> None:
    """Make the authority of the signers' keys before any of them, whatever time a test takes for now."""
    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    issue_test_key(person_id=uuid4(), name="first", pin="0000", at=long_ago)


@pytest.fixture(autouse=True)
def _default_language() -> None:
    """Begin in the default language, whatever the last page of the test before was written in."""
    translation.deactivate()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """Return the migrated database of this pass, to be copied."""
    return template_for(os.environ.get("KVORUM_DATABASE_URL", ""), tmp_path_factory.mktemp("databases"))


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """Return such a database with the demo's council in it."""
    url = os.environ.get("KVORUM_DATABASE_URL", "")
    return template_for(url, tmp_path_factory.mktemp("demo"), ("demo", "--setup-only"))


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, template: Template
) -> Iterator[None]:
    """Set up a copy of the template, where pytest-django would migrate a database of its own."""
    database = TestDatabase(template)
    with django_db_blocker.unblock():
        database.put_in_use()
    yield
    with django_db_blocker.unblock():
        database.drop()


@pytest.fixture
def database_url(template: Template) -> Iterator[str]:
    """Return the address of a fresh database for a server under test."""
    url = template.copy()
    yield url
    template.drop(url)


@pytest.fixture
def empty_database(template: Template) -> Iterator[str]:
    """Return the address of a database without a table, as on a new machine."""
    url = template.empty()
    yield url
    template.drop(url)


@pytest.fixture
def var(template: Template, database_url: str, tmp_path: Path) -> Path:
    """Return the directory of a server under test, with the keys and files that its database knows."""
    return shutil.copytree(template.var, tmp_path / "var")


@pytest.fixture
def start_server(database_url: str, var: Path) -> Iterator[StartServer]:
    """Return what starts server processes on one fresh database; they are killed after the test.

    It takes what KvorumServer takes: start_server(redis_url=redis_server.url, KVORUM_LOG_LEVEL="DEBUG").
    """
    servers: list[KvorumServer] = []

    def start(**given: Any) -> KvorumServer:
        whole: dict[str, Any] = {"database_url": database_url, "var": var} | given
        server = KvorumServer(**whole)
        servers.append(server)
        server.start()
        return server

    yield start
    for server in servers:
        server.kill()  # the database goes too: to end in peace they would wait for pages that are still open


@pytest.fixture
def server(start_server: StartServer) -> KvorumServer:
    """Return a server process on a fresh database, without Redis."""
    return start_server()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresCluster]:
    """Return a private PostgreSQL cluster; whoever stops it starts it again, or makes one of its own."""
    with PostgresCluster() as cluster:
        yield cluster


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[RedisServer]:
    """Return a Redis of this test's own, which may do with it what it likes."""
    with RedisServer(tmp_path) as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium, in which each test opens profiles of its own."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def storm_seed(request: pytest.FixtureRequest) -> int:
    """Return the seed of all faults."""
    return int(request.config.getoption("--storm-seed"))


@pytest.fixture
def storm_times(request: pytest.FixtureRequest) -> int:
    """Return how many times as long as in CI a storm is to last."""
    return int(request.config.getoption("--storm-times"))

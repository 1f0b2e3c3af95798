"""What the browser tests share: the demo's council, on a server of their own or of their module, and a browser profile."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.people import Demo, set_up
from tests.conftest import StartServer
from tests.services import KvorumServer, Template


@pytest.fixture(scope="session")
def template(demo_template: Template) -> Template:
    """Have every server of these tests start with the demo's council."""
    return demo_template


@pytest.fixture(scope="module")
def server(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KvorumServer]:
    """Return one server for all tests of a module, on a database of its own."""
    url = template.copy()
    var = shutil.copytree(template.var, tmp_path_factory.mktemp("hall") / "var")
    with KvorumServer(database_url=url, var=var) as server:
        yield server
        server.kill()
    template.drop(url)


@pytest.fixture
def demo(start_server: StartServer) -> Demo:
    """Return the demo's council on a server of its own."""
    return set_up(start_server())


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return one browser profile, in English, in which every role has its own host."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 800})
    yield context
    context.close()

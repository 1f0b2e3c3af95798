"""Real services for tests: private, on free ports of 127.0.0.1, stopped by pid; no tests of the product.

Each is a context manager and may be stopped, killed and started again on its port inside it:

with PostgresCluster() as cluster, RedisServer(directory) as redis:
    template = template_for(cluster.url(), directory)
    with KvorumServer(database_url=template.copy(), redis_url=redis.url, var=directory / "var") as server:
        server.kill()
        server.start()
"""

from tests.services.browser import CHROMIUM_ARGUMENTS, chromium, chromium_path
from tests.services.databases import Template, template_for
from tests.services.hall import HallServer
from tests.services.ports import free_port
from tests.services.postgres import PostgresCluster
from tests.services.program import Program
from tests.services.redis_server import RedisServer
from tests.services.server import KvorumServer
from tests.services.waiting import wait_until

__all__ = [
    "CHROMIUM_ARGUMENTS",
    "HallServer",
    "KvorumServer",
    "PostgresCluster",
    "Program",
    "RedisServer",
    "Template",
    "chromium",
    "chromium_path",
    "free_port",
    "template_for",
    "wait_until",
]

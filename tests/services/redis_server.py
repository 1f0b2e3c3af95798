"""A private Redis server without persistence, which can be stopped, restarted, stalled and flushed."""

from pathlib import Path

import redis

from tests.services.ports import free_port
from tests.services.program import Program


class RedisServer(Program):
    """Redis on a free port of 127.0.0.1; `directory` holds its log; the port stays the same over restarts."""

    def __init__(self, directory: Path) -> None:
        self.port = free_port()
        arguments: list[str | Path] = [
            *("redis-server", "--bind", "127.0.0.1", "--port", str(self.port)),
            *("--save", "", "--appendonly", "no", "--dir", directory),
        ]
        super().__init__(arguments, log=directory / f"redis-{self.port}.log", directory=directory)

    @property
    def url(self) -> str:
        """Return the address for KVORUM_REDIS_URL."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start Redis and wait until it answers."""
        super().start()
        self.wait_for(self._answers, what="Redis answers")

    def flush(self) -> None:
        """Forget everything that Redis holds."""
        with self._client() as client:
            client.flushall()

    def _answers(self) -> bool:
        try:
            with self._client() as client:
                return bool(client.ping())
        except (redis.ConnectionError, redis.TimeoutError):
            return False

    def _client(self) -> redis.Redis:
        return redis.Redis(port=self.port, socket_timeout=30)

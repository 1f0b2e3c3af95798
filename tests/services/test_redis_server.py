"""The private Redis forgets, stalls and comes back on its port."""

import pytest
import redis

from tests.services import RedisServer


def test_it_comes_back_empty_on_the_same_port(redis_server: RedisServer) -> None:
    with redis.Redis.from_url(redis_server.url) as client:
        client.set("item", "7")
        redis_server.stop()
        with pytest.raises(redis.ConnectionError):
            client.get("item")
        redis_server.start()
        assert client.get("item") is None


def test_stalled_it_keeps_connections_and_answers_nothing(redis_server: RedisServer) -> None:
    with redis.Redis.from_url(redis_server.url, socket_timeout=0.2) as client:
        client.set("item", "7")
        redis_server.stall()
        with pytest.raises(redis.TimeoutError):
            client.get("item")
        redis_server.resume()
        assert client.get("item") == b"7"


def test_it_is_flushed(redis_server: RedisServer) -> None:
    with redis.Redis.from_url(redis_server.url) as client:
        client.set("item", "7")
        redis_server.flush()
        assert client.get("item") is None

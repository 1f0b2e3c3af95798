"""Handshakes from pages of other origins are refused before anything else is looked at."""

from typing import Any

import pytest
from channels.routing import URLRouter

from kiosk.consumers import ListedOrigins
from kiosk.routing import websocket_urlpatterns

LISTED = "http://council.example:8000"


async def refusal_of(application: Any, path: str, *origins: str, **over: Any) -> list[str]:
    """Return what is done to a handshake, that came `over` a link."""
    done: list[str] = []

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(event: dict[str, Any]) -> None:
        done.append(event["type"])

    headers = [(b"host", b"council.example:8000"), *((b"origin", origin.encode()) for origin in origins)]
    scope = {"type": "websocket", "path": path, "query_string": b"", "headers": headers, **over}
    await application(scope, receive, send)
    return done


async def accepting(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "websocket.accept"})


@pytest.mark.parametrize("origin", [LISTED, "https://kvorum.example", "http://seat-3.localhost:8000"])
async def test_a_listed_origin_is_let_through(origin: str) -> None:
    application = ListedOrigins(accepting, [LISTED, "https://kvorum.example", "http://.localhost:8000"])
    assert await refusal_of(application, "/", origin) == ["websocket.accept"]


@pytest.mark.parametrize(
    "origins",
    [
        (),
        ("",),
        ("null",),
        ("http://council.example:8001",),
        ("https://council.example:8000",),
        ("http://council.example",),
        ("http://evil.example:8000",),
        ("http://council.example:8000.evil.example",),
        ("http://council.example:8000:8000",),
        ("http://council.example:99999999",),
        ("http://[council.example:8000",),
        ("http://localhost.evil.example:8000",),
        ("http://evil.example", LISTED),
        (LISTED, "http://evil.example"),
        (LISTED, LISTED),
    ],
)
async def test_another_origin_is_refused(origins: tuple[str, ...]) -> None:
    application = ListedOrigins(accepting, [LISTED, "http://.localhost:8000"])
    assert await refusal_of(application, "/", *origins) == ["websocket.close"]


@pytest.mark.parametrize(
    "path",
    ["/", "/ws/", "/ws/meetings/x/seat", "/ws/meetings/7b2f3a68-5c1a-4a4e-9d6f-0a1b2c3d4e5f/seat/more"],
)
async def test_elsewhere_there_is_no_socket(path: str) -> None:
    assert await refusal_of(URLRouter(websocket_urlpatterns), path) == ["websocket.close"]


LAN, HERE = ["192.168.1.30", 50_000], ["127.0.0.1", 50_000]
BY_PLAIN_PORT, BY_TLS_PORT = ["192.168.1.20", 8080], ["192.168.1.20", 8443]


@pytest.mark.parametrize(
    ("https_port", "over", "done"),
    [
        (0, {"client": LAN}, "close"),
        (0, {"client": LAN, "scheme": "ws"}, "close"),
        (0, {"client": LAN, "scheme": "wss"}, "accept"),
        (0, {"client": HERE, "scheme": "ws"}, "accept"),
        (0, {"client": None}, "accept"),
        (8443, {"client": LAN, "server": BY_TLS_PORT}, "accept"),
        (8443, {"client": LAN, "server": BY_PLAIN_PORT}, "close"),
        (8443, {"client": HERE, "server": BY_PLAIN_PORT}, "close"),
    ],
)
async def test_no_socket_stands_in_the_open_on_a_network(
    settings: Any, https_port: int, over: dict[str, Any], done: str
) -> None:
    settings.HTTPS_PORT = https_port
    application = ListedOrigins(accepting, [LISTED])
    assert await refusal_of(application, "/", LISTED, **over) == [f"websocket.{done}"]


async def test_unless_whoever_installs_allows_it(settings: Any) -> None:
    settings.ALLOWS_PLAIN_HTTP = True
    assert await refusal_of(ListedOrigins(accepting, [LISTED]), "/", LISTED, client=LAN) == [
        "websocket.accept"
    ]

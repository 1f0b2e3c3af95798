"""Puts HTTP and WebSocket together into the one ASGI application of Kvorum, once the database is fit to be served."""

import os
from concurrent.futures import ThreadPoolExecutor

import django
from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.db import DEFAULT_DB_ALIAS, connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "council.settings")
django.setup()

from council.checks import require_durable  # noqa: E402 -- models must be loaded first
from kiosk.consumers import ListedOrigins  # noqa: E402
from kiosk.routing import websocket_urlpatterns  # noqa: E402
from ledger.guards import require_all  # noqa: E402
from ledger.safekeeping.keeper import keep_copy  # noqa: E402


def _require_fit_database() -> None:
    """Refuse to serve on a database that could forget an acknowledged ballot, or let one be changed."""
    require_durable(DEFAULT_DB_ALIAS)
    require_all()
    connection.close()


def _keep_copy() -> None:
    keep_copy()
    connection.close()


# Some servers import this inside their event loop, where Django lets nobody wait for a database.
with ThreadPoolExecutor(1) as beside:
    beside.submit(_require_fit_database).result()
    beside.submit(_keep_copy).result()
application = ProtocolTypeRouter(
    {
        "http": get_asgi_application(),
        "websocket": ListedOrigins(URLRouter(websocket_urlpatterns), settings.ORIGINS),
    }
)

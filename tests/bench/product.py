"""The product's own server on daphne or uvicorn, printing when the hub has a new state ready to be written.

`python -m tests.bench.product daphne|uvicorn PORT`
"""

import os
import resource
import sys
import time
from typing import Any
from uuid import UUID

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "council.settings")
django.setup()

from kiosk.hub import Hub  # noqa: E402 -- models must be loaded first
from tests.bench.reference import BACKLOG, LOCAL, note  # noqa: E402

_build = Hub.build


async def _noted_build(hub: Hub, meeting: UUID, shows: set[Any], people: list[UUID]) -> Any:
    began = time.monotonic_ns()
    built = await _build(hub, meeting, shows, people)
    is_public = any(audience == "public" for audience, _language in shows)
    note(v=built.v, is_public=is_public, is_hall=not is_public, began=began, built=time.monotonic_ns())
    return built


def main() -> None:
    """Serve the product."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    Hub.build = _noted_build  # type: ignore[method-assign]
    kind, port = sys.argv[1], int(sys.argv[2])
    if kind == "daphne":
        call_command("serve", "--port", str(port))
        return
    import uvicorn  # noqa: PLC0415 -- it is no requirement of the product

    uvicorn.run(
        "asgi:application",
        host=LOCAL,
        port=port,
        backlog=BACKLOG,
        log_level="warning",
        lifespan="off",
        ws="websockets-sansio",
    )


if __name__ == "__main__":
    main()

"""The page on what is published names every address and every column."""

import re
from pathlib import Path

import pytest

from portal.export import COLUMNS
from portal.export.tables import COLUMNS as OF_ATTENDANCE
from portal.urls import urlpatterns

TEXT = (Path(__file__).parents[2] / "docs" / "publishing.md").read_text()


@pytest.mark.parametrize("route", [str(route.pattern) for route in urlpatterns])
def test_every_address_is_listed(route: str) -> None:
    address = "/" + route.replace("<uuid:meeting>", "<id>").replace("<int:number>", "<number>").replace(
        "<uuid:draft>", "<draft>"
    )
    assert re.search(rf"^\| `{re.escape(address)}(\?[^`]*)?` \|", TEXT, re.MULTILINE)


@pytest.mark.parametrize("column", [*COLUMNS, *OF_ATTENDANCE])
def test_every_column_is_explained(column: str) -> None:
    assert f"`{column}`" in TEXT

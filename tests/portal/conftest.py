"""Meetings whose logs hold told stories: pages of the archive read nothing but entries."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import transaction

from agenda.models import Meeting
from council.models import Body, Hall, Municipality
from ledger.commands import append, checkpoint, create_log, lock_log
from ledger.kinds import Kind
from ledger.signing import ensure_key
from tests.chamber import chamber
from tests.council.rows import make, make_municipality
from tests.minutes.evening import evening
from tests.minutes.story import Story

__all__ = ["chamber"]

Tell = Callable[[Story], Meeting]


@pytest.fixture(scope="session", autouse=True)
def ledger_key() -> None:
    ensure_key()


@pytest.fixture
def municipality(db: None) -> Municipality:
    return make_municipality(name="Община Долна река", language="bg", time_zone="Europe/Sofia")


@pytest.fixture
def tell(municipality: Municipality) -> Tell:
    """Return what makes an open meeting whose log holds a story."""
    body = make(Body, municipality, name="Общински съвет")
    hall = make(Hall, municipality, body=body)

    def told(story: Story, *, stage: str = "open", number: int = 12) -> Meeting:
        with transaction.atomic():
            log = lock_log(create_log(municipality_id=municipality.pk, purpose="meeting").pk)
            for _, kind, at, actor, facts in story:
                append(log=log, kind=Kind(kind), actor=actor, body=facts, at=datetime.fromisoformat(at))
            if story.lines:
                checkpoint(log=log, at=story.at)
        return make(
            Meeting,
            municipality,
            body=body,
            hall=hall,
            log=log,
            number=number,
            title="Редовно заседание",
            held_on=date(2026, 11, 5),
            stage=stage,
        )

    return told


@pytest.fixture
def adjourned(tell: Tell) -> Meeting:
    """Return an adjourned meeting in which most things happened that can."""
    return tell(evening(), stage="adjourned")

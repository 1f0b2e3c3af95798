"""A body of nine councillors in its term, and a second municipality beside it."""

from datetime import date

import pytest

from council.commands import create_municipality
from council.models import Body, Municipality, Term
from tests.council.rows import make

TODAY = date(2026, 11, 21)


@pytest.fixture
def municipality(db: None) -> Municipality:
    return create_municipality(name="Община Бели бряг", slug="beli", language="bg", time_zone="Europe/Sofia")


@pytest.fixture
def neighbour(db: None) -> Municipality:
    return create_municipality(
        name="Община Черни мост", slug="cherni", language="bg", time_zone="Europe/Sofia"
    )


@pytest.fixture
def body(municipality: Municipality) -> Body:
    return make(Body, municipality, name="Общински съвет", statutory_number=9)


@pytest.fixture
def term(body: Body) -> Term:
    return make(Term, body.municipality, body=body, starts_on=date(2023, 11, 10), ends_on=date(2027, 11, 9))

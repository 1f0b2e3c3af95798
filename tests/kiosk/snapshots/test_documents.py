"""The hall's plan as a document: it has the hall's shape, whatever rows somebody asked for."""

import pytest

from council.domain.halls import Shape
from kiosk.snapshots.documents import hall_plan
from tests.chamber import Chamber


@pytest.mark.parametrize("rows", [None, 2, 30])
def test_the_plan_has_the_shape_of_the_hall(chamber: Chamber, rows: int | None) -> None:
    plans = {}
    for shape in Shape:
        chamber.hall.shape, chamber.hall.rows = shape.value, rows
        chamber.hall.save()
        plans[shape] = hall_plan(chamber.meeting_now(), "default")
    assert len({plan.document.version for plan in plans.values()}) == len(Shape)
    assert all(place.x is not None for plan in plans.values() for place in plan.places)
    assert len({place.y for place in plans[Shape.ROWS].places}) == 2

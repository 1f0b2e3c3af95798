"""Corrections on the clerk's desk as a page without a script has them: a plain form, its answer, and the list."""

import re
from typing import Any
from uuid import uuid4

import pytest

from tests.cast import CHAIR, CLERK, COUNCILLORS, NAMES
from tests.kiosk.council_rows import Room, make_room, signed_in
from voting.models import Correction

ANNA = COUNCILLORS[0]


@pytest.fixture
def live_room(transactional_db: None) -> Room:
    """Return an open meeting in a database where the desk's thread sees what the test wrote."""
    room = make_room()
    room.open()
    return room


def posted(**fields: str) -> dict[str, Any]:
    """Return every field of the form, as a browser posts it."""
    empty = {
        "subject": "",
        "entry": "",
        "asked_by": "Анна",
        "entered": "9:05",
        "right": "9:00",
        "why": "Лист",
    }
    return {"type": "correction.enter", "id": str(uuid4()), "matter": "time", **empty, **fields}


def test_the_form_enters_a_correction_and_the_desk_lists_it(live_room: Room) -> None:
    client = signed_in(CLERK)
    page = client.get(live_room.address("clerk")).content.decode()
    fields = set(re.findall(r'name="(\w+)"', page[page.index("data-corrections") :]))
    assert posted().keys() <= fields
    assert f'<option value="{ANNA}">{NAMES[ANNA]}</option>' in page
    client.post(live_room.address("clerk", "act"), posted(subject=str(ANNA)))
    made = Correction.objects.get()
    assert (made.about, made.named, made.right) == ("person", NAMES[ANNA], "9:00")
    page = client.get(live_room.address("clerk")).content.decode()
    listed = page[page.index('class="corrections-entered"') : page.index("data-corrections>")]
    assert all(text in listed for text in (NAMES[ANNA], "9:05", "9:00", "Лист"))


def test_what_was_voted_is_refused_with_the_way_to_go(live_room: Room) -> None:
    client = signed_in(CLERK)
    item = str(live_room.items[0].pk)
    client.post(live_room.address("clerk", "act"), posted(subject=item, matter="result"))
    assert (
        "Annul the vote, chair and clerk together" in client.get(live_room.address("clerk")).content.decode()
    )
    assert not Correction.objects.exists()


def test_the_chair_has_no_such_form(live_room: Room) -> None:
    page = signed_in(CHAIR).get(live_room.address("chair")).content.decode()
    assert "correction.enter" not in page

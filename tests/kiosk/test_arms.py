"""The municipality's arms stand beside its name, at an address that never means anything else."""

import hashlib

import pytest
from django.test import Client
from django.urls import reverse

from council.commands import give_arms
from council.models import Arms, Municipality
from kiosk.models import Display, secret_digest
from tests.cast import CHAIR, CLERK, COUNCILLORS
from tests.kiosk.council_rows import Room, make_room, signed_in
from tests.pictured import picture_file


@pytest.fixture
def room(db: None) -> Room:
    return make_room()


@pytest.fixture
def digest(room: Room) -> str:
    """Give the room's municipality arms and return their digest."""
    municipality = room.meeting.municipality
    give_arms(municipality=municipality, content=picture_file())
    assert municipality.arms is not None
    return municipality.arms.digest


def pages(room: Room) -> dict[str, str]:
    """Return every page that names the municipality, by what it is."""
    meeting = room.meeting
    Display.objects.create(
        municipality=meeting.municipality,
        hall=meeting.hall,
        name="Екран",
        secret_digest=secret_digest("look"),
    )
    addresses = {
        "seat": (COUNCILLORS[0], room.address("seat")),
        "chair": (CHAIR, room.address("chair")),
        "clerk": (CLERK, room.address("clerk")),
        "display": (None, reverse("display", args=["look"])),
        "live": (None, reverse("live", args=[meeting.pk])),
        "home": (None, reverse("home")),
        "meeting": (None, reverse("meeting", args=[meeting.pk])),
    }
    clients = {name: signed_in(who) if who else Client() for name, (who, _) in addresses.items()}
    return {name: clients[name].get(address).content.decode() for name, (_, address) in addresses.items()}


@pytest.mark.both
def test_the_picture_lies_at_an_address_that_caches_keep_and_browsers_only_show(
    client: Client, digest: str
) -> None:
    answer = client.get(reverse("arms", args=[digest]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert hashlib.sha256(answer.content).hexdigest() == digest
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "sandbox" in answer["Content-Security-Policy"]


def test_there_is_nothing_at_another_digest_and_nothing_can_be_posted(client: Client, digest: str) -> None:
    assert client.get(reverse("arms", args=["0" * 64])).status_code == 404
    assert client.post(reverse("arms", args=[digest])).status_code == 405


def test_every_page_that_names_the_municipality_shows_its_arms_without_saying_the_name_twice(
    room: Room, digest: str
) -> None:
    room.open()
    shown = f'<img class="arms" src="/arms/{digest}.png" alt=""'
    assert [name for name, page in pages(room).items() if page.count(shown) != 1] == []


def test_without_arms_no_page_has_a_picture(room: Room) -> None:
    room.open()
    assert [name for name, page in pages(room).items() if 'class="arms"' in page] == []


@pytest.mark.both
def test_the_same_picture_is_kept_once_and_an_older_one_stays_at_its_address(
    client: Client, room: Room, digest: str
) -> None:
    municipality: Municipality = room.meeting.municipality
    give_arms(municipality=municipality, content=picture_file())
    assert Arms.objects.count() == 1
    give_arms(municipality=municipality, content=picture_file(color="#104080"))
    give_arms(municipality=municipality, content=None)
    municipality.refresh_from_db()
    assert municipality.arms is None
    assert client.get(reverse("arms", args=[digest])).status_code == 200

"""A display's secret address is shown once, kept as a digest, and dead once it is revoked."""

import pytest
from django.test import Client
from django.urls import reverse

from council.models import Body, Hall, Municipality
from kiosk.models import Display, secret_digest
from kiosk.queries import display_by_secret
from tests.council.people import errors, filled, make_staff, signed_in
from tests.council.rows import make, make_municipality

LIST, ADD = (reverse(f"admin:kiosk_display_{act}") for act in ("changelist", "add"))


@pytest.fixture
def municipality(db: None) -> Municipality:
    return make_municipality()


@pytest.fixture
def staff(municipality: Municipality) -> Client:
    return signed_in(make_staff(municipality))


def added(staff: Client, municipality: Municipality) -> str:
    """Add a display and return the secret of the address that the page shows."""
    hall = make(Hall, municipality, body=make(Body, municipality, second_language=""))
    answer = staff.post(ADD, filled(staff, ADD, name="Екран", hall=hall.pk), follow=True)
    return answer.content.decode().split("http://testserver/display/")[1].split("/")[0]


def change(display: Display) -> str:
    return reverse("admin:kiosk_display_change", args=[display.pk])


def test_the_address_is_shown_once_and_kept_as_a_digest(staff: Client, municipality: Municipality) -> None:
    secret = added(staff, municipality)
    display = Display.objects.get()
    assert bytes(display.secret_digest) == secret_digest(secret)
    assert display_by_secret(secret) == display
    for page in (LIST, change(display)):
        assert secret not in staff.get(page).content.decode()


def test_a_revoked_display_stays_revoked(staff: Client, municipality: Municipality) -> None:
    secret = added(staff, municipality)
    display = Display.objects.get()
    page = change(display)
    assert errors(staff.post(page, filled(staff, page, is_revoked="on"))) == []
    assert display_by_secret(secret) is None
    display.refresh_from_db()
    revoked_at = display.revoked_at
    assert errors(staff.post(page, filled(staff, page, name="Стар екран"))) == []
    display.refresh_from_db()
    assert (display.name, display.revoked_at) == ("Стар екран", revoked_at)


def test_setting_it_up_says_from_where_it_can_be_read(staff: Client, municipality: Municipality) -> None:
    added(staff, municipality)
    page = change(Display.objects.get())
    shown = staff.get(page).content.decode()
    assert "Landscape: outcome and numbers can be read from 8.0 m." in shown
    assert (
        "Portrait: outcome and numbers can be read from 5.0 m, not from 8 m: a larger screen is needed."
        in shown
    )
    assert errors(staff.post(page, filled(staff, page, screen_height="60", farthest="20"))) == []
    assert "from 6.0 m, not from 20 m" in staff.get(page).content.decode()
    assert "They need the screen to themselves" in staff.get(page).content.decode()
    assert errors(staff.post(page, filled(staff, page, screen_height="0"))) != []


def test_its_stylesheet_has_the_sizes(staff: Client, client: Client, municipality: Municipality) -> None:
    there = reverse("display-sizes", args=[added(staff, municipality)])
    before = client.get(there)
    assert before["Content-Type"].startswith("text/css")
    assert "--result:min(14.353vh,8.074vw)" in before.content.decode()
    Display.objects.update(screen_height=200)
    assert "--result:min(9.000vh,5.062vw)" in client.get(there).content.decode()
    assert client.get(reverse("display-sizes", args=["unknown"])).status_code == 404


def test_no_display_is_deleted(staff: Client, municipality: Municipality) -> None:
    added(staff, municipality)
    page = reverse("admin:kiosk_display_delete", args=[Display.objects.get().pk])
    assert staff.post(page, {"post": "yes"}).status_code == 403


def test_digests_cannot_be_guessed_and_displays_of_others_are_not_there(staff: Client) -> None:
    foreign = make(Display, make_municipality())
    assert staff.get(change(foreign)).status_code == 404
    assert staff.get(LIST, {"secret_digest__startswith": "a"}).status_code == 400

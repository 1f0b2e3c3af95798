"""Who is let in at the handshake, and with which code everybody else is sent away."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.utils import timezone

from agenda.models import Meeting
from council.models import Account, Mandate, Role, Seat
from kiosk import signing
from kiosk.hub import Hub
from kiosk.models import Display
from kiosk.permissions import public_visitor
from kiosk.queries import display_visitor
from kiosk.signing import make_token
from tests.cast import CHAIR, CLERK, COUNCILLORS
from tests.kiosk.sockets import ORIGIN, Floor

ANNA, BORIS, *_ = COUNCILLORS


async def token_of(floor: Floor, person: Any, audience: Any) -> str:
    return make_token(await sync_to_async(floor.visitor)(person, audience))


async def knock(floor: Floor, audience: str, token: str, person: Any, meeting: Any = None) -> int | None:
    """Return the close code that this token and this person's cookie are answered with; None once greeted."""
    path = f"/ws/meetings/{meeting or floor.meeting}/{audience}?token={token}"
    screen = await floor.at(path, cookie=f"session={floor.sessions.get(person, person)}")
    try:
        await screen.next("hello")
    except ConnectionError:
        return screen.code
    return None


async def test_everybody_is_greeted_in_their_own_room(floor: Floor) -> None:
    await floor.do(floor.chamber.open)
    for screen, audience in (
        (await floor.seat(ANNA), "seat"),
        (await floor.chair(), "chair"),
        (await floor.clerk(), "clerk"),
        (await floor.hall_display(), "display"),
        (await floor.public(), "public"),
    ):
        hello = await screen.next("hello")
        assert (hello["audience"], hello["v"], hello["heartbeat_seconds"]) == (audience, 11, 5)
        assert (await screen.next("frame"))["audience"] == audience


async def test_the_token_that_a_screen_is_handed_lets_it_in_again(floor: Floor) -> None:
    hello = await (await floor.seat(ANNA)).next("hello")
    assert await knock(floor, "seat", hello["token"], ANNA) is None


async def test_a_token_is_good_for_its_room_its_meeting_and_its_cookie_only(floor: Floor) -> None:
    token = await token_of(floor, ANNA, "seat")
    assert await knock(floor, "seat", token, ANNA) is None
    for audience in ("chair", "clerk", "display", "SEAT", "seat%2F"):
        assert await knock(floor, audience, token, ANNA) == 4401
    assert await knock(floor, "seat", token, ANNA, meeting=uuid4()) == 4401
    for cookie in (BORIS, "", "made-up", '"'):
        assert await knock(floor, "seat", token, cookie) == 4401


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: t[:0], lambda t: t + "x", lambda t: t[::-1]])
async def test_a_forged_token(floor: Floor, change: Any) -> None:
    assert await knock(floor, "seat", change(await token_of(floor, ANNA, "seat")), ANNA) == 4401


async def test_a_token_that_is_too_old(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    token = await token_of(floor, ANNA, "seat")
    monkeypatch.setattr(signing, "LIFETIME_SECONDS", -1)
    assert await knock(floor, "seat", token, ANNA) == 4401


def log_out() -> None:
    Session.objects.all().delete()


def expire() -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))


def change_password() -> None:
    account = Account.objects.get(person=ANNA)
    account.set_password("another long password")
    account.save()


def disable() -> None:
    Account.objects.update(is_active=False)


@pytest.mark.parametrize("end", [log_out, expire, change_password, disable])
async def test_a_token_outlives_no_sign_in(floor: Floor, end: Any) -> None:
    """The token is still good by its signature; that the sign-in holds is read at every connection."""
    token = await token_of(floor, ANNA, "seat")
    await floor.do(end)
    assert await knock(floor, "seat", token, ANNA) == 4401


async def test_a_token_outlives_no_office_seat_or_display(floor: Floor) -> None:
    tokens = {
        who: await token_of(floor, *who) for who in ((CHAIR, "chair"), (CLERK, "clerk"), (ANNA, "seat"))
    }
    await floor.do(Role.objects.all().delete)
    await floor.do(Seat.objects.update, person=None)
    assert await knock(floor, "seat", tokens[ANNA, "seat"], ANNA) is None  # the mandate is enough
    await floor.do(Mandate.objects.all().delete)
    for (person, audience), token in tokens.items():
        assert await knock(floor, audience, token, person) == 4403
    display = make_token(display_visitor(floor.display, floor.chamber.meeting, "bg"))
    await floor.do(Display.objects.update, revoked_at=timezone.now())
    assert await knock(floor, "display", display, "") == 4410


async def test_the_public_watches_what_is_no_draft(floor: Floor) -> None:
    assert await (await floor.public()).closed() == 4403
    assert await (await floor.at(f"/ws/meetings/{uuid4()}/public")).closed() == 4403
    await floor.do(floor.chamber.open)
    assert await (await floor.public()).next("hello")
    await floor.do(Meeting.objects.update, stage="adjourned")
    assert await (await floor.public()).next("hello")


async def test_the_public_chooses_the_language_and_nothing_else(floor: Floor) -> None:
    await floor.do(floor.chamber.open)
    for asked, spoken in (("bg", "bg"), ("en", "en"), ("xx", "en"), ("../bg", "en")):
        screen = await floor.public(asked)
        assert (await screen.next("frame"))["language"] == spoken


async def test_a_publics_token_opens_no_other_room(floor: Floor) -> None:
    token = make_token(public_visitor(floor.meeting, "en"))
    for audience in ("seat", "chair", "clerk", "display"):
        assert await knock(floor, audience, token, "") == 4401


async def test_another_origin_is_refused_before_the_handshake(floor: Floor) -> None:
    await floor.do(floor.chamber.open)
    for origins in (("http://evil.example",), (ORIGIN, "http://evil.example")):
        screen = await floor.at(f"/ws/meetings/{floor.meeting}/public", origins=origins)
        assert (await screen.event())["type"] == "websocket.close"


async def test_while_the_database_is_away_a_screen_is_told_to_come_again(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = await token_of(floor, ANNA, "seat")

    async def away(*_: object) -> None:
        raise OperationalError

    for step in ("ended", "stored_version"):
        with monkeypatch.context() as broken:
            broken.setattr(Hub, step, away)
            assert await knock(floor, "seat", token, ANNA) == 4503
    assert await knock(floor, "seat", token, ANNA) is None

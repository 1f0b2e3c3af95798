"""The demo sets itself up whatever it finds, and serves every role at an address of its own."""

import json
import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from django.core.management import CommandError
from django.db import transaction
from django.test import Client

from agenda.commands import activate_item, adjourn_meeting, lock_meeting, open_meeting
from agenda.models import Meeting, Motion, Paper
from agenda.pdf import folder_of
from agenda.queries import quorum
from council.domain.actors import Actor, ActorRole
from council.domain.rules import Majority
from council.models import Account, Mandate, Municipality, Role, Seat
from council.queries import mandates_on
from kiosk.management.commands.demo import _refuse_real_councils, _told
from kiosk.management.demo.access import Access, access_in
from kiosk.management.demo.content import AGENDA, COUNCILLORS
from kiosk.management.demo.council import Demo, set_up
from kiosk.management.demo.papers import lay_papers
from kiosk.models import Display
from kiosk.queries import current_meeting, display_by_secret
from ledger.signing import ensure_key
from minutes.commands import draft_record, sign_record
from tests.council.rows import make_municipality
from tests.services.databases import ROOT, environment
from tests.services.ports import free_port
from tests.services.program import Program

AT = datetime(2026, 11, 21, 7, 18, tzinfo=UTC)


@pytest.fixture
def access(tmp_path: Path) -> Access:
    ensure_key()
    return access_in(tmp_path)


@pytest.fixture
def demo(db: None, access: Access) -> Demo:
    return set_up(access=access, at=AT)


def actor(demo: Demo, role: ActorRole) -> Actor:
    return Actor(role, Role.objects.get(body=demo.body, kind=role.value).person_id)


def hold(demo: Demo) -> Meeting:
    """Open the demo's meeting and adjourn it again."""
    chair = actor(demo, ActorRole.CHAIR)
    with transaction.atomic():
        meeting = lock_meeting(demo.meeting.pk)
        open_meeting(meeting=meeting, without_quorum=False, by=chair, at=AT)
        activate_item(meeting=meeting, item_id=meeting.items.first().pk, by=chair, at=AT)
        return adjourn_meeting(meeting=meeting, by=chair, at=AT + timedelta(hours=1))


def test_a_council_of_17_can_begin_at_once(demo: Demo) -> None:
    assert mandates_on(demo.body, AT.date()).count() == demo.body.statutory_number == 17
    assert Seat.objects.exclude(person=None).count() == 18
    assert len(set(Mandate.objects.values_list("group__short_name", flat=True))) == 4
    assert quorum(demo.meeting, AT).is_met
    mayor = Seat.objects.get(number=18).person
    assert mayor.capacity
    assert not mayor.mandates.exists()


def test_every_rule_of_the_demo_names_its_article(demo: Demo) -> None:
    assert demo.meeting.items.count() == len(AGENDA) >= 8
    assert demo.body.standing_orders.majority.article == "ЗМСМА, чл. 27"
    motions = {
        (motion.secrecy, *_rule(motion)) for motion in Motion.objects.filter(item__meeting=demo.meeting)
    }
    by_name = {("named", "total", f"ЗМСМА, чл. 21, ал. 1, т. {point}") for point in (6, 7, 8, 10)}
    assert motions == {("open", "present", "ЗМСМА, чл. 27"), *by_name}


def _rule(motion: Motion) -> tuple[str, str]:
    plain = motion.majority
    rule = Majority.from_plain(plain) if plain else motion.item.meeting.standing_orders.majority
    return rule.base.value, rule.article


def test_two_items_have_a_paper_to_read_and_get_it_once(demo: Demo) -> None:
    for _ in range(2):
        lay_papers(demo.meeting, AT)
    papers = Paper.objects.filter(item__meeting=demo.meeting)
    assert [paper.title for paper in papers] == ["Докладна записка"] * 2
    assert {paper.item.title for paper in papers} == {item.title for item in AGENDA if item.report}
    for paper in papers:
        folder = folder_of(paper.municipality_id, paper.folder)
        assert len(list(folder.glob("*.webp"))) == paper.pages >= 1
    again = hold(demo)
    papers.delete()
    lay_papers(again, AT)
    assert not Paper.objects.exists(), "what was held is left as it was"


def test_everybody_can_sign_in_and_finds_the_meeting(demo: Demo, access: Access) -> None:
    assert len(demo.logins) == 19
    for login in ("chair", "clerk", "seat-1", "seat-3", "seat-18"):
        assert Client().login(username=login, password=access.password), login
        assert current_meeting(person_id=Account.objects.get(login=login).person_id) == demo.meeting
    assert display_by_secret(access.display).hall == demo.hall


def test_chair_and_clerk_sign_with_the_pins_that_are_shown(demo: Demo, access: Access) -> None:
    meeting = hold(demo)
    draft_record(meeting=meeting, at=AT)
    for role, pin in ((ActorRole.CHAIR, access.chair_pin), (ActorRole.CLERK, access.clerk_pin)):
        record = sign_record(meeting=meeting, by=actor(demo, role), pin=pin, at=AT + timedelta(hours=2))
    assert record.stage == "signed"


def test_again_it_is_the_same(demo: Demo, tmp_path: Path) -> None:
    before = {
        model: list(model.objects.order_by("pk").values())
        for model in (Municipality, Seat, Account, Display, Meeting)
    }
    assert set_up(access=access_in(tmp_path), at=AT + timedelta(minutes=5)) == demo
    assert before == {model: list(model.objects.order_by("pk").values()) for model in before}


def test_an_open_meeting_goes_on_and_a_draft_waits_for_today(demo: Demo, access: Access) -> None:
    tomorrow = AT + timedelta(days=1)
    assert set_up(access=access, at=tomorrow).meeting == demo.meeting
    assert Meeting.objects.get().held_on == tomorrow.date()
    with transaction.atomic():
        by = actor(demo, ActorRole.CHAIR)
        open_meeting(meeting=lock_meeting(demo.meeting.pk), without_quorum=False, by=by, at=tomorrow)
    assert set_up(access=access, at=tomorrow + timedelta(days=1)).meeting == demo.meeting
    assert Meeting.objects.get().held_on == tomorrow.date()


def test_after_the_adjournment_there_is_a_fresh_meeting(demo: Demo, access: Access) -> None:
    hold(demo)
    fresh = set_up(access=access, at=AT + timedelta(days=1)).meeting
    assert (fresh.number, fresh.stage) == (2, "draft")
    assert fresh.items.count() == len(AGENDA)


def test_lost_passwords_are_made_anew(demo: Demo, access: Access, tmp_path: Path) -> None:
    (tmp_path / "demo.json").unlink()
    fresh = access_in(tmp_path)
    assert fresh.is_new
    assert fresh.password != access.password
    set_up(access=fresh, at=AT)
    assert Client().login(username="seat-2", password=fresh.password)
    assert not Client().login(username="seat-2", password=access.password)
    assert display_by_secret(fresh.display)
    test_chair_and_clerk_sign_with_the_pins_that_are_shown(demo, fresh)


def test_what_was_renamed_or_switched_off_is_no_trouble(demo: Demo, access: Access) -> None:
    body, chair = demo.body, Role.objects.get(kind="chair").person
    body.name, chair.name = "Друг съвет", "Друг председател"
    body.save()
    chair.save()
    Account.objects.update(is_active=False)
    Display.objects.update(revoked_at=AT)
    again = set_up(access=access, at=AT)
    assert again.body.name == "Друг съвет"
    assert again.logins["chair"] == "Друг председател"
    assert Client().login(username="chair", password=access.password)


def test_the_passwords_are_for_their_owner_only(access: Access, tmp_path: Path) -> None:
    path = tmp_path / "demo.json"
    assert path.stat().st_mode & 0o077 == 0
    assert set(json.loads(path.read_text())) == {"password", "chair_pin", "clerk_pin", "display"}
    assert access_in(tmp_path).password == access.password


def test_a_database_with_a_real_council_is_refused(demo: Demo) -> None:
    _refuse_real_councils()
    make_municipality(name="Община Истинска")
    with pytest.raises(CommandError, match="Община Истинска"):
        _refuse_real_councils()


def test_what_is_told_is_enough(demo: Demo, access: Access) -> None:
    told = _told(demo, access, 8123)
    for part in (access.password, access.chair_pin, access.clerk_pin, f"/display/{access.display}/"):
        assert part in told
    for host in ("chair", "clerk", "seat-1", "seat-2", "seat-3", "display"):
        assert f"http://{host}.localhost:8123/" in told
    assert "TEST authority" in told


def test_names_are_invented_once() -> None:
    assert len({name for name, _ in COUNCILLORS}) == 17
    assert all(len(name.split()) == 3 for name, _ in COUNCILLORS)


def test_one_command_serves_every_role_at_its_own_address(tmp_path: Path) -> None:
    port = free_port()
    log = tmp_path / "demo.log"
    program = Program(
        [sys.executable, "manage.py", "demo", "--port", str(port)],
        log=log,
        directory=ROOT,
        environment=environment(database_url=f"sqlite://{tmp_path}/demo.sqlite3", var=tmp_path),
    )
    program.start()
    try:
        program.wait_for(lambda: b"Listening" in log.read_bytes(), what="the demo listens")
        password = re.search(r"always\s+(\S+)", log.read_text())[1]
        for login, room in (("chair", "chair"), ("clerk", "clerk"), ("seat-3", "seat")):
            assert room in _signed_in(port, login, password)
        display = re.search(r"/display/\S+/", log.read_text())[0]
        assert (
            httpx.get(
                f"http://127.0.0.1:{port}{display}", headers={"Host": "display.localhost"}, timeout=60
            ).status_code
            == 200
        )
    finally:
        program.stop()


def _signed_in(port: int, login: str, password: str) -> str:
    """Sign in at the role's own host and return the address of the page that it leads to."""
    host = {"Host": f"{login}.localhost:{port}"}
    room = login.split("-", maxsplit=1)[0]
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=host, timeout=60) as client:
        page = client.get("/sign-in/")
        csrf = {"csrfmiddlewaretoken": re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.text)[1]}
        cookie = {"Cookie": f"csrf={page.cookies['csrf']}"}
        typed = {"username": login, "password": password}
        answer = client.post("/sign-in/", data=csrf | typed, headers=cookie)
        assert answer.status_code == 302
        cookie = {"Cookie": f"session={answer.cookies['session']}"}
        led = client.get(f"/{room}/", headers=cookie)
        assert client.get(led.headers["Location"], headers=cookie).status_code == 200
        return led.headers["Location"]

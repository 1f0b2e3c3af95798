"""The pages over HTTP: who gets which room, what a form and a JSON command come to, states, documents, signing in."""

import json
import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from agenda.models import Meeting
from council.domain.rules import Majority, Tie
from council.domain.shares import HALF, Base
from council.models import Account, Hall, Mandate, Person
from kiosk import messages
from kiosk.commands import FREE_FAILURES
from kiosk.models import Display, secret_digest
from ledger.signing import ensure_key
from tests.cast import CHAIR, CLERK, COUNCILLORS, NAMES
from tests.kiosk.council_rows import (
    CHAIR_ACTOR,
    CLERK_ACTOR,
    HELD_ON,
    PASSWORD,
    Room,
    make_room,
    signed_in,
)
from voting.models import Ballot

ANNA, BORIS, VASIL = COUNCILLORS[:3]
JSON = "application/json"


@pytest.fixture
def room(db: None) -> Room:
    return make_room()


@pytest.fixture
def live_room(transactional_db: None) -> Room:
    """Return a room in a database where the desk's thread sees what the test wrote."""
    return make_room()


def hidden(page: str, pattern: str) -> bool:
    """Tell whether the element whose opening tag holds `pattern` is hidden."""
    (tag,) = re.findall(rf"<[^>]*{re.escape(pattern)}[^>]*>", page)
    return " hidden" in tag


# --- Who gets in -----------------------------------------------------------------------------------------------


def test_rooms_ask_to_sign_in_first(room: Room) -> None:
    for audience in ("seat", "chair", "clerk"):
        response = Client().get(room.address(audience))
        assert response.status_code == 302
        assert response["Location"] == f"/sign-in/?next={room.address(audience)}"
        assert Client().get(room.address(audience, "state")).status_code == 403
        assert Client().get(room.address(audience, "token")).status_code == 403


@pytest.mark.parametrize(
    ("person", "audience"),
    [(ANNA, "chair"), (ANNA, "clerk"), (CHAIR, "clerk"), (CLERK, "chair"), (CHAIR, "seat")],
)
def test_a_room_of_another_office_is_forbidden(room: Room, person: Any, audience: str) -> None:
    client = signed_in(person)
    assert client.get(room.address(audience)).status_code == 403
    assert client.get(room.address(audience, "state")).status_code == 403
    assert client.get(room.address(audience, "token")).status_code == 403
    reply = client.post(
        room.address(audience, "act"), {"type": "seat.check_in", "id": uuid4()}, content_type=JSON
    )
    assert (reply.status_code, reply.json()["code"]) == (403, "forbidden")


def test_a_foreign_and_an_unknown_meeting_are_the_same_404(room: Room) -> None:
    foreign = make_room("drugi")
    client = signed_in(ANNA)
    answers = [client.get(f"/meetings/{key}/seat/") for key in (foreign.meeting.pk, uuid4())]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_my_room_leads_to_the_meeting(room: Room) -> None:
    response = signed_in(ANNA).get("/seat/")
    assert response["Location"] == room.address("seat")
    stranger = Account.objects.create_user("stranger", None)
    client = Client()
    client.force_login(stranger)
    assert "No meeting is planned for you" in client.get("/seat/").content.decode()


# --- Signing in ------------------------------------------------------------------------------------------------


@pytest.fixture
def anna(room: Room) -> Account:
    account = Account.objects.get(login=f"bel-{ANNA}")
    account.set_password(PASSWORD)
    account.save()
    return account


def attempt(login: str, password: str, address: str = "127.0.0.1") -> Any:
    return Client(REMOTE_ADDR=address).post("/sign-in/", {"username": login, "password": password})


def test_signing_in_leads_to_the_own_room(anna: Account) -> None:
    assert attempt(anna.login.upper(), PASSWORD)["Location"] == "/seat/"


def test_signing_in_goes_on_to_where_the_person_was_going_but_never_elsewhere(anna: Account) -> None:
    for following, location in (
        ("/clerk/", "/clerk/"),
        ("https://evil.example/", "/seat/"),
        ("//evil.example", "/seat/"),
    ):
        posted = {"username": anna.login, "password": PASSWORD, "next": following}
        assert Client().post("/sign-in/", posted)["Location"] == location


def test_a_wrong_password_says_no_more_than_that(anna: Account) -> None:
    wrong, unknown = attempt(anna.login, "x"), attempt("nobody", "x")
    assert wrong.status_code == unknown.status_code == 200
    assert "Login or password is wrong." in wrong.content.decode()
    assert "Login or password is wrong." in unknown.content.decode()


def test_guessing_is_slowed_down_for_one_login_from_one_address_only(anna: Account) -> None:
    for _ in range(FREE_FAILURES):
        attempt(anna.login, "wrong")
    assert attempt(anna.login, PASSWORD).status_code == 429
    assert attempt(anna.login, PASSWORD, "127.0.0.2").status_code == 302
    assert attempt("nobody", "x").status_code == 200


def test_signing_out_takes_a_post(room: Room) -> None:
    client = signed_in(ANNA)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").status_code == 302
    assert client.get(room.address("seat")).status_code == 302


def test_the_language_is_chosen_by_link_and_kept(room: Room) -> None:
    client = signed_in(ANNA)
    response = client.get(room.address("seat"), {"lang": "bg"})
    assert response["Location"] == room.address("seat")
    assert '<html lang="bg"' in client.get(room.address("seat")).content.decode()
    assert client.get(room.address("seat"), {"lang": "xx"}).status_code == 200


# --- What the pages show ---------------------------------------------------------------------------------------


def test_a_seat_shows_its_own_scene_and_hides_the_others(room: Room) -> None:
    room.open()
    client = signed_in(ANNA)
    before = client.get(room.address("seat")).content.decode()
    assert NAMES[ANNA] in before
    assert hidden(before, 'class="ballot"')
    room.open_vote()
    page = client.get(room.address("seat")).content.decode()
    assert not hidden(page, 'class="ballot"')
    assert room.motions[0].text in page
    assert hidden(page, 'data-when="meeting.stage:draft"')


def test_the_absent_see_why_they_cannot_vote(room: Room) -> None:
    room.open(present=6)
    room.open_vote()
    page = signed_in(COUNCILLORS[8]).get(room.address("seat")).content.decode()
    assert hidden(page, 'class="ballot"')
    assert not hidden(page, "mine.standing:absent")


def test_the_chair_confirms_the_missing_by_name(room: Room) -> None:
    room.open()
    vote = room.open_vote()
    for person in COUNCILLORS[:7]:
        room.press(vote, person, "for")
    page = signed_in(CHAIR).get(room.address("chair")).content.decode()
    listed = re.findall(r'name="missing" value="([^"]+)"', page)
    assert listed == [str(person) for person in COUNCILLORS[7:]]
    for person in COUNCILLORS[7:]:
        assert NAMES[person] in page


def test_somebody_sworn_in_during_the_meeting_is_shown_as_missing(room: Room) -> None:
    room.open(present=5)
    chair = signed_in(CHAIR)
    chair.get(room.address("chair", "state"))  # the hall's plan is drawn with the first frame
    person = Person.objects.create(name="Нова Съветничка", municipality=room.municipality)
    term = room.body.terms.get()
    Mandate.objects.create(term=term, person=person, starts_on=HELD_ON, municipality=room.municipality)
    room.do(messages.AttendanceCheckIn, CLERK_ACTOR, person=person.pk)
    vote = room.open_vote()
    for present in COUNCILLORS[:5]:
        room.press(vote, present, "for")
    frame = chair.get(room.address("chair", "state")).json()["frame"]
    missing = frame["console"]["missing"]
    assert [line["name"] for line in missing] == ["Нова Съветничка"]
    assert frame["meeting"]["quorum"]["present"] == 6
    shown = [UUID(line["person"]) for line in missing]
    room.do(messages.VoteClose, CHAIR_ACTOR, vote=vote.pk, stage="open", missing=shown)


def test_no_page_tells_a_direction_before_the_close(room: Room) -> None:
    room.open()
    vote = room.open_vote()
    pages = {}
    for choice, press in (("for", 1), ("against", 2)):
        room.press(vote, ANNA, choice, press)
        pages[choice] = [read(room, who, audience) for who, audience in OTHERS]
    assert pages["for"] == pages["against"]


OTHERS = [(BORIS, "seat"), (CHAIR, "chair"), (CLERK, "clerk"), (None, "live"), (None, "display")]


def read(room: Room, person: Any, audience: str) -> str:
    """Return a page without what differs at every reading."""
    client = signed_in(person) if person else Client()
    address = f"/display/{room.secret}/" if audience == "display" else room.address(audience)
    page = client.get(address).content.decode()
    page = re.sub(r'name="(id|csrfmiddlewaretoken)" value="[^"]*"', "", page)
    return re.sub(r'\d\d:\d\d:\d\d|data-blank="(v|checkpoint)"[^>]*>[^<]*', "", page)


def test_titles_with_markup_stay_text(room: Room) -> None:
    room.items[0].title = '<script>alert("x")</script>'
    room.items[0].save()
    room.open()
    for person, audience in OTHERS:
        assert "<script>alert" not in read(room, person, audience)


def test_pages_carry_no_inline_script_or_style(room: Room) -> None:
    room.open()
    room.open_vote()
    for person, audience in OTHERS:
        page = read(room, person, audience)
        assert re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page) is None


def test_a_display_with_a_wrong_secret_is_a_404(room: Room) -> None:
    assert Client().get("/display/guess/").status_code == 404
    assert Client().get("/display/guess/state").status_code == 404
    assert Client().get("/display/guess/token").status_code == 404


def test_a_display_shows_the_hall_s_meeting_and_waits_where_there_is_none(room: Room) -> None:
    assert room.meeting.title in Client().get(f"/display/{room.secret}/").content.decode()
    empty = Hall.objects.create(municipality=room.municipality, body=room.body, name="Зала 2")
    Display.objects.create(
        municipality=room.municipality, hall=empty, name="Стена", secret_digest=secret_digest("empty")
    )
    page = Client().get("/display/empty/").content.decode()
    assert "No meeting is planned in this hall." in page
    assert Client().get("/display/empty/state").json() == {"frame": None, "mine": None}


# --- States and documents --------------------------------------------------------------------------------------


def test_a_state_is_whole_and_tagged_with_its_version(room: Room) -> None:
    room.open()
    client = signed_in(ANNA)
    response = client.get(room.address("seat", "state"))
    state = response.json()
    assert state["frame"]["audience"] == "seat"
    assert state["mine"]["person"] == str(ANNA)
    assert response["ETag"] == f'"{state["frame"]["epoch"]}-{state["frame"]["v"]}"'
    again = {"HTTP_IF_NONE_MATCH": response["ETag"]}
    assert client.get(room.address("seat", "state"), **again).status_code == 304
    room.open_vote()
    assert client.get(room.address("seat", "state"), **again).status_code == 200


def test_the_console_s_state_is_tagged_by_content(room: Room) -> None:
    client = signed_in(CHAIR)
    response = client.get(room.address("chair", "state"))
    assert response["ETag"].startswith('W/"')
    assert response.json()["frame"]["console"]["missing"] == []
    again = {"HTTP_IF_NONE_MATCH": response["ETag"]}
    assert client.get(room.address("chair", "state"), **again).status_code == 304


def test_documents_stay_as_they_are_at_their_address(room: Room) -> None:
    room.open()
    frame = signed_in(CHAIR).get(room.address("chair", "state")).json()["frame"]
    for name in ("agenda", "hall"):
        response = Client().get(f"/meetings/{room.meeting.pk}/documents/{name}/{frame[name]}.json")
        assert "immutable" in response["Cache-Control"]
        assert Client().get(f"/meetings/{room.meeting.pk}/documents/{name}/older.json").status_code == 404
    assert Client().get(f"/meetings/{uuid4()}/documents/agenda/x.json").status_code == 404


# --- Commands --------------------------------------------------------------------------------------------------


def test_a_form_is_a_command_and_leads_back_with_the_answer(live_room: Room) -> None:
    client = signed_in(ANNA)
    response = client.post(live_room.address("seat", "act"), {"type": "seat.check_in", "id": uuid4()})
    assert (response.status_code, response["Location"]) == (303, live_room.address("seat"))
    page = client.get(live_room.address("seat")).content.decode()
    assert 'data-mood="success">Done.<' in page


def test_a_vote_is_cast_by_form_and_by_json(live_room: Room) -> None:
    live_room.open()
    vote = live_room.open_vote()
    posted = {"type": "ballot.cast", "id": str(uuid4()), "vote": str(vote.pk), "press": "1", "choice": "for"}
    assert signed_in(ANNA).post(live_room.address("seat", "act"), posted).status_code == 303
    message = posted | {"press": 1, "choice": "against", "id": str(uuid4())}
    reply = signed_in(BORIS).post(live_room.address("seat", "act"), message, content_type=JSON).json()
    assert (reply["ok"], reply["choice"], reply["id"]) == (True, "against", message["id"])
    assert set(Ballot.objects.values_list("person", "choice")) == {(ANNA, "for"), (BORIS, "against")}


def test_a_form_posted_twice_is_answered_once(live_room: Room) -> None:
    client, posted = signed_in(ANNA), {"type": "seat.check_in", "id": uuid4()}
    for _ in range(2):
        client.post(live_room.address("seat", "act"), posted)
    assert "already checked in" not in client.get(live_room.address("seat")).content.decode()


def test_refusals_come_in_words(live_room: Room) -> None:
    live_room.open()
    vote = live_room.open_vote()
    live_room.do(messages.VoteHold, CHAIR_ACTOR, vote=vote.pk, stage="open")
    posted = {"type": "ballot.cast", "id": uuid4(), "vote": vote.pk, "press": 1, "choice": "for"}
    client = signed_in(ANNA)
    client.post(live_room.address("seat", "act"), posted)
    page = client.get(live_room.address("seat")).content.decode()
    assert 'data-mood="error">Not recorded: the chair is holding the vote.<' in page


def test_the_chair_closes_with_the_missing_that_the_form_listed(live_room: Room) -> None:
    live_room.open()
    vote = live_room.open_vote()
    client = signed_in(CHAIR)
    posted = {
        "type": "vote.close",
        "id": uuid4(),
        "vote": vote.pk,
        "stage": "open",
        "missing": list(COUNCILLORS),
    }
    client.post(live_room.address("chair", "act"), posted)
    vote.refresh_from_db()
    assert vote.stage == "closed"


@pytest.mark.parametrize(
    ("body", "code", "status"),
    [
        ("{", "not-json", 400),
        ('{"type": "seat.check_in", "type": "seat.check_in"}', "duplicate-key", 400),
        ('{"type": "seat.fly"}', "unknown-message", 400),
        ('{"type": "seat.check_in", "id": "x"}', "bad-message", 400),
        ('{"type": "heartbeat", "epoch": "e", "v": 1, "heard": 1}', "unknown-message", 400),
        (json.dumps({"type": "seat.check_in", "id": "x" * 70_000}), "oversize", 413),
    ],
)
def test_what_is_no_message_is_refused(room: Room, body: str, code: str, status: int) -> None:
    response = signed_in(ANNA).post(room.address("seat", "act"), body, content_type=JSON)
    assert (response.status_code, response.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    "posted",
    [
        {"type": "seat.check_in"},
        {"type": "seat.check_in", "id": str(uuid4()), "person": str(BORIS)},
        {"type": "seat.check_in", "id": [str(uuid4()), str(uuid4())]},
        {"id": str(uuid4())},
    ],
)
def test_a_form_that_says_no_message_changes_nothing(room: Room, posted: dict[str, Any]) -> None:
    client = signed_in(ANNA)
    assert client.post(room.address("seat", "act"), posted).status_code == 303
    assert "That was not understood" in client.get(room.address("seat")).content.decode()
    assert not room.meeting.attendances.exists()


def test_commands_need_the_token_against_forgery(room: Room) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(login=f"bel-{ANNA}"))
    for content_type in (JSON, "text/plain", "application/x-www-form-urlencoded"):
        message = json.dumps({"type": "seat.check_in", "id": str(uuid4())})
        response = client.post(room.address("seat", "act"), message, content_type=content_type)
        assert response.status_code == 403
        assert "open for too long" in response.content.decode()


def test_commands_by_get_are_refused(room: Room) -> None:
    assert signed_in(ANNA).get(room.address("seat", "act")).status_code == 405


def test_a_stranger_posts_nothing(room: Room) -> None:
    posted = {"type": "seat.check_in", "id": uuid4()}
    assert Client().post(room.address("seat", "act"), posted)["Location"].startswith("/sign-in/")
    assert Client().post(room.address("seat", "act"), posted, content_type=JSON).status_code == 403
    assert not room.meeting.attendances.exists()


def test_the_public_sees_of_a_meeting_not_opened_yet_what_when_and_where_it_is(room: Room) -> None:
    shown = Client().get(room.address("live"), headers={"accept-language": "en"})
    assert shown["Cache-Control"] == "private, no-cache"
    page = shown.content.decode()
    assert "The meeting has not been opened yet." in page
    for told in (
        "Първо заседание",
        "21\N{NO-BREAK SPACE}November\N{NO-BREAK SPACE}2026",
        "Зала 1",
        "Бял бряг",
    ):
        assert told in page
    for secret in ("Точка", "Приема", *NAMES.values()):
        assert secret not in page
    assert Client().get(room.address("live", "state")).status_code == 404
    Meeting.objects.update(is_practice=True)
    unknown = Client().get(f"/meetings/{uuid4()}/live/")
    practice = Client().get(room.address("live"))
    assert (practice.status_code, practice.content) == (404, unknown.content)
    Meeting.objects.update(is_practice=False)
    room.open()
    for end in ("", "state"):
        assert Client().get(room.address("live", end)).status_code == 200


def test_what_a_lot_decides_is_told_in_words_and_gets_its_number_either_way(room: Room) -> None:
    ensure_key()
    halves = Majority(Base.FOR_AGAINST, HALF, is_strict=True, ties=(Tie.LOT,))
    room.motions[0].majority = halves.to_plain()
    room.motions[0].save()
    room.open(8)
    vote = room.open_vote()
    for place, person in enumerate(COUNCILLORS[:8]):
        room.press(vote, person, "for" if place % 2 else "against")
    told = {"vote": vote.pk, "stage": "open"}
    room.do(messages.VoteClose, CHAIR_ACTOR, **told, missing=[])

    def page(address: str) -> str:
        return signed_in(CHAIR).get(address).content.decode()

    boards = (f"/display/{room.secret}/", room.address("live"))
    drawn = 'class="lot-drawn"'
    decision = 'data-when="console.next_decision !vote.tie.way:revote"'
    assert all(hidden(page(board), drawn) for board in boards)
    told["stage"] = "closed"
    room.do(messages.VoteDrawLot, CHAIR_ACTOR, **told, word="мост")
    assert not any(hidden(page(board), drawn) for board in boards)
    assert not hidden(page(room.address("chair")), decision)  # a rejection is numbered too
    room.do(messages.VoteDeclare, CHAIR_ACTOR, **told)
    assert all(hidden(page(board), drawn) for board in boards)
    assert all("The lot fell " in page(board) for board in boards)


def test_browsers_find_the_icon_that_they_ask_for_by_themselves(room: Room) -> None:
    answer = Client().get("/favicon.ico")
    assert answer.status_code == 302
    assert finders.find(answer["Location"].removeprefix("/static/")).endswith("mark.svg")

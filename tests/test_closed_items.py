"""Of a closed item the public learns that it is closed: its words are looked for in every byte that the public gets."""

import io
import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID
from zipfile import BadZipFile, ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from agenda.models import Motion, Paper
from agenda.refusals import AlreadyClosed, Forbidden, NoGround
from council.domain.orders import StandingOrders
from council.domain.sittings import SittingRules
from kiosk import messages
from kiosk.models import Display, secret_digest
from kiosk.snapshots import frame, load
from ledger.signing import ensure_key
from minutes.commands import draft_record, draw_annex
from minutes.queries import meeting_record
from portal.urls import urlpatterns
from tests.cast import CLERK, COUNCILLORS
from tests.chamber import (
    AS_CHAIR,
    AS_CLERK,
    PASSWORD,
    Chamber,
    chamber,
    councillor,
    give_accounts,
    make_chamber,
)
from voting.domain.closed import closed_record, public_record
from voting.queries import differences

__all__ = ["chamber"]

ANNA, BORIS, *_ = COUNCILLORS
ALL_FOR = dict.fromkeys(COUNCILLORS, "for")
TITLE, TEXT, PAPER, GROUND, ALOUD, AMENDED = (
    *("Поверителна сделка", "Продава имота край реката", "Тайна оценка"),
    *("чл. 28, лична тайна", "Спира разискването съвсем", "на цената от оценката"),
)
WORDS = (TITLE, TEXT, PAPER, GROUND, ALOUD, AMENDED, "Наредба", "Приема наредбата")
SECRET = "s" * 32
LANGUAGES = ("bg", "en", "sr", "sr-latn", "sl")


def sitting(chamber: Chamber, *, from_the_draft: bool) -> Chamber:
    """Deal with an item in closed session: so on the draft, or closed by an adopted motion after it was taken up."""
    item = chamber.items[1]
    if from_the_draft:
        said = {"item": item.pk, "title": TITLE, "text": TEXT, "closed": "yes"}
        chamber.do(messages.ItemChange, AS_CLERK, **said)
    else:
        type(item).objects.filter(pk=item.pk).update(title=TITLE)
        Motion.objects.filter(pk=chamber.motions[2].pk).update(text=TEXT)
    Paper.objects.create(
        municipality=chamber.municipality,
        item=item,
        position=1,
        title=PAPER,
        digest="ab" * 32,
        size=10,
        pages=1,
        folder="0" * 32,
    )
    chamber.open()
    chamber.decide(ALL_FOR)
    chamber.do(messages.ItemActivate, AS_CHAIR, item=item.pk, prepare=True)
    if not from_the_draft:
        # What is looked for is found where nothing is closed: everywhere that an item shows.
        found = {name.rpartition("/")[0] or name.partition(" ")[0] for name, _ in leaks(chamber)}
        live, meeting = (
            reverse("live", args=[chamber.meeting.pk]),
            reverse("meeting", args=[chamber.meeting.pk]),
        )
        shown = {
            "frame",
            live.rstrip("/"),
            meeting.rstrip("/"),
            f"/display/{SECRET}",
            f"{meeting}documents/agenda",
        }
        assert shown <= found
        chamber.do(messages.MotionMove, AS_CLERK, item=item.pk, mover=str(ANNA), phrase="closed")
        decide(chamber)
    return chamber


def decide(chamber: Chamber, choices: Mapping[UUID, str] = ALL_FOR) -> None:
    chamber.on_vote(messages.VoteOpen)
    chamber.press_all(choices)
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)


def debate_and_decide(chamber: Chamber) -> None:
    """Speak, move, step aside and vote on the closed item."""
    item = chamber.items[1].pk
    chamber.do(messages.Recuse, councillor(BORIS), item=item, person=BORIS, ground=GROUND)
    speech = chamber.do(messages.FloorAsk, councillor(ANNA), kind="speech", to="")
    chamber.do(messages.FloorGive, AS_CHAIR, request=speech.pk)
    chamber.do(messages.MotionMove, AS_CLERK, item=item, mover=str(ANNA), phrase="other", new=ALOUD)
    chamber.do(messages.MotionMove, AS_CLERK, item=item, mover=str(ANNA), phrase="add", new=AMENDED)
    chamber.on_vote(messages.VoteOpen)
    chamber.press_all({ANNA: "for"})


def public_bytes(chamber: Chamber) -> Iterator[tuple[str, bytes]]:
    """Yield everything that the public, a display and a stranger get, by its name."""
    client, meeting = Client(), chamber.meeting.pk
    for language in LANGUAGES:
        for audience in ("public", "display"):
            yield (
                f"frame {audience} {language}",
                messages.encode(frame(load(meeting), audience, language)).encode(),
            )
    live = reverse("live", args=[meeting])
    addresses = [live, f"{live}state", *(f"/display/{SECRET}/{end}" for end in ("", "state"))]
    addresses += [
        reverse(route.name, args=[meeting, number] if "<int:number>" in str(route.pattern) else [meeting])
        for route in urlpatterns
        if "<uuid:meeting>" in str(route.pattern)
        for number in ((1, 2, 3) if "<int:number>" in str(route.pattern) else (0,))
    ]
    loaded = load(meeting)
    for document in (loaded.agenda, loaded.public_agenda):
        addresses.append(reverse("agenda-document", args=[meeting, document.version]))
    paper = f"/meetings/{meeting}/papers/{'ab' * 32}"
    addresses += [reverse("home"), f"{paper}/", f"{paper}/1.webp", f"{paper}.pdf"]
    for address in addresses:
        for where in (address, f"{address}?lang=en"):
            answer = client.get(where)
            yield where, b"".join(answer.streaming_content) if answer.streaming else answer.content


def told(content: bytes) -> str:
    """Return bytes as the text that is in them, tables of spreadsheets and escaped JSON too."""
    try:
        with ZipFile(io.BytesIO(content)) as table:
            return "".join(table.read(name).decode(errors="replace") for name in table.namelist())
    except BadZipFile:
        text = content.decode(errors="replace")
    return text + "\n".join(_unescaped(line) for line in text.splitlines())


def _unescaped(line: str) -> str:
    try:
        return json.dumps(json.loads(line), ensure_ascii=False)
    except ValueError:
        return ""


def leaks(chamber: Chamber) -> list[tuple[str, str]]:
    return [
        (name, word) for name, content in public_bytes(chamber) for word in WORDS if word in told(content)
    ]


@pytest.fixture
def displayed(chamber: Chamber) -> Chamber:
    own: Mapping[str, Any] = {"municipality": chamber.municipality}
    Display.objects.create(hall=chamber.hall, name="Екран", secret_digest=secret_digest(SECRET), **own)
    give_accounts(chamber)
    return chamber


@pytest.mark.both
@pytest.mark.parametrize("from_the_draft", [True, False])
def test_no_word_of_a_closed_item_reaches_the_public(displayed: Chamber, *, from_the_draft: bool) -> None:
    sitting(displayed, from_the_draft=from_the_draft)
    assert leaks(displayed) == []
    page = told(
        Client().get(reverse("meeting", args=[displayed.meeting.pk]), {"lang": "en"}, follow=True).content
    )
    assert ("Vote 3 closed this item to the public" in page) is not from_the_draft
    debate_and_decide(displayed)
    seen = frame(load(displayed.meeting.pk), "public", "en")
    assert (seen.item and seen.item.title, seen.vote, seen.floor and seen.floor.speaker) == (
        "Closed session",
        None,
        None,
    )
    inside = frame(load(displayed.meeting.pk), "seat", "bg")
    assert (inside.item and inside.item.title, inside.vote is not None) == (TITLE, True)
    assert leaks(displayed) == []
    displayed.close()
    displayed.on_vote(messages.VoteDeclare)
    displayed.do(messages.ItemFinish, AS_CHAIR, item=displayed.items[1].pk)
    displayed.do(messages.MeetingAdjourn, AS_CHAIR)
    assert leaks(displayed) == []
    assert differences(displayed.meeting_now()) == []
    clerk = Client()
    assert clerk.login(username=str(CLERK), password=PASSWORD)
    whole = reverse("agenda-document", args=[displayed.meeting.pk, load(displayed.meeting.pk).agenda.version])
    assert TITLE in clerk.get(whole).content.decode()


def test_what_was_asked_for_in_a_closed_item_is_shown_to_the_meetings_people_only(chamber: Chamber) -> None:
    sitting(chamber, from_the_draft=True)
    decide(chamber, ALL_FOR | {ANNA: "against"})
    speech = chamber.do(messages.FloorAsk, councillor(ANNA), kind="speech", to="")
    chamber.do(messages.FloorGive, AS_CHAIR, request=speech.pk)
    reply = chamber.do(messages.FloorAsk, councillor(BORIS), kind="reply", to=str(speech.pk))
    explained = chamber.do(messages.FloorAsk, councillor(ANNA), kind="explanation", to="")
    chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[2].pk)
    shown = {
        audience: frame(load(chamber.meeting.pk), audience, "en").floor for audience in ("display", "seat")
    }
    assert [len(floor.queue) for floor in shown.values() if floor] == [0, 2]
    for request in (reply, explained):
        chamber.do(messages.FloorGive, AS_CHAIR, request=request.pk)
        loaded = load(chamber.meeting.pk)
        speakers = [frame(loaded, audience, "en").floor for audience in ("public", "display", "seat")]
        assert [floor and floor.speaker and floor.speaker.name for floor in speakers[:2]] == [None, None]
        assert speakers[2]
        assert speakers[2].speaker


@pytest.mark.usefixtures("displayed")
def test_the_public_record_is_silent_and_the_annex_tells_all(chamber: Chamber, tmp_path: Path) -> None:
    sitting(chamber, from_the_draft=True)
    decide(chamber)
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)
    record = read(bytes(draft_record(meeting=chamber.meeting_now(), at=chamber.at()).pdf), tmp_path)
    assert not [word for word in (TITLE, TEXT, PAPER) if word in record]
    assert "Закрито заседание" in record
    annex = read(draw_annex(chamber.meeting_now()) or b"", tmp_path)
    assert all(word in annex for word in (TITLE, TEXT, PAPER))
    address = reverse("clerk-annex", args=[chamber.meeting.pk])
    assert Client().get(address).status_code == 302
    clerk = Client()
    assert clerk.login(username=str(CLERK), password=PASSWORD)
    assert clerk.get(address).headers["Content-Type"] == "application/pdf"
    member = Client()
    assert member.login(username=str(ANNA), password=PASSWORD)
    assert member.get(address).status_code in {403, 404}


def read(pdf: bytes, folder: Path) -> str:
    """Return the text of a PDF in one line."""
    (folder / "read.pdf").write_bytes(pdf)
    found = subprocess.run(["pdftotext", str(folder / "read.pdf"), "-"], capture_output=True, check=True)
    return " ".join(found.stdout.decode().split())


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(("publishes", "results"), [(True, 1), (False, 0)])
def test_results_are_told_if_the_rules_publish_them(*, publishes: bool, results: int) -> None:
    ensure_key()
    orders = StandingOrders(sitting=SittingRules(publishes_closed=publishes))
    chamber = sitting(make_chamber(orders=orders), from_the_draft=True)
    decide(chamber)
    chamber.do(messages.ItemFinish, AS_CHAIR, item=chamber.items[1].pk)
    record = meeting_record(chamber.meeting.log_id)
    (item,) = (item for item in public_record(record).items if item.is_closed)
    assert len(item.results) == results
    page = Client().get(reverse("meeting", args=[chamber.meeting.pk])).content.decode()
    assert ("2/2026" in page) is publishes
    assert [vote.title for vote in closed_record(record).votes] == [TITLE]


def test_chair_and_clerk_close_an_item_once_and_on_a_ground(chamber: Chamber) -> None:
    chamber.open()
    item = chamber.items[0].pk
    with pytest.raises(Forbidden):
        chamber.do(messages.ItemClose, councillor(ANNA), item=item, ground=GROUND)
    with pytest.raises(NoGround):
        chamber.do(messages.ItemClose, AS_CHAIR, item=item, ground=" ")
    chamber.do(messages.ItemClose, AS_CLERK, item=item, ground=GROUND)
    with pytest.raises(AlreadyClosed):
        chamber.do(messages.ItemClose, AS_CHAIR, item=item, ground=GROUND)
    chamber.do(messages.ItemAdd, AS_CLERK, title=TITLE, text=TEXT, closed="yes")
    assert [kind for kind, *_ in chamber.entries()][-2:] == ["agenda.item.closed"] * 2
    assert differences(chamber.meeting_now()) == []

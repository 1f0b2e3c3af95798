"""Papers over HTTP: who may send and see them, with which headers, and the same 404 for everything else."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from agenda.models import Paper
from kiosk import messages
from tests import papers
from tests.cast import CHAIR, CLERK, COUNCILLORS
from tests.kiosk.council_rows import CLERK_ACTOR, Room, make_room, signed_in

BUDGET = papers.pdf("Budget", pages=2)
DIGEST = hashlib.sha256(BUDGET).hexdigest()


@pytest.fixture(autouse=True)
def _own_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PAPERS_DIR", tmp_path)


@pytest.fixture
def room(db: None) -> Room:
    return make_room()


def post(client: Client, room: Room, *files: tuple[str, bytes], accept: str = "", **fields: Any) -> Any:
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    form = {"item": str(room.items[0].pk), "papers": sent} | fields
    return client.post(room.address("clerk", "papers"), form, headers={"Accept": accept} if accept else {})


@pytest.fixture
def with_paper(room: Room) -> Room:
    assert post(signed_in(CLERK), room, ("Бюджет.pdf", BUDGET)).status_code == 303
    return room


def addresses(room: Room, digest: str = DIGEST) -> list[str]:
    return [room.address(f"papers/{digest}", end) for end in ("", "1.webp", "paper.pdf")]


def test_each_file_is_taken_or_refused_by_itself_and_told_in_words(room: Room) -> None:
    clerk = signed_in(CLERK)
    hostile = papers.HOSTILE["script"][0]()
    answer = post(clerk, room, ("a.pdf", BUDGET), ("b.pdf", hostile), ("c.pdf", b"x"), ("d.pdf", BUDGET))
    assert answer.status_code == 303
    page = clerk.get(answer["Location"]).content.decode()
    for line in (
        "a.pdf: taken, 2 pages.",
        "b.pdf: The document contains a program (JavaScript or XFA). Print it into a new PDF.",
        "c.pdf: This is not a PDF document.",
        "d.pdf: This very file is there already: a.",
    ):
        assert line in page
    assert Paper.objects.get().digest == DIGEST


def test_a_script_is_told_by_codes(room: Room) -> None:
    answer = post(signed_in(CLERK), room, ("a.pdf", BUDGET), ("b.pdf", b"%PDF-"), accept="application/json")
    told = answer.json()["files"]
    assert [(file["name"], file["ok"], file["code"]) for file in told] == [
        ("a.pdf", True, "accepted"),
        ("b.pdf", False, "paper-broken"),
    ]


@pytest.mark.parametrize("item", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_an_item_that_is_none_is_not_found(room: Room, item: str) -> None:
    answer = post(signed_in(CLERK), room, ("a.pdf", BUDGET), item=item, accept="application/json")
    assert [file["code"] for file in answer.json()["files"]] == ["not-found"]


def test_only_the_clerk_sends_papers(room: Room) -> None:
    for person in (CHAIR, COUNCILLORS[0]):
        assert post(signed_in(person), room, ("a.pdf", BUDGET)).status_code == 403
    assert "/sign-in/" in post(Client(), room, ("a.pdf", BUDGET))["Location"]
    make_room("other")
    assert post(signed_in(CLERK, "other"), room, ("a.pdf", BUDGET)).status_code == 404
    assert not Paper.objects.exists()


def test_a_drafts_papers_are_for_its_people_only(with_paper: Room) -> None:
    make_room("other")
    strangers = [Client(), signed_in(CLERK, "other"), signed_in(COUNCILLORS[0], "other")]
    for address in addresses(with_paper):
        for person in (CHAIR, CLERK, COUNCILLORS[0]):
            assert signed_in(person).get(address).status_code == 200
        assert [client.get(address).status_code for client in strangers] == [404, 404, 404]


def test_an_open_meetings_papers_are_for_everybody_and_cached_for_good(with_paper: Room) -> None:
    with_paper.open()
    _, image, original = addresses(with_paper)
    answers = {address: Client().get(address) for address in (image, original)}
    for answer in answers.values():
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
    assert answers[image]["Content-Type"] == "image/webp"
    assert answers[original]["Content-Type"] == "application/pdf"
    assert answers[original]["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answers[original].content == BUDGET


def test_a_drafts_papers_are_kept_by_the_readers_browser_only(with_paper: Room) -> None:
    answer = signed_in(COUNCILLORS[0]).get(addresses(with_paper)[1])
    assert answer["Cache-Control"] == "private, max-age=31536000, immutable"
    assert not answer.cookies


def test_papers_of_a_practice_meeting_stay_with_its_people(with_paper: Room) -> None:
    type(with_paper.meeting).objects.filter(pk=with_paper.meeting.pk).update(is_practice=True)
    with_paper.open()
    assert Client().get(addresses(with_paper)[1]).status_code == 404
    assert signed_in(COUNCILLORS[0]).get(addresses(with_paper)[1]).status_code == 200


def test_what_is_not_there_and_what_is_anothers_are_the_same_404(with_paper: Room) -> None:
    with_paper.open()
    other = make_room("other")
    clerk = signed_in(CLERK)
    image, beyond, zero = (with_paper.address(f"papers/{DIGEST}", f"{n}.webp") for n in (2, 3, 0))
    assert clerk.get(image).status_code == 200
    found = [
        clerk.get(address) for address in (beyond, zero, *addresses(other), *addresses(with_paper, "0" * 64))
    ]
    assert {answer.status_code for answer in found} == {404}
    assert len({answer.content for answer in found}) == 1


def test_a_withdrawn_paper_is_gone(with_paper: Room) -> None:
    with_paper.do(messages.PaperWithdraw, CLERK_ACTOR, paper=Paper.objects.get().pk)
    assert signed_in(CLERK).get(addresses(with_paper)[2]).status_code == 404


def test_the_public_live_page_lists_the_papers_once_the_meeting_is_open(with_paper: Room) -> None:
    address = with_paper.address("live", "")
    paper = f'href="{addresses(with_paper)[0]}"'
    assert paper not in Client().get(address).content.decode()
    with_paper.open()
    assert paper in Client().get(address).content.decode()


def test_the_seat_has_a_reader_that_works_without_scripts(with_paper: Room) -> None:
    seat = signed_in(COUNCILLORS[0])
    address = with_paper.address("seat", "")
    listed = seat.get(address).content.decode()
    assert f'name="paper" value="{DIGEST}"' in listed
    assert 'id="reader-image" ' in listed
    assert f"{DIGEST}/1.webp" not in listed
    read = seat.get(address, {"paper": DIGEST, "page": "2"}).content.decode()
    assert f"/papers/{DIGEST}/2.webp" in read
    assert "<iframe" not in read
    assert 'target="' not in read
    assert "webp" not in seat.get(address, {"paper": "0" * 64}).content.decode()


def test_the_page_of_a_paper_shows_all_its_pages_as_images(with_paper: Room) -> None:
    with_paper.open()
    page = Client().get(addresses(with_paper)[0]).content.decode()
    assert [f"{n}.webp" in page for n in (1, 2, 3)] == [True, True, False]
    assert DIGEST in page
    assert "<object" not in page
    assert "<iframe" not in page

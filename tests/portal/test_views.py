"""The public's pages: what is there, what is not there, and that nothing on them is more than may be known."""

import json
import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from agenda.models import Meeting
from council.commands import give_arms
from council.models import Account, Body, Municipality, Person, Role, Seat
from ledger.signing import ensure_key
from minutes.models import Record
from portal.urls import urlpatterns
from tests.cast import COUNCILLORS
from tests.chamber import Chamber
from tests.council.people import make_staff, signed_in
from tests.council.rows import NOW, make
from tests.minutes.evening import evening
from tests.minutes.story import CHAIR, CLERK, NAMES, TITLES, Story, id_of
from tests.pictured import picture_file
from tests.portal.conftest import Tell
from tests.voting.commands.test_elections import enter, hold, nominate
from tests.voting.domain.test_correction_steps import corrected

OF_A_MEETING = [route.name for route in urlpatterns if "<uuid:meeting>" in str(route.pattern)]
OF_A_VOTE = [route.name for route in urlpatterns if "<int:number>" in str(route.pattern)]


def page(name: str, meeting: Meeting | None = None, number: int = 1) -> str:
    return address(name, meeting.pk, number) if meeting else reverse(name)


def address(name: str, meeting: UUID, number: int = 1) -> str:
    return reverse(name, args=[meeting, number] if name in OF_A_VOTE else [meeting])


def text(client: Client, name: str, meeting: Meeting | None = None) -> str:
    answer = client.get(page(name, meeting))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def draft(tell: Tell) -> Meeting:
    return tell(Story().arrive(*NAMES[:3]), stage="draft", number=13)


@pytest.mark.parametrize("name", OF_A_MEETING)
def test_drafts_and_unknown_meetings_are_the_same_404(client: Client, draft: Meeting, name: str) -> None:
    answers = [client.get(address(name, key)) for key in (draft.pk, uuid4())]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize("name", ["home", "ledger-key", *OF_A_MEETING])
def test_nothing_can_be_posted(client: Client, adjourned: Meeting, name: str) -> None:
    assert client.post(page(name, adjourned if name in OF_A_MEETING else None)).status_code == 405


class TestHome:
    def test_meetings_under_way_stand_before_adjourned_ones_and_drafts_nowhere(
        self, client: Client, tell: Tell, adjourned: Meeting, draft: Meeting
    ) -> None:
        now = tell(Story().arrive(*NAMES).open(), number=14)
        shown = text(client, "home")
        places = [
            shown.index(f'href="{page(name, meeting)}"')
            for name, meeting in (("live", now), ("meeting", adjourned))
        ]
        assert places == sorted(places)
        assert str(draft.pk) not in shown
        assert page("live", adjourned) not in shown

    def test_the_councils_stand_with_their_arms(self, client: Client, municipality: Municipality) -> None:
        give_arms(municipality=municipality, content=picture_file())
        body = make(Body, municipality, name="Общински съвет Горен дол")
        shown = text(client, "home")
        assert f">{municipality.name}<" in shown
        assert body.name in shown
        assert f"/{municipality.arms_id}" in shown

    def test_a_visitor_is_offered_to_sign_in_and_no_room(self, client: Client, db: None) -> None:
        shown = text(client, "home")
        assert page("sign-in") in shown
        assert page("my-seat") not in shown

    def test_everybody_finds_their_own_rooms(self, municipality: Municipality) -> None:
        chair, clerk, mayor = (make(Person, municipality) for _ in range(3))
        body = make(Body, municipality)
        for person, kind in ((chair, "chair"), (clerk, "clerk")):
            make(Role, municipality, body=body, person=person, kind=kind)
        for person in (chair, mayor):
            make(Seat, municipality, person=person)
        shown = {}
        for name, person in (("chair", chair), ("clerk", clerk), ("mayor", mayor)):
            account = make(Account, municipality, person=person, login=name)
            home = text(signed_in(account), "home")
            shown[name] = [room for room in ("seat", "chair", "clerk") if page(f"my-{room}") in home]
        assert shown == {"chair": ["seat", "chair"], "clerk": ["clerk"], "mayor": ["seat"]}

    def test_staff_find_the_setting_up(self, municipality: Municipality) -> None:
        assert page("admin:index") in text(signed_in(make_staff(municipality)), "home")

    def test_older_meetings_are_on_further_pages(self, client: Client, tell: Tell) -> None:
        for number in range(1, 33):
            tell(Story(), stage="adjourned", number=number)
        assert "?page=2" in text(client, "home")
        assert client.get("/", {"page": "2"}).content.count(b"meeting-line") == 2
        assert client.get("/", {"page": "none"}).status_code == 200

    def test_a_language_is_chosen_by_the_address(self, client: Client, db: None) -> None:
        answer = client.get("/", {"lang": "bg", "page": "1"})
        assert (answer.status_code, answer["Location"]) == (302, "/?page=1")
        assert b'<html lang="bg"' in client.get("/").content
        assert client.get("/", {"lang": "xx"}).status_code == 200


class TestArchive:
    def test_votes_stand_with_result_reason_and_names(self, client: Client, adjourned: Meeting) -> None:
        shown = text(client, "meeting", adjourned)
        for title in TITLES:
            assert title in shown
        assert shown.count("<article") == 5
        assert shown.count("data-annulled") == 1
        assert "двама съветници съобщиха" in shown
        assert NAMES[16] in shown
        assert "Свързано лице" not in shown

    def test_papers_stand_with_their_digests_and_what_became_of_them(
        self, client: Client, tell: Tell
    ) -> None:
        old, new = ({"paper": n * 4, "digest": n * 64, "size": 2048, "pages": 3} for n in "ab")
        item = Story().opening()["items"][0] | {"rapporteur": NAMES[1], "papers": [old | {"title": "Доклад"}]}
        story = Story().arrive(*NAMES).open(items=[item])
        added = new | {"title": "<b>Поправен доклад", "replaces": old["paper"]}
        meeting = tell(story.tell("agenda.paper.added", item=item["item"], **added))
        shown = text(client, "meeting", meeting)
        assert f"Rapporteur: {NAMES[1]}" in shown
        for digest in (old["digest"], new["digest"]):
            assert f'href="{reverse("paper", args=[meeting.pk, digest])}"' in shown
            assert f"SHA-256 {digest}" in shown
        assert "&lt;b&gt;Поправен доклад" in shown
        assert shown.count("3 pages") == 2
        assert shown.count("added at") == shown.count("<strong>replaced</strong>") == 1
        assert shown.index("<strong>replaced</strong>") < shown.index(new["digest"])

    def test_a_name_is_text(self, client: Client, tell: Tell) -> None:
        names = ("<script>alert(1)</script>", *NAMES[1:])
        story = Story(names).arrive(*names).open().activate(TITLES[0])
        story.vote(TITLES[0], dict.fromkeys(names, "for"))
        shown = text(client, "meeting", tell(story))
        assert "&lt;script&gt;alert(1)" in shown
        assert "<script>alert" not in shown

    def test_an_open_meeting_leads_to_its_live_page(self, client: Client, tell: Tell) -> None:
        meeting = tell(Story().arrive(*NAMES).open())
        assert page("live", meeting) in text(client, "meeting", meeting)

    def test_an_item_that_was_never_called_was_not_dealt_with(self, client: Client, tell: Tell) -> None:
        story = Story().arrive(*NAMES).open()
        story.activate(TITLES[0])
        under_way = text(client, "meeting", tell(story))
        over = text(client, "meeting", tell(story.adjourn(), stage="adjourned", number=13))
        told = [
            (page.count("No vote was declared on this item."), page.count("This item was not dealt with."))
            for page in (under_way, over)
        ]
        assert told == [(len(TITLES), 0), (1, len(TITLES) - 1)]

    def test_files_lead_somewhere(self, client: Client, adjourned: Meeting) -> None:
        shown = text(client, "meeting", adjourned)
        for name in ("votes-table", "ledger-export", "checkpoints"):
            assert page(name, adjourned) in shown
            assert client.get(page(name, adjourned)).status_code == 200
        assert page("ledger-key") in shown

    def test_a_page_runs_no_script_of_others_and_stores_nothing(
        self, client: Client, adjourned: Meeting
    ) -> None:
        answer = client.get(page("meeting", adjourned))
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert answer["Cache-Control"] == "private, no-cache"


class TestVote:
    """The evening's votes: 2 is annulled and repeated by 3, 4 was taken by hands, 5 has somebody recused."""

    def shown(self, client: Client, meeting: Meeting, number: int) -> str:
        answer = client.get(page("vote", meeting, number))
        assert answer.status_code == 200
        return answer.content.decode()

    def test_its_page_has_reason_names_and_plan(self, client: Client, adjourned: Meeting) -> None:
        shown = self.shown(client, adjourned, 5)
        assert TITLES[3] in shown
        assert "votes for are needed" in shown
        assert NAMES[16] in shown
        assert shown.count('class="place"') == len(NAMES) + 1
        assert shown.count('data-position="for" data-voted="v"') == 11
        assert shown.count('data-position="recused"') == 1 + 1  # on the plan and in the table
        assert f"<title>{NAMES[6]}</title>" in shown
        assert "<script" not in shown

    def test_the_meetings_page_leads_to_each(self, client: Client, adjourned: Meeting) -> None:
        shown = text(client, "meeting", adjourned)
        assert [page("vote", adjourned, number) in shown for number in range(1, 7)] == [True] * 5 + [False]

    def test_annulled_and_repeated_votes_lead_to_each_other(self, client: Client, adjourned: Meeting) -> None:
        annulled, repeated = self.shown(client, adjourned, 2), self.shown(client, adjourned, 3)
        assert f'<a href="{page("vote", adjourned, 3)}">It was taken again as vote 3.</a>' in annulled
        assert "This vote is annulled." in annulled
        assert f'<a href="{page("vote", adjourned, 2)}">This vote repeats vote 2.</a>' in repeated
        assert "annulled" not in repeated

    def test_a_repeated_vote_without_a_result_is_named_and_not_led_to(
        self, client: Client, tell: Tell
    ) -> None:
        story = Story().arrive(*NAMES).open().activate(TITLES[0])
        first = story.vote(TITLES[0], dict.fromkeys(NAMES, "for"))
        story.prepare(TITLES[0], repeats=first)
        meeting = tell(story)
        shown = self.shown(client, meeting, 1)
        assert "It was taken again as vote 2." in shown
        assert page("vote", meeting, 2) not in shown
        assert client.get(page("vote", meeting, 2)).status_code == 404

    def test_raised_hands_have_no_plan(self, client: Client, adjourned: Meeting) -> None:
        shown = self.shown(client, adjourned, 4)
        assert "only numbers were counted" in shown
        assert "<svg viewBox" not in shown

    def test_an_opening_without_a_plan_shows_the_names_alone(self, client: Client, tell: Tell) -> None:
        story = Story().arrive(*NAMES).open(hall=None).activate(TITLES[0])
        story.vote(TITLES[0], dict.fromkeys(NAMES, "for"))
        shown = self.shown(client, tell(story), 1)
        assert NAMES[0] in shown
        assert "<svg viewBox" not in shown

    def test_a_ballot_tells_the_votes_of_each_candidate_and_no_other_choice(
        self, client: Client, chamber: Chamber
    ) -> None:
        chamber.open()
        election = enter(chamber)
        nominate(chamber, election, "Анна", "Борис")
        hold(chamber, election, 5, 4)
        shown = self.shown(client, chamber.meeting, 1)
        assert '<th scope="row">Анна</th><td class="count">5</td>' in shown
        positions = set(re.findall('data-position="([a-z_]+)"', shown))
        assert positions
        assert not positions & {"for", "against", "abstain"}

    def test_it_lasts_whatever_becomes_of_the_hall(self, client: Client, chamber: Chamber) -> None:
        chamber.open()
        chamber.decide(dict.fromkeys(COUNCILLORS, "for"))
        shown = self.shown(client, chamber.meeting, 1)
        chamber.hall.shape = "rows"
        chamber.hall.save()
        chamber.hall.seats.update(person=None)
        assert shown.count('data-position="for"') == len(COUNCILLORS) + 1
        assert self.shown(client, chamber.meeting, 1) == shown
        live = client.get(page("live", chamber.meeting)).content.decode()
        assert f'<a href="{page("vote", chamber.meeting)}" data-address="vote.page">' in live

    def test_its_table_is_this_vote_only(self, client: Client, adjourned: Meeting) -> None:
        answer = client.get(page("vote-table", adjourned, 3))
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert answer["Content-Disposition"] == 'attachment; filename="vote-2026-11-05-12-3.csv"'
        assert {line.split(",")[0] for line in lines} == {"vote", "3"}
        assert len(lines) == 1 + len(NAMES)

    def test_it_is_in_the_readers_language(self, client: Client, adjourned: Meeting) -> None:
        there = page("vote", adjourned, 3)
        assert client.get(there, {"lang": "bg"})["Location"] == there
        assert '<html lang="bg"' in self.shown(client, adjourned, 3)


def readable(content: bytes) -> str:
    """Return a download as text, a workbook as that of all its parts."""
    if not content.startswith(b"PK"):
        return content.decode()
    with ZipFile(BytesIO(content)) as book:
        return "".join(book.read(part).decode() for part in book.namelist())


class TestSecrecy:
    @pytest.fixture
    def voting(self, tell: Tell) -> Meeting:
        story = Story().arrive(*NAMES).open().activate(TITLES[0])
        vote = story.prepare(TITLES[0])
        story.open_vote(vote)
        for name in NAMES:
            story.cast(vote, name, "against")
        return tell(story)

    @pytest.mark.parametrize("name", OF_A_VOTE)
    def test_a_vote_has_no_page_before_its_result(self, client: Client, voting: Meeting, name: str) -> None:
        assert client.get(page(name, voting)).status_code == 404

    @pytest.mark.parametrize("name", sorted(set(OF_A_MEETING) - {"record", "addendum", *OF_A_VOTE}))
    def test_nothing_tells_a_direction_during_a_vote(
        self, client: Client, voting: Meeting, name: str
    ) -> None:
        answer = client.get(page(name, voting), {"entry": 20, "old": 3})
        shown = readable(answer.content).removeprefix("\ufeff")
        if name == "votes-table":  # its heading names every position
            shown = "".join(shown.splitlines()[1:])
        assert answer.status_code == 200
        assert "against" not in shown

    def test_the_leaves_of_ballots_stand_alone(self, client: Client, voting: Meeting) -> None:
        lines = [json.loads(line) for line in text(client, "ledger-export", voting).splitlines()]
        ballots = [line for line in lines if line["leaf"]["kind"] == "voting.ballot.cast"]
        assert [list(line) for line in ballots] == [["leaf"]] * len(NAMES)


class TestRecord:
    def record(self, meeting: Meeting, stage: str) -> Record:
        times = {
            "drafted": {},
            "chair_signed": {"chair_signed_at": NOW},
            "signed": {"chair_signed_at": NOW, "signed_at": NOW + timedelta(minutes=1)},
        }
        return make(
            Record,
            meeting.municipality,
            meeting=meeting,
            stage=stage,
            pdf=b"%PDF-1.7",
            digest="ab" * 32,
            **times[stage],
        )

    @pytest.mark.parametrize("stage", ["drafted", "chair_signed"])
    def test_it_is_not_there_before_both_have_signed(
        self, client: Client, adjourned: Meeting, stage: str
    ) -> None:
        self.record(adjourned, stage)
        assert client.get(page("record", adjourned)).status_code == 404
        assert page("record", adjourned) not in text(client, "meeting", adjourned)

    def test_it_is_downloaded_and_kept_by_its_digest(self, client: Client, adjourned: Meeting) -> None:
        digest = self.record(adjourned, "signed").digest
        shown = text(client, "meeting", adjourned)
        assert page("record", adjourned) in shown
        assert digest in shown
        answer = client.get(page("record", adjourned))
        assert (answer.content, answer["Content-Type"]) == (b"%PDF-1.7", "application/pdf")
        assert answer["Content-Disposition"] == 'attachment; filename="record-2026-11-05-12.pdf"'
        again = client.get(page("record", adjourned), headers={"if-none-match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["votes-table", "ledger-export"])
def test_files_are_fetched_anew_only_when_the_ledger_has_grown(client: Client, tell: Tell, name: str) -> None:
    first, second = tell(evening(), number=1), tell(Story().arrive(*NAMES).open(), number=2)
    tags = [client.get(page(name, meeting))["ETag"] for meeting in (first, second)]
    assert client.get(page(name, first), headers={"if-none-match": tags[0]}).status_code == 304
    assert client.get(page(name, first), headers={"if-none-match": tags[1]}).status_code == 200


def test_the_key_of_checkpoints_is_public(client: Client, db: None) -> None:
    ensure_key()
    shown = text(client, "ledger-key")
    assert "BEGIN PUBLIC KEY" in shown
    assert "PRIVATE" not in shown


def test_without_a_key_none_is_shown(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.LEDGER_KEY_FILE = tmp_path / "none.pem"
    assert client.get(page("ledger-key")).status_code == 404


def test_corrections_stand_on_the_page_and_a_vote_points_to_its_own(client: Client, tell: Tell) -> None:
    story = Story().arrive(*NAMES[:12]).open().activate(TITLES[0])
    vote = story.vote(TITLES[0], {NAMES[0]: "for"})
    corrected(story)
    corrected(story, about="vote", subject=vote, named="1", right="<b>вярно</b>").adjourn()
    meeting = tell(story, stage="adjourned")
    whole = text(client, "meeting", meeting)
    assert whole.index('id="correction-1"') < whole.index('id="correction-2"')
    assert "&lt;b&gt;вярно&lt;/b&gt;" in whole
    assert "подписан лист" in whole
    assert "Entered after the record was signed." not in whole
    assert f'href="{page("meeting", meeting)}#correction-2"' in text(client, "vote", meeting)


def sign(story: Story) -> Story:
    story.tell("minutes.record.drafted", actor="operator", digest="d")
    return story.tell("minutes.record.signed", digest="e", by=id_of(CHAIR), capacity="chair")


def test_what_was_entered_after_the_signing_stands_in_the_addendum(client: Client, tell: Tell) -> None:
    story = Story().arrive(*NAMES[:12]).open().activate(TITLES[0])
    votes = [story.vote(title, {NAMES[0]: "for"}) for title in TITLES[:2]]
    corrected(story, right="преди подписа").adjourn()
    sign(story)
    corrected(story, right="след подписа")
    for vote in votes:
        story.tell("voting.annulment.proposed", vote=vote, ground="г", actor=story.clerk)
    proposed_by = id_of(CLERK)
    story.tell("voting.vote.annulled", vote=votes[0], ground="г", proposed_by=proposed_by)
    meeting = tell(story, stage="adjourned")
    record = {"meeting": meeting, "pdf": b"%PDF-", "digest": "f" * 64, "drafted_at": NOW}
    make(Record, meeting.municipality, stage="signed", chair_signed_at=NOW, signed_at=NOW, **record)
    shown = text(client, "addendum", meeting)
    assert "след подписа" in shown
    assert "преди подписа" not in shown
    assert "This vote is annulled." in shown
    assert "It is proposed to annul this vote; the result stands." in shown
    assert f'href="{page("record", meeting)}"' in shown
    whole = text(client, "meeting", meeting)
    assert f'href="{page("addendum", meeting)}"' in whole
    assert whole.count("Entered after the record was signed.") == 1


def test_where_nothing_was_entered_after_the_signing_there_is_no_addendum(client: Client, tell: Tell) -> None:
    meeting = tell(sign(corrected(Story().arrive(*NAMES[:12]).open()).adjourn()), stage="adjourned")
    assert client.get(page("addendum", meeting)).status_code == 404
    assert page("addendum", meeting) not in text(client, "meeting", meeting)

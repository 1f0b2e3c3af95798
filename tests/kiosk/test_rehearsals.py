"""A rehearsal: started by the clerk, pressed through the real path, reported by terminals and displays, and printed."""

from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from agenda.models import Meeting
from agenda.refusals import Forbidden
from council.domain.orders import StandingOrders
from council.domain.windows import Window
from council.models import Body, Role
from kiosk import messages
from kiosk.commands import end_rehearsal, open_test_vote, start_rehearsal
from kiosk.desk.timers import end_votes_due
from kiosk.models import Display, DisplayCheck, Rehearsal, TerminalCheck, new_secret, secret_digest
from kiosk.refusals import HallInUse, NoRehearsal
from kiosk.snapshots import frame, load
from ledger.models import Entry
from tests.cast import CHAIR, CLERK, COUNCILLORS, NAMES, STRANGER
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, chamber, councillor, give_accounts
from voting.models import Ballot, Vote
from voting.queries import differences

__all__ = ["chamber"]  # the fixture

ANNA, BORIS, *_ = COUNCILLORS
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
ALL = "for,against,abstain"


def enter(chamber: Chamber, person: UUID) -> Client:
    client = Client(headers={"user-agent": FIREFOX})
    client.force_login(chamber.people[person].account)
    return client


@pytest.fixture
def run(chamber: Chamber) -> Chamber:
    """Return the council while a rehearsal runs in its hall."""
    give_accounts(chamber)
    rehearsal = start_rehearsal(hall=chamber.hall, by=AS_CLERK, at=chamber.at())
    chamber.meeting = rehearsal.meeting
    return chamber


def page(run: Chamber) -> str:
    return enter(run, CLERK).get(reverse("rehearsal", args=[run.meeting.pk])).content.decode()


def report(run: Chamber, person: UUID, **said: object) -> int:
    answer = enter(run, person).post(
        reverse("seat-check", args=[run.meeting.pk]), said, headers={"accept": "application/json"}
    )
    return answer.status_code


class TestCourse:
    def test_it_takes_two_presses_of_the_clerk(self, chamber: Chamber) -> None:
        give_accounts(chamber)
        clerk = enter(chamber, CLERK)
        overview = clerk.post(reverse("rehearsals"), {"hall": chamber.hall.pk}).headers["Location"]
        assert clerk.post(overview, {"step": "vote"}).status_code == 302
        meeting = Meeting.objects.get(is_practice=True)
        assert (meeting.number, meeting.stage, meeting.body) == (1, "open", chamber.body)
        assert Vote.objects.get(meeting=meeting).stage == "open"

    def test_every_councillor_can_press_without_having_checked_in(self, run: Chamber) -> None:
        open_test_vote(meeting=run.meeting, by=AS_CLERK, at=run.at())
        for number, person in enumerate(COUNCILLORS, start=1):
            assert run.press(person, "for", number) == "accepted"
        assert Ballot.objects.filter(vote__meeting=run.meeting).count() == len(COUNCILLORS)

    def test_the_test_vote_waits_for_every_terminal_whatever_time_votes_have(self, chamber: Chamber) -> None:
        orders = StandingOrders(window=Window(15, least_seconds=10))
        Body.objects.filter(pk=chamber.body.pk).update(orders=orders.to_plain())
        chamber.meeting = start_rehearsal(hall=chamber.hall, by=AS_CLERK, at=chamber.at()).meeting
        open_test_vote(meeting=chamber.meeting, by=AS_CLERK, at=chamber.at())
        chamber.under_lock(lambda meeting, at: end_votes_due(meeting, at + timedelta(minutes=10)))
        assert chamber.press(ANNA, "for") == "accepted"
        end_rehearsal(meeting=chamber.meeting, by=AS_CLERK, at=chamber.at())
        assert chamber.vote().stage == "declared"
        assert differences(chamber.meeting_now()) == []

    def test_ending_it_closes_declares_and_adjourns_and_leaves_the_register_alone(self, run: Chamber) -> None:
        open_test_vote(meeting=run.meeting, by=AS_CLERK, at=run.at())
        run.press(ANNA, "for")
        end_rehearsal(meeting=run.meeting, by=AS_CLERK, at=run.at())
        assert run.meeting_now().stage == "adjourned"
        assert run.vote().stage == "declared"
        assert not Entry.objects.filter(log=run.municipality.register_log).exists()

    def test_it_ends_before_its_vote_too(self, run: Chamber) -> None:
        end_rehearsal(meeting=run.meeting, by=AS_CLERK, at=run.at())
        assert run.meeting_now().stage == "adjourned"
        with pytest.raises(NoRehearsal):
            open_test_vote(meeting=run.meeting, by=AS_CLERK, at=run.at())

    def test_a_hall_with_an_open_meeting_is_left_alone(self, chamber: Chamber) -> None:
        chamber.open()
        with pytest.raises(HallInUse):
            start_rehearsal(hall=chamber.hall, by=AS_CLERK, at=chamber.at())
        assert not Rehearsal.objects.exists()

    def test_who_is_no_clerk_starts_none(self, chamber: Chamber) -> None:
        Role.objects.filter(person=CLERK).delete()
        with pytest.raises(Forbidden):
            start_rehearsal(hall=chamber.hall, by=AS_CLERK, at=chamber.at())
        assert not Meeting.objects.filter(is_practice=True).exists()

    def test_the_clerk_is_no_chair_in_a_real_meeting(self, chamber: Chamber) -> None:
        with pytest.raises(Forbidden):
            chamber.do(messages.MeetingOpen, AS_CLERK, without_quorum=True)

    def test_its_opening_names_the_chair(self, run: Chamber) -> None:
        (opened,) = [body for kind, _, body in run.entries() if kind == "agenda.meeting.opened"]
        assert opened["chair"] == {"person": str(CHAIR), "name": NAMES[CHAIR]}

    @pytest.mark.parametrize("person", [CHAIR, ANNA, STRANGER])
    def test_nobody_else_sees_the_clerks_pages(self, run: Chamber, person: UUID) -> None:
        client = enter(run, person)
        for name in ("rehearsal", "rehearsal-report"):
            assert client.get(reverse(name, args=[run.meeting.pk])).status_code == 403
        assert client.get(reverse("rehearsals")).status_code == 403

    def test_from_each_page_a_link_leads_back_to_the_desk(self, run: Chamber) -> None:
        clerk, key = enter(run, CLERK), run.meeting.pk
        listed = clerk.get(reverse("rehearsals")).content.decode()
        one = clerk.get(reverse("rehearsal", args=[key])).content.decode()
        assert f'href="{reverse("my-clerk")}"' in listed
        assert all(
            f'href="{there}"' in one for there in (reverse("clerk", args=[key]), reverse("rehearsals"))
        )

    def test_an_ended_one_is_put_out_of_sight(self, run: Chamber) -> None:
        address = reverse("rehearsal", args=[run.meeting.pk])
        clerk = enter(run, CLERK)
        clerk.post(address, {"step": "archive"})
        assert run.meeting_now().archived_at is None
        clerk.post(address, {"step": "end"})
        clerk.post(address, {"step": "archive"})
        assert run.meeting_now().archived_at is not None
        assert address not in clerk.get(reverse("rehearsals")).content.decode()


class TestReports:
    def test_a_terminal_adds_to_what_it_said(self, run: Chamber) -> None:
        assert report(run, ANNA, pressed="for", latency_ms=41, width=1280, height=800) == 200
        assert report(run, ANNA, pressed=ALL, has_sound="false", has_keys="true") == 200
        check = TerminalCheck.objects.get()
        assert (check.person_id, check.device) == (ANNA, "Firefox 128, Linux")
        assert (check.pressed, check.latency_ms, check.width, check.height) == (ALL, 41, 1280, 800)
        assert (check.has_sound, check.has_keys, check.is_legible) == (False, True, None)

    def test_the_clerk_sees_who_is_done_and_what_is_wrong(self, run: Chamber) -> None:
        assert "0 of 9 seats done" in page(run)
        report(run, ANNA, pressed=ALL, has_sound="true", is_legible="true")
        report(run, BORIS, pressed=ALL, has_sound="false", is_legible="true")
        text = page(run)
        assert "2 of 9 seats done" in text
        assert "Seat 2: no sound" in text

    def test_an_answer_without_a_script_leads_back_to_the_seat(self, run: Chamber) -> None:
        seat = reverse("seat", args=[run.meeting.pk])
        client = enter(run, ANNA)
        assert "terminal-check" in client.get(seat).content.decode()
        answer = client.post(
            reverse("seat-check", args=[run.meeting.pk]), {"pressed": ALL, "has_sound": "true"}
        )
        assert answer.headers["Location"] == seat
        assert TerminalCheck.objects.get().has_sound is True

    @pytest.mark.parametrize("said", [{"pressed": "maybe"}, {"latency_ms": "-1"}, {"width": "wide"}])
    def test_what_makes_no_sense_is_refused(self, run: Chamber, said: dict[str, str]) -> None:
        assert report(run, ANNA, **said) == 400
        assert not TerminalCheck.objects.exists()

    def test_nothing_is_taken_where_no_rehearsal_runs(self, chamber: Chamber) -> None:
        give_accounts(chamber)
        assert report(chamber, ANNA, pressed=ALL) == 409

    def test_a_display_reports_what_it_shows_and_the_clerk_what_can_be_read(self, run: Chamber) -> None:
        secret = new_secret()
        own = {"municipality": run.municipality, "hall": run.hall}
        display = Display.objects.create(name="Табло", secret_digest=secret_digest(secret), **own)
        address = reverse("display-check", args=[secret])
        client = Client(enforce_csrf_checks=True)
        assert client.post(address, {"v": 12, "width": 3840, "height": 2160}).status_code == 200
        enter(run, CLERK).post(
            reverse("rehearsal", args=[run.meeting.pk]),
            {"step": "display", "display": display.pk, "is_legible": "true"},
        )
        check = DisplayCheck.objects.get()
        assert (check.v, check.width, check.height, check.is_legible) == (12, 3840, 2160, True)
        assert client.post(reverse("display-check", args=["wrong"]), {"v": 1}).status_code == 404

    def test_frames_say_that_it_runs_until_it_ends(self, run: Chamber) -> None:
        assert frame(load(run.meeting.pk), "seat", "en").meeting.is_rehearsal
        end_rehearsal(meeting=run.meeting, by=AS_CLERK, at=run.at())
        assert not frame(load(run.meeting.pk), "seat", "en").meeting.is_rehearsal

    def test_practice_without_a_rehearsal_shows_no_check(self, chamber: Chamber) -> None:
        Meeting.objects.update(is_practice=True)
        assert not frame(load(chamber.meeting.pk), "seat", "en").meeting.is_rehearsal


def test_the_report_lists_every_seat_on_marked_pages(run: Chamber) -> None:
    run.municipality.language = "en"
    run.municipality.save()
    report(run, ANNA, pressed=ALL, latency_ms=41, width=1280, height=800, has_sound="true", is_legible="true")
    answer = enter(run, CLERK).get(reverse("rehearsal-report", args=[run.meeting.pk]))
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(answer.content)).pages]
    text = " ".join(pages)
    assert all("PRACTICE" in page for page in pages)
    assert all(NAMES[person].split()[0] in text for person in COUNCILLORS)
    assert "1 of 9 terminals" in text
    for said in ("Firefox 128", "41", "1280", "yes"):
        assert said in text


def test_a_councillor_may_not_end_it(run: Chamber) -> None:
    with pytest.raises(Forbidden):
        end_rehearsal(meeting=run.meeting, by=councillor(ANNA), at=run.at())
    with pytest.raises(Forbidden):
        open_test_vote(meeting=run.meeting, by=councillor(ANNA), at=run.at())


def test_the_chair_may_take_part(run: Chamber) -> None:
    open_test_vote(meeting=run.meeting, by=AS_CHAIR, at=run.at())
    assert run.vote().stage == "open"

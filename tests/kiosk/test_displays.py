"""Displays of a hall: what each says that it shows, and what chair and clerk are told of it."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, get_args

import pytest
import segno
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agenda.commands import create_meeting
from agenda.models import AgendaItem, Meeting
from council.models import Body, Hall
from kiosk import messages
from kiosk.models import Display, DisplayReport, new_secret, secret_digest
from kiosk.permissions import Audience
from kiosk.snapshots import frame, load
from ledger.domain.words import words_of
from ledger.queries import adjournment_checkpoint
from tests.cast import CLERK, COUNCILLORS, NAMES
from tests.chamber import AS_CHAIR, HELD_ON, Chamber, give_accounts, make_chamber
from voting.models import Vote

Say = Callable[..., int]


@pytest.fixture
def secret(chamber: Chamber) -> str:
    """Return the secret of the hall's one display."""
    secret = new_secret()
    Display.objects.create(
        municipality=chamber.municipality,
        hall=chamber.hall,
        name="Табло",
        secret_digest=secret_digest(secret),
    )
    return secret


@pytest.fixture
def say(client: Client, chamber: Chamber, secret: str) -> Say:
    """Return what lets the display say which version it shows, without one the newest."""

    def said(v: int | None = None, epoch: str | None = None) -> int:
        log = load(chamber.meeting.pk)
        told = {"epoch": epoch or log.epoch, "v": log.v if v is None else v}
        return client.post(reverse("display-shown", args=[secret]), told).status_code

    return said


def seen(chamber: Chamber) -> list[tuple[str, str, int | None]]:
    """Return what the clerk is told of the displays."""
    console = frame(load(chamber.meeting.pk), "clerk", "en").console
    assert console
    return [(display.name, display.state, display.v) for display in console.displays]


def test_a_display_that_was_not_opened_is_told(chamber: Chamber, secret: str) -> None:
    assert seen(chamber) == [("Табло", "never", None)]


def test_a_display_that_shows_the_newest_state(chamber: Chamber, say: Say) -> None:
    chamber.open()
    assert say() == 200
    assert seen(chamber) == [("Табло", "shown", load(chamber.meeting.pk).v)]


def test_what_came_since_its_last_word_may_still_be_on_its_way(chamber: Chamber, say: Say) -> None:
    chamber.open()
    say()
    old = load(chamber.meeting.pk).v
    chamber.open_vote()
    say(old)
    assert seen(chamber)[0][1] == "shown"
    say(old)
    assert seen(chamber) == [("Табло", "behind", old)]
    say()
    assert seen(chamber)[0][1] == "shown"


def test_a_display_of_another_epoch_is_behind(chamber: Chamber, say: Say) -> None:
    chamber.open()
    say(epoch="another")
    assert seen(chamber)[0][1] == "behind"


def test_a_display_that_fell_silent_is_stale(chamber: Chamber, say: Say) -> None:
    chamber.open()
    say()
    DisplayReport.objects.update(reported_at=timezone.now() - timedelta(seconds=13))
    assert seen(chamber)[0][1] == "stale"


def test_what_it_said_of_another_meeting_says_nothing_of_this(chamber: Chamber, say: Say) -> None:
    chamber.open()
    say()
    DisplayReport.objects.update(
        meeting=create_meeting(
            body=chamber.body, hall=chamber.hall, number=13, title="Друго", held_on=HELD_ON
        )
    )
    assert seen(chamber) == [("Табло", "never", None)]


def test_revoked_displays_and_others_halls_are_not_listed(chamber: Chamber, say: Say, secret: str) -> None:
    other = make_chamber("drugo", ids=False)
    assert seen(other) == []
    Display.objects.update(revoked_at=timezone.now())
    assert seen(chamber) == []
    assert say() == 404


@pytest.mark.parametrize("told", [{}, {"epoch": "e"}, {"epoch": "e", "v": "x"}, {"epoch": "e" * 40, "v": 1}])
def test_nonsense_is_refused(client: Client, secret: str, told: dict[str, Any]) -> None:
    assert client.post(reverse("display-shown", args=[secret]), told).status_code == 400
    assert client.get(reverse("display-shown", args=[secret])).status_code == 405


def test_only_chair_and_clerk_are_told(chamber: Chamber, say: Say) -> None:
    say()
    loaded = load(chamber.meeting.pk)
    assert [frame(loaded, audience, "en").console for audience in ("seat", "display", "public")] == [None] * 3


def test_the_clerks_page_says_it_in_words(client: Client, chamber: Chamber, say: Say) -> None:
    give_accounts(chamber, [CLERK])
    say()
    client.force_login(chamber.people[CLERK].account)
    shown = client.get(reverse("clerk", args=[chamber.meeting.pk])).content.decode()
    assert 'data-words="display">up to date</span>' in shown


def board(client: Client, secret: str, **asked: str) -> str:
    """Return the display's page."""
    return client.get(reverse("display", args=[secret]), asked).content.decode()


def test_how_long_a_vote_is_closed_and_not_declared_is_told(
    client: Client, chamber: Chamber, secret: str
) -> None:
    chamber.open()
    chamber.open_vote()
    chamber.close()
    closed_at = timezone.now() - timedelta(minutes=3, seconds=7)
    Vote.objects.update(closed_at=closed_at)
    assert re.search(r'data-blank="vote.closed_at" data-form="elapsed">3:(07|08|09)<', board(client, secret))


def test_the_final_checkpoint_is_a_code_that_can_be_photographed(
    client: Client, chamber: Chamber, secret: str
) -> None:
    chamber.open()
    assert "<svg xmlns" not in board(client, secret)
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)
    shown = board(client, secret)
    final = adjournment_checkpoint(chamber.meeting.log_id)
    assert final
    drawn = segno.make_qr(final.note, error="m", encoding="utf-8").svg_inline(
        border=3, omitsize=True, light="white", svgclass=None, lineclass=None
    )
    assert drawn in shown
    assert words_of(bytes(final.root)) in shown
    assert "style=" not in drawn


def test_the_strip_is_for_a_stream_and_has_neither_plan_nor_names(
    client: Client, chamber: Chamber, secret: str
) -> None:
    chamber.open()
    chamber.decide(dict.fromkeys(COUNCILLORS, "for"))
    shown = board(client, secret, look="strip")
    assert 'data-screen="strip"' in shown
    assert '<span data-blank="vote.numbers.for">9</span>' in shown
    assert "data-turns" not in shown
    assert NAMES[COUNCILLORS[0]] not in shown
    assert 'data-screen="display"' in board(client, secret)


def test_a_strip_without_a_meeting_shows_nothing(client: Client, chamber: Chamber, secret: str) -> None:
    Meeting.objects.update(
        hall=Hall.objects.create(body=chamber.body, name="2", municipality=chamber.municipality)
    )
    assert "No meeting is planned" in board(client, secret)
    assert "No meeting is planned" not in board(client, secret, look="strip")


class TestSecondLanguage:
    @pytest.fixture
    def serbian(self, chamber: Chamber) -> Chamber:
        """Return the council with a declared vote and displays in both scripts of Serbian."""
        chamber.body.second_language = "sr-latn"
        chamber.body.save()
        AgendaItem.objects.filter(pk=chamber.items[0].pk).update(title="Буџет за Љубовију")
        chamber.open()
        chamber.decide(dict.fromkeys(COUNCILLORS, "for"))
        return chamber

    def test_displays_are_told_all_twice_and_nobody_else(self, serbian: Chamber) -> None:
        loaded = load(serbian.meeting.pk)
        first = frame(loaded, "display", "sr")
        assert first.vote
        assert first.vote.outcome
        assert first.second
        assert first.second.vote
        assert first.second.vote.outcome
        assert first.vote.outcome.text == "Усвојено"
        assert first.second.vote.outcome.text == "Usvojeno"
        assert first.second.vote.title == "Budžet za Ljuboviju"
        others = [frame(loaded, audience, "sr") for audience in get_args(Audience) if audience != "display"]
        assert [other.second for other in others] == [None] * 4

    def test_a_title_that_nobody_translated_is_not_told_twice(self, serbian: Chamber) -> None:
        Body.objects.update(second_language="en")
        found = frame(load(serbian.meeting.pk), "display", "sr").second
        assert found
        assert found.item
        assert found.vote
        assert (found.item.title, found.vote.title, found.vote.stage_text) == (
            "",
            "",
            "The result is declared.",
        )

    def test_the_same_language_twice_is_once(self, serbian: Chamber) -> None:
        assert frame(load(serbian.meeting.pk), "display", "sr-latn").second is None

    def test_the_display_shows_both(self, serbian: Chamber, secret: str) -> None:
        shown = board(Client(headers={"accept-language": "sr"}), secret)
        assert '<span data-blank="second.vote.outcome.text">Usvojeno</span>' in shown
        assert '<small lang="sr-latn">Protiv</small>' in shown

    def test_nothing_is_told_of_an_open_vote_in_any_language(self, chamber: Chamber) -> None:
        Body.objects.update(second_language="en")
        chamber.open()
        chamber.open_vote()
        chamber.press_all(dict.fromkeys(COUNCILLORS, "for"))
        found = frame(load(chamber.meeting.pk), "display", "bg").second
        assert found
        assert found.vote
        assert (found.vote.numbers, found.vote.positions, found.vote.outcome) == (None, None, None)

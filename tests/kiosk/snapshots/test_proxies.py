"""What screens show of proxies: to the holder the second ballot, to nobody a direction, to others nothing at all."""

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from council.domain.proxies import NO_PROXIES, ProxyRules
from council.models import Account
from kiosk import messages
from kiosk.snapshots import frame, load, mine
from kiosk.snapshots.own_record import own_record
from tests.cast import CHAIR, CLERK, COUNCILLORS, NAMES
from tests.chamber import AS_CLERK, Chamber, councillor, give_accounts
from tests.voting.commands.test_proxies import (
    ANNA,
    BORIS,
    HERE,
    VASIL,
    allow,
    by_registration,
    enter,
    lose_mandate,
    press,
)

if TYPE_CHECKING:
    from kiosk.permissions import Audience

pytestmark = pytest.mark.django_db(databases=["default", "reading"])
AUDIENCES: "tuple[Audience, ...]" = ("seat", "chair", "clerk", "display", "public")


@pytest.fixture
def voting(chamber: Chamber) -> Chamber:
    """Return an open vote in which Boris votes for Anna."""
    allow(chamber)
    chamber.open(*HERE)
    enter(chamber)
    chamber.open_vote()
    return chamber


def own(chamber: Chamber, person: Any) -> messages.Mine:
    return mine(load(chamber.meeting.pk, COUNCILLORS), person)


def test_the_holder_has_a_second_ballot_and_nobody_else_learns_what_it_says(voting: Chamber) -> None:
    press(voting, BORIS, "against", of=None)
    press(voting, BORIS, "for")
    held = own(voting, BORIS)
    (second,) = held.proxies
    assert (held.choice, second.person, second.choice, second.press) == ("against", str(ANNA), "for", 1)
    assert own(voting, VASIL).proxies == []
    own_only = messages.encode(own(voting, VASIL))
    others = [messages.encode(frame(load(voting.meeting.pk), audience, "en")) for audience in AUDIENCES]
    assert not [told for told in (*others, own_only) if '"choice":"for"' in told]
    assert {json.loads(told)["vote"]["voted"] for told in others} == {"vv......."}


def test_every_screen_says_who_votes_for_whom(voting: Chamber) -> None:
    told = f"By proxy: {NAMES[BORIS]} for {NAMES[ANNA]}."
    for audience in AUDIENCES:
        vote = frame(load(voting.meeting.pk), audience, "en").vote
        assert vote is not None
        assert vote.by_proxy == told
        assert vote.entitled == 9
    console = frame(load(voting.meeting.pk), "chair", "en").console
    assert console is not None
    assert (console.missing[0].person, console.missing[0].by) == (str(ANNA), NAMES[BORIS])


def test_once_the_giver_has_come_they_are_missing_themselves(voting: Chamber) -> None:
    voting.do(messages.SeatCheckIn, councillor(ANNA))
    told = frame(load(voting.meeting.pk), "chair", "en")
    assert told.vote is not None
    assert told.console is not None
    assert (told.vote.by_proxy, told.console.missing[0].person, told.console.missing[0].by) == (
        "",
        str(ANNA),
        "",
    )


def test_a_proxy_out_of_force_is_shown_only_where_it_was_used(voting: Chamber) -> None:
    def told() -> tuple[bool, str | None]:
        vote = frame(load(voting.meeting.pk), "public", "en").vote
        assert vote is not None
        return bool(vote.by_proxy), own(voting, ANNA).standing

    voting.do(messages.SeatCheckOut, councillor(BORIS))
    assert told() == (False, "represented")
    voting.do(messages.SeatCheckIn, councillor(BORIS))
    press(voting, BORIS, "for")
    voting.do(messages.ProxyWithdraw, AS_CLERK, person=ANNA)
    assert told() == (True, "represented")
    assert [vote.by_proxy for vote in own_record(voting.meeting.pk, ANNA).votes] == [NAMES[BORIS]]
    assert [vote.by_proxy for vote in own_record(voting.meeting.pk, BORIS).votes] == [""]


@pytest.mark.parametrize(("mode", "more"), [("hands", "second hand"), ("paper", "second paper")])
def test_what_is_counted_twice_is_said(chamber: Chamber, mode: str, more: str) -> None:
    allow(chamber)
    chamber.open(*HERE)
    enter(chamber)
    chamber.open_vote(mode)
    vote = frame(load(chamber.meeting.pk), "clerk", "en").vote
    assert vote is not None
    assert more in vote.by_proxy


def test_in_a_roll_call_the_holder_is_named_with_the_call(chamber: Chamber) -> None:
    allow(chamber)
    chamber.open(*HERE)
    enter(chamber)
    chamber.open_vote("roll_call")
    found = frame(load(chamber.meeting.pk), "clerk", "en")
    assert found.vote is not None
    assert found.vote.call is not None
    assert found.vote.call.now is not None
    assert (found.vote.call.now.name, found.vote.call.now.by) == (NAMES[ANNA], NAMES[BORIS])
    assert found.console is not None
    assert (found.console.answers[0].by, found.console.answers[0].is_present) == (NAMES[BORIS], True)


def test_the_giver_has_no_buttons_until_they_come(voting: Chamber) -> None:
    press(voting, BORIS, "for", 9)
    away = own(voting, ANNA)
    assert (away.standing, away.represented) == ("represented", NAMES[BORIS])
    voting.do(messages.SeatCheckIn, councillor(ANNA))
    here = own(voting, ANNA)
    assert (here.standing, here.represented, here.press) == ("present", "", 0)
    assert own(voting, BORIS).proxies == []


def test_the_clerk_sees_what_is_given_and_what_rests(voting: Chamber) -> None:
    def given() -> list[messages.GivenProxy]:
        console = frame(load(voting.meeting.pk), "clerk", "en").console
        assert console is not None
        assert console.proxies is not None
        assert (console.proxies.most, console.proxies.article) == (1, "unverified")
        return console.proxies.given

    expected = messages.GivenProxy(person=str(ANNA), name=NAMES[ANNA], by=NAMES[BORIS], is_in_force=True)
    assert given() == [expected]
    voting.do(messages.SeatCheckOut, councillor(BORIS))
    assert [one.is_in_force for one in given()] == [False]
    voting.do(messages.ProxyWithdraw, AS_CLERK, person=ANNA)
    assert given() == []


def test_where_the_rules_know_none_nothing_tells_of_them(chamber: Chamber, client: Client) -> None:
    chamber.open()
    chamber.decide(dict.fromkeys(COUNCILLORS, "for"))
    for audience in AUDIENCES:
        found = frame(load(chamber.meeting.pk), audience, "en")
        assert found.vote is not None
        assert (found.meeting.has_proxies, found.vote.by_proxy) == (False, "")
        assert found.console is None or found.console.proxies is None
    give_accounts(chamber, (CLERK, CHAIR, BORIS))
    pages = [("live", None), ("meeting", None), ("votes-table", None)]
    for name, person in (*pages, ("clerk", CLERK), ("chair", CHAIR), ("seat", BORIS)):
        if person:
            client.force_login(Account.objects.get(person=person))
        page = client.get(reverse(name, args=[chamber.meeting.pk]), headers={"accept-language": "en"})
        assert page.status_code == 200
        assert not [
            word for word in ("proxy", "proxies", "пълномощ") if word in page.content.decode().lower()
        ]


def test_public_page_and_table_say_by_whose_proxy(voting: Chamber, client: Client) -> None:
    press(voting, BORIS, "for")
    voting.close()
    voting.on_vote(messages.VoteDeclare)
    page = client.get(reverse("vote", args=[voting.meeting.pk, 1]), headers={"accept-language": "en"})
    assert f"<small>by proxy: {NAMES[BORIS]}</small>" in page.content.decode()
    table = client.get(reverse("votes-table", args=[voting.meeting.pk])).content.decode("utf-8-sig")
    heading, *rows = table.splitlines()
    assert heading.endswith(",together_with,by_proxy")
    assert [row.rpartition(",")[2] for row in rows if NAMES[ANNA] in row] == [NAMES[BORIS]]


def test_a_holder_without_a_mandate_darkens_no_screen_and_is_said_to_vote_for_nobody(
    chamber: Chamber,
) -> None:
    allow(chamber)
    chamber.open(*HERE)
    enter(chamber)
    lose_mandate(chamber, BORIS)
    chamber.open_vote()
    for audience in AUDIENCES:
        vote = frame(load(chamber.meeting.pk), audience, "en").vote
        assert vote is not None
        assert vote.by_proxy == ""
    assert own(chamber, BORIS).proxies == []
    console = frame(load(chamber.meeting.pk), "clerk", "en").console
    assert console is not None
    assert console.proxies is not None
    assert [one.is_in_force for one in console.proxies.given] == [False]


@pytest.mark.parametrize("rules", [NO_PROXIES, ProxyRules(most=1, revocable=False)])
def test_before_the_opening_the_clerk_can_withdraw_what_changed_rules_say(
    chamber: Chamber, rules: ProxyRules
) -> None:
    allow(chamber)
    chamber.do(messages.SeatCheckIn, councillor(BORIS))
    enter(chamber)
    allow(chamber, rules)
    told = frame(load(chamber.meeting.pk), "clerk", "en")
    assert told.meeting.has_proxies
    assert told.console is not None
    assert told.console.proxies is not None
    assert (told.console.proxies.may_withdraw, len(told.console.proxies.given)) == (True, 1)
    chamber.do(messages.ProxyWithdraw, AS_CLERK, person=ANNA)
    told = frame(load(chamber.meeting.pk), "clerk", "en")
    assert told.meeting.has_proxies is rules.are_allowed


@pytest.mark.parametrize("counts", [True, False])
def test_who_is_represented_is_told_as_registered_only_where_they_count(
    chamber: Chamber, counts: bool
) -> None:
    by_registration(chamber, *HERE, counts=counts)
    press(chamber, BORIS, "for", of=None)
    press(chamber, BORIS, "for")
    vote = frame(load(chamber.meeting.pk), "public", "en").vote
    assert vote is not None
    assert vote.registered == (2 if counts else 1)

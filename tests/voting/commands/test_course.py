"""A vote is prepared, opened, held, resumed, closed and declared; its roll is frozen and everybody has one position."""

from datetime import date, timedelta

import pytest

from agenda.models import AgendaItem, Link, Motion
from agenda.refusals import (
    Forbidden,
    NoQuorum,
    UnknownThing,
    VoteUnderWay,
    WrongItemStage,
    WrongMeetingStage,
)
from council.domain.orders import StandingOrders
from council.domain.rules import Majority
from council.domain.shares import HALF, Base
from council.models import Body, Mandate, Role, Term
from kiosk import messages
from ledger.models import Checkpoint
from tests.cast import CHAIR, COUNCILLORS, STRANGER
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor, make_chamber
from voting.models import RollMember, Vote
from voting.queries import result_of
from voting.refusals import HandsNotCounted, StaleStage, UnconfirmedMissing, WrongVoteStage

ANNA, BORIS, VASIL, GALINA, DIMITAR, *OTHERS = COUNCILLORS
ON_VOTES = [
    messages.VoteWithdraw,
    messages.VoteOpen,
    messages.VoteHold,
    messages.VoteResume,
    messages.VoteFallBack,
    messages.VoteClose,
    messages.VoteDeclare,
    messages.VoteRepeat,
]


def standings(vote: Vote) -> dict[object, str]:
    return dict(vote.roll.values_list("person", "standing"))


def positions(vote: Vote) -> dict[object, str]:
    return dict(vote.roll.values_list("person", "position"))


def stages(chamber: Chamber) -> tuple[str, str]:
    item, motion = (
        AgendaItem.objects.get(pk=chamber.items[0].pk),
        Motion.objects.get(pk=chamber.motions[0].pk),
    )
    return item.stage, motion.stage


def bring_to(chamber: Chamber, stage: str) -> Vote:
    """Take a vote on the first motion as far as this stage."""
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk)
    ways = {
        "prepared": [],
        "withdrawn": [messages.VoteWithdraw],
        "open": [messages.VoteOpen],
        "held": [messages.VoteOpen, messages.VoteHold],
        "closed": [messages.VoteOpen, messages.VoteClose],
        "declared": [messages.VoteOpen, messages.VoteClose, messages.VoteDeclare],
    }
    for step in ways[stage]:
        more = {"missing": list(COUNCILLORS)} if step is messages.VoteClose else {}
        chamber.on_vote(step, **more)
    return chamber.vote()


# --- Preparing -------------------------------------------------------------------------------------------------


def test_preparing_puts_down_text_mode_and_majority(chamber: Chamber) -> None:
    chamber.open()
    vote = chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk)
    assert chamber.last() == (
        "voting.vote.prepared",
        f"chair:{CHAIR}",
        {
            "vote": str(vote.pk),
            "number": 1,
            "item": str(chamber.items[0].pk),
            "item_number": "1",
            "motion": str(chamber.motions[0].pk),
            "title": "Бюджет",
            "text": "Приема бюджета",
            "mode": "electronic",
            "majority": {"base": "for_against", "fraction": "1/2", "is_strict": True},
            "repeats": None,
            "follows_tie": None,
            "secrecy": "open",
            "call_order": "name",
        },
    )
    assert stages(chamber) == ("being_voted", "being_voted")


def test_a_motion_has_its_own_majority_if_it_names_one(chamber: Chamber) -> None:
    own = Majority(Base.TOTAL, HALF, is_strict=True).to_plain()
    Motion.objects.filter(pk=chamber.motions[0].pk).update(majority=own)
    chamber.open()
    assert bring_to(chamber, "prepared").majority == own


def test_what_cannot_be_put_up(chamber: Chamber, foreign: Chamber) -> None:
    motion = chamber.motions[0].pk
    with pytest.raises(WrongMeetingStage):
        chamber.do(messages.VotePrepare, AS_CHAIR, motion=motion)
    chamber.open()
    for by in (AS_CLERK, councillor(ANNA)):
        with pytest.raises(Forbidden):
            chamber.do(messages.VotePrepare, by, motion=motion)
    for other in (foreign.motions[0].pk, STRANGER):
        with pytest.raises(UnknownThing):
            chamber.do(messages.VotePrepare, AS_CHAIR, motion=other)
    with pytest.raises(WrongItemStage):
        chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[2].pk)
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=motion)
    for other in chamber.motions[:2]:
        with pytest.raises(VoteUnderWay):
            chamber.do(messages.VotePrepare, AS_CHAIR, motion=other.pk)


def test_a_withdrawn_vote_leaves_its_motion_as_it_was(chamber: Chamber) -> None:
    chamber.open()
    bring_to(chamber, "withdrawn")
    assert stages(chamber) == ("active", "pending")
    assert chamber.last()[0] == "voting.vote.withdrawn"
    assert bring_to(chamber, "prepared").number == 2


# --- Opening ---------------------------------------------------------------------------------------------------


def test_opening_freezes_the_roll_of_all_mandates(chamber: Chamber) -> None:
    chamber.open(ANNA, BORIS, VASIL, GALINA, DIMITAR)
    item = chamber.items[0].pk
    chamber.do(messages.Recuse, councillor(BORIS), item=item, person=BORIS, ground="Собственик")
    vote = bring_to(chamber, "open")
    assert standings(vote) == {
        ANNA: "present",
        BORIS: "recused",
        VASIL: "present",
        GALINA: "present",
        DIMITAR: "present",
        **dict.fromkeys(OTHERS, "absent"),
    }
    kind, _, body = chamber.last()
    assert kind == "voting.vote.opened"
    assert {line["person"]: line["standing"] for line in body["roll"]} == {
        str(person): standing for person, standing in standings(vote).items()
    }
    assert body["roll"][0] == {
        "person": str(ANNA),
        "name": "Анна Ангелова",
        "seat": 1,
        "group": "Напред",
        "weight": 1,
        "standing": "present",
    }
    assert body["quorum"] == {"present": 5, "needed": 5, "is_met": True}


def test_opening_signs_a_checkpoint(chamber: Chamber) -> None:
    chamber.open()
    bring_to(chamber, "open")
    signed = Checkpoint.objects.filter(log=chamber.meeting.log).latest("size")
    assert signed.size == len(chamber.entries())


def test_who_comes_later_or_loses_the_mandate_changes_no_open_roll(chamber: Chamber) -> None:
    chamber.open(ANNA, BORIS, VASIL, GALINA, DIMITAR)
    vote = bring_to(chamber, "open")
    before = standings(vote)
    chamber.do(messages.SeatCheckIn, councillor(OTHERS[0]))
    Mandate.objects.filter(person=ANNA).delete()
    assert standings(chamber.vote()) == before


def test_without_quorum_the_chair_has_to_say_so(chamber: Chamber) -> None:
    chamber.open(ANNA, BORIS, VASIL, GALINA)
    bring_to(chamber, "prepared")
    with pytest.raises(NoQuorum):
        chamber.on_vote(messages.VoteOpen)
    assert RollMember.objects.count() == 0
    chamber.on_vote(messages.VoteOpen, without_quorum=True)
    assert chamber.last()[2]["without_quorum"] is True


# --- Hold and resume, stale and wrong stages -------------------------------------------------------------------


def test_a_held_vote_goes_on(chamber: Chamber) -> None:
    chamber.open()
    bring_to(chamber, "held")
    assert chamber.last()[0] == "voting.vote.held"
    chamber.on_vote(messages.VoteResume)
    assert (chamber.last()[0], chamber.vote().stage) == ("voting.vote.resumed", "open")


ALLOWED = {
    "prepared": {messages.VoteWithdraw, messages.VoteOpen, messages.VoteFallBack},
    "withdrawn": set(),
    "open": {messages.VoteHold, messages.VoteFallBack, messages.VoteClose},
    "held": {messages.VoteResume, messages.VoteFallBack, messages.VoteClose},
    "closed": {messages.VoteDeclare},
    "declared": {messages.VoteRepeat},
}


@pytest.mark.parametrize("stage", ALLOWED)
def test_what_does_not_fit_the_stage_is_refused_and_changes_nothing(chamber: Chamber, stage: str) -> None:
    chamber.open()
    vote = bring_to(chamber, stage)
    size = len(chamber.entries())
    for act in set(ON_VOTES) - ALLOWED[stage]:
        with pytest.raises(WrongVoteStage):
            chamber.on_vote(act)
    assert (chamber.vote(), chamber.vote().stage, len(chamber.entries())) == (vote, stage, size)


@pytest.mark.parametrize("act", ON_VOTES)
def test_who_was_shown_another_stage_is_refused(chamber: Chamber, act: type[messages.Command]) -> None:
    chamber.open()
    vote = bring_to(chamber, "open")
    with pytest.raises(StaleStage):
        chamber.do(act, AS_CHAIR, vote=vote.pk, stage="prepared")


@pytest.mark.parametrize("act", ON_VOTES)
def test_only_the_chair_conducts_the_vote(chamber: Chamber, act: type[messages.Command]) -> None:
    """But for what the clerk may too: hold it, since somebody is at the door, and take it off the terminals."""
    chamber.open()
    vote = bring_to(chamber, "open")
    clerk = () if act in {messages.VoteHold, messages.VoteFallBack} else (AS_CLERK,)
    for by in (*clerk, councillor(ANNA), councillor(CHAIR)):
        with pytest.raises(Forbidden):
            chamber.do(act, by, vote=vote.pk, stage="open")
    Role.objects.filter(person=CHAIR).delete()
    with pytest.raises(Forbidden):
        chamber.do(act, AS_CHAIR, vote=vote.pk, stage="open")


@pytest.mark.parametrize("act", ON_VOTES)
def test_a_foreign_vote_and_none_are_answered_alike(
    chamber: Chamber, foreign: Chamber, act: type[messages.Command]
) -> None:
    chamber.open()
    bring_to(chamber, "open")
    Role.objects.filter(body=foreign.body, kind="chair").update(person=foreign.people[CHAIR])
    other = Vote.objects.create(
        municipality=foreign.municipality,
        meeting=foreign.meeting,
        item=foreign.items[0],
        motion=foreign.motions[0],
        number=1,
        stage="open",
        majority={},
    )
    for vote in (other.pk, STRANGER):
        with pytest.raises(UnknownThing):
            chamber.do(act, AS_CHAIR, vote=vote, stage="open")


# --- Closing ---------------------------------------------------------------------------------------------------


def test_closing_gives_everybody_one_position(chamber: Chamber) -> None:
    chamber.open(ANNA, BORIS, VASIL, GALINA, DIMITAR, OTHERS[0])
    item = chamber.items[0].pk
    chamber.do(messages.Recuse, councillor(OTHERS[0]), item=item, person=OTHERS[0], ground="g")
    Link.objects.create(
        municipality=chamber.municipality, meeting=chamber.meeting, person_id=DIMITAR, is_connected=False
    )
    bring_to(chamber, "open")
    chamber.press_all({ANNA: "for", BORIS: "against"})
    chamber.do(messages.SeatCheckOut, councillor(BORIS))
    chamber.do(messages.SeatCheckOut, councillor(VASIL))
    vote = chamber.close([GALINA, DIMITAR])
    assert positions(vote) == {
        ANNA: "for",
        BORIS: "against",
        VASIL: "absent",
        GALINA: "not_voting",
        DIMITAR: "unreachable",
        OTHERS[0]: "recused",
        **dict.fromkeys(OTHERS[1:], "absent"),
    }
    assert chamber.last() == (
        "voting.vote.closed",
        f"chair:{CHAIR}",
        {
            "vote": str(vote.pk),
            "missing": [str(GALINA), str(DIMITAR)],
            "unreachable": [str(DIMITAR)],
            "presiding": str(CHAIR),
            "recused_present": 1,
        },
    )


def test_a_terminal_that_fell_silent_is_unreachable_and_a_living_one_is_not(chamber: Chamber) -> None:
    chamber.open(ANNA, BORIS, VASIL, GALINA, DIMITAR)
    bring_to(chamber, "open")
    now = chamber.at()
    for person, silence in ((ANNA, 30), (BORIS, 0)):
        Link.objects.create(
            municipality=chamber.municipality,
            meeting=chamber.meeting,
            person_id=person,
            is_connected=True,
            seen_at=now - timedelta(seconds=silence),
        )
    vote = chamber.close()
    found = positions(vote)
    assert (found[ANNA], found[BORIS], found[VASIL]) == ("unreachable", "not_voting", "not_voting")


def test_a_recorded_ballot_survives_a_lost_link(chamber: Chamber) -> None:
    chamber.open()
    bring_to(chamber, "open")
    chamber.press(ANNA, "for")
    Link.objects.create(
        municipality=chamber.municipality, meeting=chamber.meeting, person_id=ANNA, is_connected=False
    )
    assert positions(chamber.close())[ANNA] == "for"


def test_nobody_is_passed_over_unseen(chamber: Chamber) -> None:
    chamber.open(ANNA, BORIS, VASIL, GALINA, DIMITAR)
    bring_to(chamber, "open")
    chamber.press_all({ANNA: "for", BORIS: "for"})
    with pytest.raises(UnconfirmedMissing) as refused:
        chamber.close([VASIL])
    assert refused.value.detail == {"count": 2}
    assert chamber.vote().stage == "open"
    assert chamber.close([VASIL, GALINA, DIMITAR, ANNA]).missing == [str(VASIL), str(GALINA), str(DIMITAR)]


def test_closing_signs_a_checkpoint_before_any_count_is_stored(chamber: Chamber) -> None:
    chamber.open()
    vote = bring_to(chamber, "closed")
    signed = Checkpoint.objects.filter(log=chamber.meeting.log).latest("size")
    assert (signed.size, vote.result) == (len(chamber.entries()), None)


def test_a_held_vote_can_be_closed(chamber: Chamber) -> None:
    chamber.open()
    bring_to(chamber, "held")
    assert chamber.close().stage == "closed"


def test_a_show_of_hands_is_closed_only_with_its_numbers(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote("hands")
    with pytest.raises(HandsNotCounted):
        chamber.close()
    chamber.on_vote(messages.HandsCount, AS_CLERK, in_favour=5, against=2, abstain=1)
    assert chamber.close().stage == "closed"


# --- Declaring -------------------------------------------------------------------------------------------------


def test_declaring_puts_down_positions_numbers_reason_and_decision(chamber: Chamber) -> None:
    chamber.open(ANNA, BORIS, VASIL, GALINA, DIMITAR)
    vote = chamber.decide({ANNA: "for", BORIS: "for", VASIL: "against", GALINA: "abstain"})
    _, _, body = chamber.last()
    assert body == {
        "vote": str(vote.pk),
        "positions": {str(person): position for person, position in positions(vote).items()},
        "tally": {
            "for": 2,
            "against": 1,
            "abstain": 1,
            "not_voting": 1,
            "recused": 0,
            "absent": 4,
            "unreachable": 0,
        },
        "outcome": "adopted",
        "reason": {
            "code": "enough_for",
            "base": "for_against",
            "base_size": 3,
            "fraction": "1/2",
            "is_strict": True,
            "needed": 2,
            "obtained": 2,
            "against": 1,
        },
        "decision": "1/2026",
        "numbered": {"series": "2026", "number": 1},
    }
    assert vote.result == {key: body[key] for key in ("tally", "outcome", "reason", "decision")}
    assert stages(chamber) == ("active", "done")
    signed = Checkpoint.objects.filter(log=chamber.meeting.log).latest("size")
    assert signed.size == len(chamber.entries())


def test_a_tie_is_rejected(chamber: Chamber) -> None:
    chamber.open()
    vote = chamber.decide({ANNA: "for", BORIS: "against"})
    assert (vote.result or {})["outcome"] == "rejected"
    assert (vote.result or {})["reason"]["code"] == "tie"


@pytest.mark.parametrize(
    ("base", "size"), [(Base.TOTAL, 9), (Base.IN_OFFICE, 8), (Base.PRESENT, 6), (Base.FOR_AGAINST, 4)]
)
def test_each_base_is_counted_as_the_rules_say(db: None, base: Base, size: int) -> None:
    chamber = make_chamber(orders=StandingOrders(majority=Majority(base, HALF, is_strict=True)))
    Mandate.objects.filter(person=OTHERS[-1]).delete()
    chamber.open(*COUNCILLORS[:6])
    vote = chamber.decide({ANNA: "for", BORIS: "for", VASIL: "for", GALINA: "against", DIMITAR: "abstain"})
    reason = (vote.result or {})["reason"]
    assert (reason["base"], reason["base_size"], reason["needed"]) == (base.value, size, size // 2 + 1)


@pytest.mark.parametrize(("counts", "size"), [(True, 3), (False, 2)])
def test_the_unreachable_count_as_present_if_the_rules_say_so(db: None, counts: bool, size: int) -> None:
    orders = StandingOrders(
        majority=Majority(Base.PRESENT, HALF, is_strict=True), counts_unreachable_as_present=counts
    )
    chamber = make_chamber(orders=orders)
    chamber.open(ANNA, BORIS, VASIL)
    Link.objects.create(
        municipality=chamber.municipality, meeting=chamber.meeting, person_id=VASIL, is_connected=False
    )
    vote = chamber.decide({ANNA: "for", BORIS: "against"})
    assert (vote.result or {})["reason"]["base_size"] == size


def test_decisions_are_numbered_in_the_order_of_declaring(chamber: Chamber) -> None:
    chamber.open()
    numbers = [(chamber.decide({}, motion=motion).result or {})["decision"] for motion in (0, 1)]
    assert numbers == ["1/2026", "2/2026"]


def test_a_declared_result_is_never_counted_again(chamber: Chamber) -> None:
    chamber.open()
    vote = chamber.decide({ANNA: "for", BORIS: "against", VASIL: "for"})
    Body.objects.update(statutory_number=400)
    RollMember.objects.filter(vote=vote).update(position="against")
    assert result_of(chamber.vote()) == vote.result


def test_before_the_close_there_is_no_result(chamber: Chamber) -> None:
    chamber.open()
    assert result_of(bring_to(chamber, "open")) is None
    counted = result_of(chamber.close())
    assert counted is not None
    assert counted["tally"]["not_voting"] == 9


def test_a_term_that_was_not_ended_puts_nobody_on_the_roll_twice(chamber: Chamber) -> None:
    own = {"municipality": chamber.municipality}
    term = Term.objects.create(body=chamber.body, starts_on=date(2026, 11, 1), **own)
    for person in COUNCILLORS[:5]:
        Mandate.objects.create(term=term, person_id=person, starts_on=term.starts_on, **own)
    chamber.open(*COUNCILLORS[:3])
    vote = chamber.open_vote()
    assert set(standings(vote)) == set(COUNCILLORS[:5])
    assert chamber.last()[2]["quorum"]["present"] == 3

"""Annulment by two people and repetition as a new vote; what was decided otherwise meanwhile stays."""

import pytest

from agenda.models import AgendaItem, Motion
from agenda.refusals import Forbidden, NoGround, UnknownThing
from council.domain.actors import Actor, ActorRole
from council.domain.orders import StandingOrders
from council.domain.sittings import SittingRules
from council.models import Role
from kiosk import messages
from ledger.queries import entries
from ledger.signing import ensure_key
from tests.cast import CHAIR, CLERK, COUNCILLORS, STRANGER
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor, make_chamber
from voting.models import Annulment, Vote
from voting.queries import differences
from voting.refusals import (
    AlreadyRepeated,
    AnnulmentProposed,
    FinalResult,
    GroundNotListed,
    NoAnnulment,
    SameOffice,
    SamePerson,
    StaleStage,
    WrongVoteStage,
)

ANNA, BORIS, *_ = COUNCILLORS


def stages(chamber: Chamber) -> tuple[str, list[str]]:
    motions = Motion.objects.filter(item=chamber.items[0]).order_by("position")
    return AgendaItem.objects.get(pk=chamber.items[0].pk).stage, [motion.stage for motion in motions]


def annul(chamber: Chamber, vote: Vote | None = None) -> Vote:
    meant = vote or chamber.vote()
    named = {"vote": meant.pk, "stage": Vote.objects.get(pk=meant.pk).stage}
    chamber.do(messages.VoteAnnul, AS_CHAIR, ground="Прочетен беше друг текст", **named)
    chamber.do(messages.VoteConfirmAnnulment, AS_CLERK, **named)
    return Vote.objects.get(pk=meant.pk)


@pytest.mark.parametrize(("first", "second"), [(AS_CHAIR, AS_CLERK), (AS_CLERK, AS_CHAIR)])
def test_one_proposes_and_the_other_confirms(chamber: Chamber, first: Actor, second: Actor) -> None:
    chamber.open()
    vote = chamber.decide({ANNA: "for"})
    chamber.on_vote(messages.VoteAnnul, first, ground="  Прочетен беше друг текст ")
    body = {"vote": str(vote.pk), "ground": "Прочетен беше друг текст"}
    assert chamber.last() == ("voting.annulment.proposed", str(first), body)
    assert chamber.vote().stage == "declared"
    chamber.on_vote(messages.VoteConfirmAnnulment, second)
    assert chamber.last() == (
        "voting.vote.annulled",
        str(second),
        body | {"proposed_by": str(first.person_id)},
    )
    annulled = chamber.vote()
    assert (annulled.stage, annulled.result) == ("annulled", vote.result)


@pytest.mark.parametrize("by", [AS_CHAIR, AS_CLERK])
def test_nobody_annuls_alone(chamber: Chamber, by: Actor) -> None:
    chamber.open()
    chamber.decide({})
    chamber.on_vote(messages.VoteAnnul, by, ground="g")
    with pytest.raises(SamePerson):
        chamber.on_vote(messages.VoteConfirmAnnulment, by)
    assert chamber.vote().stage == "declared"


def test_the_same_person_in_another_office_is_the_same_person(chamber: Chamber) -> None:
    chamber.open()
    chamber.decide({})
    chamber.on_vote(messages.VoteAnnul, AS_CHAIR, ground="g")
    Role.objects.filter(person=CHAIR).update(kind="clerk")
    with pytest.raises(SamePerson):
        chamber.on_vote(messages.VoteConfirmAnnulment, Actor(ActorRole.CLERK, CHAIR))


@pytest.mark.parametrize(("by", "kind"), [(AS_CHAIR, "chair"), (AS_CLERK, "clerk")])
def test_two_holders_of_one_office_do_not_annul(chamber: Chamber, by: Actor, kind: str) -> None:
    Role.objects.create(
        municipality=chamber.municipality, body=chamber.body, person=chamber.people[ANNA], kind=kind
    )
    chamber.open()
    older = chamber.decide({})
    chamber.decide({}, motion=1)
    for vote in (older, chamber.vote()):
        chamber.on_vote(messages.VoteAnnul, by, ground="g", vote=vote.pk)
        if by is AS_CHAIR:
            chamber.do(messages.MeetingHandOver, AS_CHAIR, person=ANNA, reason="speech")
        with pytest.raises(SameOffice):
            chamber.on_vote(messages.VoteConfirmAnnulment, Actor(by.role, ANNA), vote=vote.pk)
        if by is AS_CHAIR:
            chamber.do(messages.MeetingHandOver, Actor(ActorRole.CHAIR, ANNA), person=CHAIR, reason="return")
    other = AS_CLERK if by is AS_CHAIR else AS_CHAIR
    chamber.on_vote(messages.VoteConfirmAnnulment, other, vote=older.pk)
    assert Vote.objects.get(pk=older.pk).stage == "annulled"


def test_who_and_what_is_refused(chamber: Chamber, foreign: Chamber) -> None:
    chamber.open()
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk)
    with pytest.raises(WrongVoteStage):
        chamber.on_vote(messages.VoteAnnul, ground="g")
    chamber.on_vote(messages.VoteOpen)
    with pytest.raises(NoAnnulment):
        chamber.on_vote(messages.VoteConfirmAnnulment)
    with pytest.raises(Forbidden):
        chamber.on_vote(messages.VoteAnnul, councillor(ANNA), ground="g")
    with pytest.raises(NoGround):
        chamber.on_vote(messages.VoteAnnul, ground=" ")
    with pytest.raises(StaleStage):
        chamber.on_vote(messages.VoteAnnul, ground="g", stage="declared")
    for vote in (foreign.meeting.pk, STRANGER):
        with pytest.raises(UnknownThing):
            chamber.on_vote(messages.VoteAnnul, ground="g", vote=vote)
    chamber.on_vote(messages.VoteAnnul, ground="g")
    with pytest.raises(AnnulmentProposed):
        chamber.on_vote(messages.VoteAnnul, AS_CLERK, ground="g")
    with pytest.raises(Forbidden):
        chamber.on_vote(messages.VoteConfirmAnnulment, councillor(ANNA))
    chamber.on_vote(messages.VoteConfirmAnnulment, AS_CLERK)
    for act in (messages.VoteAnnul, messages.VoteConfirmAnnulment):
        with pytest.raises(WrongVoteStage):
            chamber.on_vote(act, **({"ground": "g"} if act is messages.VoteAnnul else {}))


@pytest.mark.parametrize("stage", ["open", "held", "closed", "declared"])
def test_an_annulled_vote_gives_back_its_motion(chamber: Chamber, stage: str) -> None:
    chamber.open()
    chamber.open_vote()
    if stage == "held":
        chamber.on_vote(messages.VoteHold)
    if stage in {"closed", "declared"}:
        chamber.close()
    if stage == "declared":
        chamber.on_vote(messages.VoteDeclare)
    assert annul(chamber).stage == "annulled"
    assert stages(chamber) == ("active", ["pending", "pending"])
    chamber.decide({ANNA: "for"})
    assert stages(chamber) == ("active", ["done", "pending"])


@pytest.mark.parametrize("motion", [0, 1])
def test_annulling_an_older_result_touches_no_vote_under_way(chamber: Chamber, motion: int) -> None:
    chamber.open()
    older = chamber.decide({ANNA: "for"})
    chamber.open_vote(motion=motion)
    annul(chamber, older)
    assert stages(chamber)[0] == "being_voted"
    assert stages(chamber)[1][motion] == "being_voted"
    chamber.press(ANNA, "for")
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    assert stages(chamber)[1][motion] == "done"


def test_a_motion_stays_decided_while_another_result_of_it_stands(chamber: Chamber) -> None:
    chamber.open()
    first = chamber.decide({ANNA: "for"})
    second = chamber.decide({BORIS: "against"})
    annul(chamber, second)
    assert stages(chamber)[1] == ["done", "pending"]
    annul(chamber, first)
    assert stages(chamber)[1] == ["pending", "pending"]


def test_a_withdrawn_repetition_leaves_the_first_result_standing(chamber: Chamber) -> None:
    chamber.open()
    first = chamber.decide({ANNA: "for"})
    chamber.on_vote(messages.VoteRepeat)
    chamber.on_vote(messages.VoteWithdraw)
    assert stages(chamber) == ("active", ["done", "pending"])
    again = chamber.do(messages.VoteRepeat, AS_CHAIR, vote=first.pk, stage="declared")
    assert (again.repeats_id, again.number) == (first.pk, 3)


def test_a_repetition_is_a_new_vote_that_names_the_first(chamber: Chamber) -> None:
    chamber.open()
    first = chamber.decide({ANNA: "for"})
    second = chamber.on_vote(messages.VoteRepeat)
    assert (second.repeats_id, second.number, second.stage) == (first.pk, 2, "prepared")
    assert chamber.last()[2]["repeats"] == str(first.pk)
    assert Vote.objects.get(pk=first.pk).stage == "declared"
    with pytest.raises(AlreadyRepeated):
        chamber.do(messages.VoteRepeat, AS_CHAIR, vote=first.pk, stage="declared")


def test_an_annulled_vote_is_repeated_too(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote()
    vote = annul(chamber)
    assert chamber.on_vote(messages.VoteRepeat).repeats_id == vote.pk


def test_an_annulment_after_the_meeting_is_noted_in_the_register(chamber: Chamber) -> None:
    chamber.open()
    chamber.decide({ANNA: "for"})
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)
    annul(chamber)
    register = chamber.municipality.register_log_id
    assert register is not None
    noted = list(entries(register))
    assert [row.facts["size"] for row in noted] == [len(chamber.entries()) - 2, len(chamber.entries())]
    assert Annulment.objects.get().confirmed_by_id == CLERK


LISTED = ("Техническа повреда", "Прочетен е друг текст")


@pytest.fixture
def listing(db: None) -> Chamber:
    """Return a council whose standing orders list the grounds of an annulment, with an open meeting."""
    ensure_key()
    made = make_chamber(orders=StandingOrders(sitting=SittingRules(annulment_grounds=LISTED)))
    made.open()
    return made


@pytest.mark.parametrize("stage", ["closed", "declared"])
def test_a_closed_vote_is_annulled_on_a_listed_ground_only(listing: Chamber, stage: str) -> None:
    listing.open_vote()
    listing.close()
    if stage == "declared":
        listing.on_vote(messages.VoteDeclare)
    with pytest.raises(GroundNotListed):
        listing.on_vote(messages.VoteAnnul, ground="Не ми харесва")
    listing.on_vote(messages.VoteAnnul, ground=LISTED[0], details=" Токът спря. ")
    assert listing.last()[2]["ground"] == "Техническа повреда: Токът спря."
    listing.on_vote(messages.VoteConfirmAnnulment, AS_CLERK)
    assert listing.vote().stage == "annulled"


def test_a_vote_still_open_is_annulled_on_any_ground(listing: Chamber) -> None:
    listing.open_vote()
    listing.on_vote(messages.VoteAnnul, ground="Пожар")
    assert listing.last()[2]["ground"] == "Пожар"


def repeat(chamber: Chamber) -> None:
    """Take the newest vote again."""
    chamber.on_vote(messages.VoteRepeat)
    chamber.on_vote(messages.VoteOpen)
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)


def test_a_challenged_result_is_voted_again_once_and_the_second_is_final(chamber: Chamber) -> None:
    chamber.open()
    chamber.decide({ANNA: "for"})
    repeat(chamber)
    with pytest.raises(FinalResult):
        chamber.on_vote(messages.VoteRepeat)
    assert differences(chamber.meeting_now()) == []


def test_what_was_annulled_was_not_challenged_its_repetition_can_be(chamber: Chamber) -> None:
    chamber.open()
    chamber.decide({ANNA: "for"})
    annul(chamber)
    repeat(chamber)
    repeat(chamber)
    with pytest.raises(FinalResult):
        chamber.on_vote(messages.VoteRepeat)
    annul(chamber)
    repeat(chamber)
    assert differences(chamber.meeting_now()) == []

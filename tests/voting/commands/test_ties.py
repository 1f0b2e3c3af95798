"""A tie in a meeting: voted again, settled by the chair or the lot, or rejected, as the standing orders say."""

import pytest

from agenda.models import Meeting, Motion
from agenda.refusals import Forbidden, NotPresiding
from council.domain.actors import Actor, ActorRole
from council.domain.orders import StandingOrders
from council.domain.rules import Majority, QuorumRule, Tie
from council.domain.shares import HALF, Base
from council.models import Role
from kiosk import messages
from ledger.models import Checkpoint
from ledger.signing import ensure_key
from tests.cast import CHAIR, COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, make_chamber
from voting.domain.lots import commitment, draw
from voting.models import Decision, Vote
from voting.queries import differences
from voting.refusals import (
    CastingVoteOfOthers,
    CastingVoteOwed,
    FinalResult,
    NoTieToSettle,
    TieUnsettled,
    TieVotedAgain,
    WrongWord,
)

ANNA, BORIS, VASIL, GALINA, *OTHERS = COUNCILLORS
AT_TERMINALS = ["electronic", "electronic_unnamed"]
TIED = {ANNA: "for", BORIS: "for", VASIL: "against", GALINA: "against"}


def seated(majority: Majority, quorum: QuorumRule | None = None) -> Chamber:
    """Return an open meeting under this majority, four councillors present, over which Anna presides as deputy."""
    ensure_key()
    orders = StandingOrders(majority=majority, **({"quorum": quorum} if quorum else {}))
    chamber = make_chamber(orders=orders)
    Role.objects.create(
        body=chamber.body,
        person=chamber.people[ANNA],
        kind=Role.Kind.DEPUTY,
        municipality=chamber.municipality,
    )
    chamber.open(ANNA, BORIS, VASIL, GALINA)
    return chamber


def more_for(*ties: Tie, **options: object) -> Majority:
    return Majority(Base.FOR_AGAINST, HALF, is_strict=True, ties=ties, **options)  # type: ignore[arg-type]  # as named


def preside(chamber: Chamber) -> Actor:
    """Let Anna take the chair."""
    chamber.do(messages.MeetingHandOver, AS_CHAIR, person=ANNA, reason="speech")
    return Actor(ActorRole.CHAIR, ANNA)


def tie(
    chamber: Chamber,
    choices: dict[object, str] = TIED,  # type: ignore[assignment]  # ids
    *,
    by: Actor = AS_CHAIR,
    mode: str | None = None,
) -> Vote:
    """Bring a vote to a tie and close it."""
    if not Vote.objects.filter(meeting=chamber.meeting, stage="prepared").exists():
        chamber.do(messages.VotePrepare, by, motion=chamber.motions[0].pk, mode=mode)
    chamber.on_vote(messages.VoteOpen, by, without_quorum=True)
    chamber.press_all(choices)  # type: ignore[arg-type]  # ids
    chamber.on_vote(messages.VoteClose, by, missing=list(COUNCILLORS))
    return chamber.vote()


def declared(chamber: Chamber, vote: Vote, by: Actor = AS_CHAIR) -> tuple[str, str, str | None]:
    """Declare it and return its outcome, what was told of the tie, and how it was settled."""
    chamber.on_vote(messages.VoteDeclare, by, vote=vote.pk)
    found = Vote.objects.get(pk=vote.pk).result
    assert found is not None
    assert differences(chamber.meeting_now()) == []
    return found["outcome"], found["reason"]["code"], found["reason"].get("settled")


def motion_stage(chamber: Chamber) -> str:
    return Motion.objects.get(pk=chamber.motions[0].pk).stage


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("choice", "outcome"), [("for", "adopted"), ("against", "rejected"), ("none", "rejected")]
)
def test_the_casting_vote_of_the_chair_settles_a_tie_and_may_be_left_unused(
    choice: str, outcome: str
) -> None:
    chamber = seated(more_for(Tie.CASTING))
    vote = tie(chamber)
    with pytest.raises(TieUnsettled):
        chamber.on_vote(messages.VoteDeclare)

    chamber.on_vote(messages.VoteSettleTie, choice=choice)

    name = chamber.people[CHAIR].name
    assert chamber.last() == (
        "voting.tie.settled",
        f"chair:{CHAIR}",
        {"vote": str(vote.pk), "tie": "casting", "choice": choice, "name": name},
    )
    with pytest.raises(NoTieToSettle):
        chamber.on_vote(messages.VoteSettleTie, choice=choice)
    assert declared(chamber, vote) == (outcome, "tie", choice)
    assert Decision.objects.filter(vote=vote).exists()


@pytest.mark.django_db
def test_only_who_presides_gives_the_casting_vote() -> None:
    chamber = seated(more_for(Tie.CASTING))
    tie(chamber)
    with pytest.raises(Forbidden):
        chamber.on_vote(messages.VoteSettleTie, AS_CLERK, choice="for")
    Meeting.objects.update(is_practice=True)
    with pytest.raises(NotPresiding):
        chamber.on_vote(messages.VoteSettleTie, AS_CLERK, choice="for")


@pytest.mark.django_db
def test_where_the_orders_oblige_the_chair_the_casting_vote_is_not_declined() -> None:
    chamber = seated(more_for(Tie.CASTING, may_decline=False))
    vote = tie(chamber)
    with pytest.raises(CastingVoteOwed):
        chamber.on_vote(messages.VoteSettleTie, choice="none")
    chamber.on_vote(messages.VoteSettleTie, choice="for")
    assert declared(chamber, vote) == ("adopted", "tie", "for")


@pytest.mark.django_db
@pytest.mark.parametrize("mode", AT_TERMINALS)
def test_a_chair_who_has_voted_has_no_casting_vote_where_the_orders_give_it_to_no_other(mode: str) -> None:
    chamber = seated(more_for(Tie.CASTING, casts_unvoted=True))
    anna = preside(chamber)
    vote = tie(chamber, by=anna, mode=mode)
    with pytest.raises(NoTieToSettle):
        chamber.on_vote(messages.VoteSettleTie, anna, choice="for")
    assert declared(chamber, vote, anna) == ("rejected", "tie", None)


@pytest.mark.django_db
@pytest.mark.parametrize("mode", AT_TERMINALS)
def test_nor_has_a_deputy_who_has_voted_and_took_the_chair_after_the_close(mode: str) -> None:
    chamber = seated(more_for(Tie.CASTING, casts_unvoted=True))
    tie(chamber, mode=mode)
    anna = preside(chamber)
    with pytest.raises(CastingVoteOfOthers):
        chamber.on_vote(messages.VoteSettleTie, anna, choice="for")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("own", "outcome", "settled"), [("for", "adopted", "for"), ("against", "rejected", "against")]
)
def test_the_side_of_the_chairs_own_ballot_prevails(own: str, outcome: str, settled: str) -> None:
    chamber = seated(more_for(Tie.CHAIR_SIDE))
    anna = preside(chamber)
    other = {"for": "against", "against": "for"}[own]
    vote = tie(chamber, {ANNA: own, BORIS: own, VASIL: other, GALINA: other}, by=anna)
    assert declared(chamber, vote, anna) == (outcome, "tie", settled)


@pytest.mark.django_db
def test_it_is_the_side_of_who_presided_at_the_close_who_may_have_no_vote() -> None:
    chamber = seated(more_for(Tie.CHAIR_SIDE))
    vote = tie(chamber)
    preside(chamber)
    assert declared(chamber, vote, Actor(ActorRole.CHAIR, ANNA)) == ("rejected", "tie", "none")


@pytest.mark.django_db
def test_without_names_a_chair_who_voted_says_which_side_it_was_and_the_ballot_is_not_read() -> None:
    chamber = seated(more_for(Tie.CHAIR_SIDE))
    anna = preside(chamber)
    vote = tie(chamber, by=anna, mode="electronic_unnamed")  # in which Anna is for
    with pytest.raises(TieUnsettled):
        chamber.on_vote(messages.VoteDeclare, anna)
    chamber.on_vote(messages.VoteSettleTie, anna, choice="against")
    assert declared(chamber, vote, anna) == ("rejected", "tie", "against")


@pytest.mark.django_db
def test_of_raised_hands_the_chair_says_which_side_it_was() -> None:
    chamber = seated(more_for(Tie.CHAIR_SIDE))
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk, mode="hands")
    chamber.on_vote(messages.VoteOpen, without_quorum=True)
    chamber.on_vote(messages.HandsCount, AS_CLERK, in_favour=2, against=2, abstain=0)
    vote = chamber.close()
    with pytest.raises(TieUnsettled):
        chamber.on_vote(messages.VoteDeclare)
    chamber.on_vote(messages.VoteSettleTie, choice="for")
    assert declared(chamber, vote) == ("adopted", "tie", "for")


@pytest.mark.django_db
def test_a_tie_is_voted_a_second_time_at_once_and_the_second_goes_the_next_way() -> None:
    chamber = seated(more_for(Tie.REVOTE, Tie.CASTING))
    first = tie(chamber)

    assert declared(chamber, first) == ("tied", "tie", None)

    second = chamber.vote()
    assert (second.stage, second.follows_tie_id, second.repeats_id) == ("prepared", first.pk, None)
    assert not Decision.objects.filter(vote=first).exists()
    assert motion_stage(chamber) == "being_voted"
    tie(chamber)
    chamber.on_vote(messages.VoteSettleTie, choice="against")
    assert declared(chamber, second) == ("rejected", "tie", "against")
    assert motion_stage(chamber) == "done"


@pytest.mark.django_db
def test_a_second_vote_that_was_withdrawn_is_prepared_again_as_one_and_never_repeated() -> None:
    chamber = seated(more_for(Tie.REVOTE))
    first = tie(chamber)
    declared(chamber, first)
    chamber.on_vote(messages.VoteWithdraw)
    assert motion_stage(chamber) == "pending"
    with pytest.raises(TieVotedAgain):
        chamber.on_vote(messages.VoteRepeat, vote=first.pk, stage="declared")

    second = tie(chamber)

    assert second.follows_tie_id == first.pk
    assert declared(chamber, second) == ("rejected", "tie", None)


@pytest.mark.django_db
def test_a_repetition_of_a_second_vote_is_a_second_vote_too() -> None:
    chamber = seated(more_for(Tie.REVOTE, Tie.CASTING))
    first = tie(chamber)
    declared(chamber, first)
    tie(chamber)
    chamber.on_vote(messages.VoteAnnul, ground="Сгрешен текст")
    chamber.on_vote(messages.VoteConfirmAnnulment, AS_CLERK)
    chamber.on_vote(messages.VoteRepeat)

    third = tie(chamber)

    assert third.follows_tie_id == first.pk
    chamber.on_vote(messages.VoteSettleTie, choice="for")
    assert declared(chamber, third) == ("adopted", "tie", "for")


@pytest.mark.django_db
def test_a_second_vote_that_was_annulled_and_put_up_again_is_one_too() -> None:
    chamber = seated(more_for(Tie.REVOTE, Tie.CASTING))
    first = tie(chamber)
    declared(chamber, first)
    tie(chamber)
    chamber.on_vote(messages.VoteAnnul, ground="Сгрешен текст")
    chamber.on_vote(messages.VoteConfirmAnnulment, AS_CLERK)
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=first.motion_id)

    third = tie(chamber)

    assert third.follows_tie_id == first.pk
    chamber.on_vote(messages.VoteSettleTie, choice="for")
    assert declared(chamber, third) == ("adopted", "tie", "for")


@pytest.mark.django_db
def test_the_second_vote_after_the_tie_of_a_repetition_is_final() -> None:
    chamber = seated(more_for(Tie.REVOTE))
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk)
    first = tie(chamber, {ANNA: "for", BORIS: "for", VASIL: "against"})
    declared(chamber, first)
    chamber.on_vote(messages.VoteRepeat, vote=first.pk, stage="declared")
    declared(chamber, tie(chamber))
    last = tie(chamber, {ANNA: "for", BORIS: "for", VASIL: "against"})
    declared(chamber, last)
    with pytest.raises(FinalResult):
        chamber.on_vote(messages.VoteRepeat, vote=last.pk, stage="declared")


@pytest.mark.django_db
def test_a_lot_is_fixed_before_it_is_drawn_and_can_be_drawn_again() -> None:
    chamber = seated(more_for(Tie.LOT))
    vote = tie(chamber)

    kind, _, fixed = chamber.last()
    assert (kind, set(fixed)) == ("voting.lot.committed", {"vote", "commitment"})
    newest = Checkpoint.objects.filter(log=chamber.meeting.log).latest("size")
    assert newest.size == len(chamber.entries())  # the room holds the commitment before anything is drawn
    with pytest.raises(TieUnsettled):
        chamber.on_vote(messages.VoteDeclare)
    with pytest.raises(WrongWord):
        chamber.on_vote(messages.VoteDrawLot, word="ж" * 61)
    with pytest.raises(NoTieToSettle):
        chamber.on_vote(messages.VoteSettleTie, choice="for")

    chamber.on_vote(messages.VoteDrawLot, word=" седемнадесет ")

    _, _, drawn = chamber.last()
    seed = bytes.fromhex(drawn["seed"])
    assert commitment(seed) == fixed["commitment"]
    assert drawn["choice"] == draw(seed=seed, lots=["for", "against"], word="седемнадесет")[0]
    with pytest.raises(NoTieToSettle):
        chamber.on_vote(messages.VoteDrawLot, word="друга")
    outcome = {"for": "adopted", "against": "rejected"}[drawn["choice"]]
    assert declared(chamber, vote) == (outcome, "tie", drawn["choice"])


@pytest.mark.django_db
def test_without_a_way_out_a_tie_is_rejected() -> None:
    chamber = seated(more_for())
    assert declared(chamber, tie(chamber)) == ("rejected", "tie", None)


@pytest.mark.django_db
def test_a_tie_on_paper_goes_the_way_of_secret_votes() -> None:
    chamber = seated(more_for(Tie.CASTING, secret_ties=(Tie.LOT,)))
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk, mode="paper")
    chamber.on_vote(messages.VoteOpen, without_quorum=True)
    counted = {"issued": 4, "returned": 4, "valid": 4, "invalid": 0, "blank": 0}
    chamber.on_vote(
        messages.PapersCount,
        AS_CLERK,
        **counted,
        in_favour=2,
        against=2,
        abstain=0,
        tellers=["Анна", "Борис"],
    )
    vote = chamber.close()
    chamber.on_vote(messages.VoteDrawLot)
    assert declared(chamber, vote)[2] in {"for", "against"}


@pytest.mark.django_db
def test_the_recused_who_are_there_count_where_the_rule_says_so() -> None:
    majority = Majority(Base.PRESENT_WITH_RECUSED, HALF, is_strict=True)
    chamber = seated(majority)
    for person in (GALINA, OTHERS[0]):  # one is in the room, the other is not
        chamber.do(messages.Recuse, AS_CLERK, item=chamber.items[0].pk, person=person, ground="Свързано лице")
    vote = tie(chamber, {ANNA: "for", BORIS: "for"})
    assert declared(chamber, vote) == ("rejected", "too_few_for", None)
    assert Vote.objects.get(pk=vote.pk).result["reason"]["base_size"] == 4  # type: ignore[index]  # it is declared


@pytest.mark.django_db
def test_the_recused_do_not_count_for_a_quorum_where_the_orders_leave_them_out() -> None:
    chamber = seated(
        more_for(), QuorumRule(Base.FIXED, HALF + HALF, is_strict=False, size=4, counts_recused=False)
    )
    chamber.do(messages.Recuse, AS_CLERK, item=chamber.items[0].pk, person=GALINA, ground="Свързано лице")

    chamber.do(messages.QuorumCheck, AS_CHAIR)

    _, _, checked = chamber.last()
    assert (checked["present"], checked["needed"], checked["is_met"]) == (3, 4, False)
    assert differences(Meeting.objects.get(pk=chamber.meeting.pk)) == []

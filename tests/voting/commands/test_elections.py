"""Elections on secret paper: candidates, ballots with a run-off, counts that cannot be, repeats and lots."""

from typing import Any
from uuid import UUID

import pytest

from agenda.models import Motion
from agenda.refusals import (
    AlreadyCandidate,
    Forbidden,
    NoNominator,
    TooManyCandidates,
    UnknownThing,
    WrongItemStage,
    WrongMotionStage,
    WrongPlaces,
)
from council.domain.elections import ElectionRules, Way
from council.domain.orders import StandingOrders
from council.domain.rules import Majority
from council.domain.shares import HALF, Base
from council.refusals import Refusal
from kiosk import messages
from kiosk.snapshots import frame, load
from tests.cast import COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor, make_chamber
from voting.domain.lots import keeps
from voting.models import Decision, Vote
from voting.queries import differences, entitled
from voting.refusals import (
    ElectionOver,
    LaterBallot,
    MoreVotesThanPapers,
    NoCandidates,
    NominationsClosed,
    OnlyInSecret,
    OtherCandidates,
    OtherCount,
    TieUnsettled,
    TooFewVotes,
    TooManyVotes,
)

ANNA, BORIS, VASIL, *_ = COUNCILLORS
TOTAL = "total > 1/2"


def enter(chamber: Chamber, places: int = 1, by: Any = AS_CLERK, item: int = 0) -> Motion:
    found: Motion = chamber.do(
        messages.ElectionEnter,
        by,
        item=chamber.items[item].pk,
        office="Избор на заместник-председател",
        places=places,
        majority=TOTAL,
    )
    return found


def nominate(chamber: Chamber, motion: Motion, *names: str) -> None:
    for name in names:
        chamber.do(messages.CandidateNominate, AS_CLERK, motion=motion.pk, name=name, nominator=str(ANNA))


def prepare(chamber: Chamber, motion: Motion) -> Vote:
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=motion.pk)
    return chamber.vote()


def count(chamber: Chamber, *votes: int, valid: int | None = None, blank: int = 0) -> Any:
    valid = sum(votes) if valid is None else valid
    return chamber.on_vote(
        messages.CandidatesCount,
        AS_CLERK,
        issued=valid + blank,
        returned=valid + blank,
        valid=valid,
        invalid=0,
        blank=blank,
        votes=list(votes),
        tellers=["Ана Първа", "Борис Втори"],
    )


def hold(chamber: Chamber, motion: Motion, *votes: int, **numbers: Any) -> Vote:
    """Hold a ballot from its preparation to its result."""
    prepare(chamber, motion)
    chamber.on_vote(messages.VoteOpen)
    count(chamber, *votes, **numbers)
    chamber.close([])
    chamber.on_vote(messages.VoteDeclare)
    return chamber.vote()


def withdraw(chamber: Chamber, motion: Motion, name: str) -> None:
    candidates = Motion.objects.get(pk=motion.pk).election["candidates"]  # type: ignore[index]
    (gone,) = (one["candidate"] for one in candidates if one["name"] == name)
    chamber.do(messages.CandidateWithdraw, AS_CLERK, motion=motion.pk, candidate=UUID(gone))


def annul(chamber: Chamber, vote: Vote) -> None:
    given: dict[str, Any] = {"vote": vote.pk, "stage": vote.stage}
    chamber.do(messages.VoteAnnul, AS_CLERK, ground="Грешка", **given)
    chamber.do(messages.VoteConfirmAnnulment, AS_CHAIR, **given)


def names(vote: Vote) -> list[str]:
    assert vote.contest is not None
    return [one["name"] for one in vote.contest["candidates"]]


def returned(vote: Vote) -> dict[str, Any]:
    assert vote.result is not None
    found: dict[str, Any] = vote.result["returned"]
    return found


@pytest.mark.both
def test_a_deputy_is_elected_in_a_run_off(chamber: Chamber) -> None:
    chamber.open()
    motion = enter(chamber)
    nominate(chamber, motion, "Васил Вълчев", "Анна Ангелова", "Борис Боев")
    first = hold(chamber, motion, 4, 3, 2)
    assert names(first) == ["Анна Ангелова", "Борис Боев", "Васил Вълчев"]
    assert (first.mode, first.secrecy) == ("paper", "secret")
    assert first.result is not None
    assert (first.result["outcome"], first.result["decision"], first.result["reason"]["needed"]) == (
        "rejected",
        "",
        5,
    )
    second = hold(chamber, motion, 5, 3, blank=1)
    assert names(second) == ["Анна Ангелова", "Борис Боев"]
    assert second.contest is not None
    assert (second.contest["ballot"], second.contest["way"]) == (2, "run_off")
    assert returned(second)["elected"] == [second.contest["candidates"][0]["candidate"]]
    assert second.result is not None
    assert (second.result["outcome"], second.result["decision"]) == ("adopted", "1/2026")
    assert Decision.objects.get().vote == second
    assert set(second.roll.values_list("position", flat=True)) == {"unnamed"}
    with pytest.raises(ElectionOver):
        prepare(chamber, motion)
    assert differences(chamber.meeting_now()) == []


def aloud(chamber: Chamber) -> str:
    console = frame(load(chamber.meeting.pk), "chair", "en").console
    assert console is not None
    return console.aloud or ""


def test_what_is_read_aloud_tells_votes_result_and_what_follows_and_no_source(chamber: Chamber) -> None:
    chamber.open()
    motion = enter(chamber)
    nominate(chamber, motion, "Васил Вълчев", "Анна Ангелова", "Борис Боев")
    hold(chamber, motion, 4, 3, 2)
    assert aloud(chamber) == (
        "Анна Ангелова: 4, Борис Боев: 3, Васил Вълчев: 2."
        " At least 5 votes are needed (all members by law: 9); most for one candidate: 4. Nobody is elected."
        " Ballot 2 follows, run-off: Анна Ангелова, Борис Боев."
    )
    hold(chamber, motion, 5, 3, blank=1)
    assert aloud(chamber).startswith("Анна Ангелова: 5, Борис Боев: 3. Elected: Анна Ангелова. ")
    assert "(" not in aloud(chamber).replace("(all members by law: 9)", "")


def test_candidates_nominated_before_the_opening_stand_in_its_entry(chamber: Chamber) -> None:
    motion = enter(chamber, item=1)
    nominate(chamber, motion, "Анна Ангелова", "Борис Боев")
    chamber.open()
    (opening,) = (body for kind, _, body in chamber.entries() if kind == "agenda.meeting.opened")
    listed = opening["items"][1]["motions"][-1]["election"]
    assert [(one["name"], one["nominator"]) for one in listed["candidates"]] == [
        ("Анна Ангелова", "Анна Ангелова"),
        ("Борис Боев", "Анна Ангелова"),
    ]
    assert differences(chamber.meeting_now()) == []


def test_who_stands_no_more_is_not_on_the_paper(chamber: Chamber) -> None:
    chamber.open()
    motion = enter(chamber)
    nominate(chamber, motion, "Анна Ангелова", "Борис Боев", "Васил Вълчев")
    prepare(chamber, motion)
    gone = Motion.objects.get(pk=motion.pk).election["candidates"][0]["candidate"]  # type: ignore[index]
    chamber.do(messages.CandidateWithdraw, AS_CLERK, motion=motion.pk, candidate=UUID(gone))
    assert chamber.vote().stage == "withdrawn"
    assert names(prepare(chamber, motion)) == ["Борис Боев", "Васил Вълчев"]
    with pytest.raises(UnknownThing):
        chamber.do(messages.CandidateWithdraw, AS_CLERK, motion=motion.pk, candidate=UUID(gone))
    assert differences(chamber.meeting_now()) == []


def test_who_was_in_the_run_off_may_stand_no_more(chamber: Chamber) -> None:
    chamber.open()
    motion = enter(chamber)
    nominate(chamber, motion, "Анна Ангелова", "Борис Боев")
    first = hold(chamber, motion, 4, 4)
    gone = first.contest["candidates"][0]["candidate"]  # type: ignore[index]
    with pytest.raises(NominationsClosed):
        nominate(chamber, motion, "Васил Вълчев")
    chamber.do(messages.CandidateWithdraw, AS_CLERK, motion=motion.pk, candidate=UUID(gone))
    # Who stands alone is voted for or against.
    last = hold(chamber, motion, 4, valid=9)
    assert (names(last), returned(last)["places"]) == (["Борис Боев"], 1)
    assert differences(chamber.meeting_now()) == []


def test_after_the_last_ballot_the_election_may_begin_anew(chamber: Chamber) -> None:
    chamber.open()
    motion = enter(chamber, places=2)
    nominate(chamber, motion, "Анна Ангелова", "Борис Боев", "Васил Вълчев")
    assert returned(hold(chamber, motion, 6, 4, 4, valid=9))["places"] == 1
    assert names(hold(chamber, motion, 4, 4)) == ["Борис Боев", "Васил Вълчев"]
    nominate(chamber, motion, "Галина Гочева")
    again = prepare(chamber, motion)
    assert names(again) == ["Борис Боев", "Васил Вълчев", "Галина Гочева"]
    assert (again.contest or {})["places"] == 1
    assert differences(chamber.meeting_now()) == []


def test_a_challenged_ballot_is_repeated_with_the_same_candidates(chamber: Chamber) -> None:
    chamber.open()
    motion = enter(chamber)
    nominate(chamber, motion, "Анна Ангелова", "Борис Боев")
    hold(chamber, motion, 6, 3)
    chamber.on_vote(messages.VoteRepeat)
    assert names(chamber.vote()) == ["Анна Ангелова", "Борис Боев"]
    chamber.on_vote(messages.VoteOpen)
    count(chamber, 3, 6)
    chamber.close([])
    chamber.on_vote(messages.VoteDeclare)
    assert differences(chamber.meeting_now()) == []


def test_an_annulled_ballot_is_repeated_with_who_is_a_candidate_now(chamber: Chamber) -> None:
    chamber.open()
    motion = enter(chamber)
    nominate(chamber, motion, "Анна Ангелова", "Борис Боев", "Васил Вълчев")
    annul(chamber, hold(chamber, motion, 4, 3, 2))
    shown = frame(load(chamber.meeting.pk), "public", "en").vote
    assert shown is not None
    assert shown.contest is not None
    assert shown.contest.follows is None
    withdraw(chamber, motion, "Васил Вълчев")
    nominate(chamber, motion, "Галина Гочева")
    chamber.on_vote(messages.VoteRepeat)
    assert names(chamber.vote()) == ["Анна Ангелова", "Борис Боев", "Галина Гочева"]
    assert differences(chamber.meeting_now()) == []


def test_nothing_is_repeated_without_a_candidate(chamber: Chamber) -> None:
    chamber.open()
    motion = enter(chamber)
    nominate(chamber, motion, "Анна Ангелова")
    annul(chamber, hold(chamber, motion, 4, valid=9))
    withdraw(chamber, motion, "Анна Ангелова")
    with pytest.raises(NoCandidates):
        chamber.on_vote(messages.VoteRepeat)


def test_a_further_ballot_for_which_nobody_is_left_is_a_first_one(chamber: Chamber) -> None:
    chamber.open()
    motion = enter(chamber)
    nominate(chamber, motion, "Анна Ангелова", "Борис Боев")
    hold(chamber, motion, 4, 4)
    withdraw(chamber, motion, "Анна Ангелова")
    withdraw(chamber, motion, "Борис Боев")
    with pytest.raises(NoCandidates):
        prepare(chamber, motion)
    nominate(chamber, motion, "Васил Вълчев")
    again = prepare(chamber, motion)
    assert names(again) == ["Васил Вълчев"]
    assert (again.contest or {})["ballot"] == 1
    assert differences(chamber.meeting_now()) == []


def test_what_a_later_ballot_rests_on_stays_as_it_is(chamber: Chamber) -> None:
    chamber.open()
    motion = enter(chamber)
    nominate(chamber, motion, "Анна Ангелова", "Борис Боев")
    first = hold(chamber, motion, 4, 4)
    chamber.on_vote(messages.VoteAnnul, AS_CLERK, ground="Грешка")
    second = hold(chamber, motion, 6, 3)
    given: dict[str, Any] = {"vote": first.pk, "stage": first.stage}
    for act in (messages.VoteConfirmAnnulment, messages.VoteRepeat):
        with pytest.raises(LaterBallot):
            chamber.do(act, AS_CHAIR, **given)
    annul(chamber, second)
    chamber.do(messages.VoteConfirmAnnulment, AS_CHAIR, **given)
    assert differences(chamber.meeting_now()) == []


def test_no_annulment_is_proposed_of_what_a_later_ballot_rests_on(chamber: Chamber) -> None:
    chamber.open()
    motion = enter(chamber)
    nominate(chamber, motion, "Анна Ангелова", "Борис Боев")
    first = hold(chamber, motion, 4, 4)
    prepare(chamber, motion)
    with pytest.raises(LaterBallot):
        chamber.do(messages.VoteAnnul, AS_CLERK, vote=first.pk, stage=first.stage, ground="Грешка")


def test_who_was_elected_stays_so_however_often_the_election_begins_anew(db: None) -> None:
    majority = Majority(Base.TOTAL, HALF, is_strict=True)
    chamber = make_chamber(orders=StandingOrders(majority=majority, elections=ElectionRules(following=())))
    chamber.open()
    motion = enter(chamber, places=2)
    nominate(chamber, motion, "Анна Ангелова", "Борис Боев", "Васил Вълчев")
    hold(chamber, motion, 6, 4, 4, valid=9)
    hold(chamber, motion, 4, 4)
    third = prepare(chamber, motion)
    assert names(third) == ["Борис Боев", "Васил Вълчев"]
    assert [one["name"] for one in (third.contest or {})["elected"]] == ["Анна Ангелова"]
    assert differences(chamber.meeting_now()) == []


def test_an_election_lost_or_withdrawn_leaves_the_amendments_of_the_draft_decision(chamber: Chamber) -> None:
    kind = Motion.Kind.AMENDMENT
    amendment = Motion.objects.create(
        municipality=chamber.municipality, item=chamber.items[0], position=3, kind=kind, text="Добавя ред"
    )
    chamber.open()
    motion = enter(chamber)
    nominate(chamber, motion, "Анна Ангелова")
    hold(chamber, motion, 1, valid=9)
    chamber.do(messages.MotionWithdraw, AS_CLERK, motion=enter(chamber).pk)
    amendment.refresh_from_db()
    assert amendment.stage == "pending"
    assert differences(chamber.meeting_now()) == []


def test_papers_are_for_those_who_may_vote(chamber: Chamber) -> None:
    chamber.open(*COUNCILLORS[:7])
    motion = enter(chamber)
    nominate(chamber, motion, "Анна Ангелова", "Борис Боев")
    chamber.do(messages.Recuse, AS_CLERK, item=chamber.items[0].pk, person=ANNA, ground="Кандидат")
    assert entitled(prepare(chamber, motion)) == 6
    chamber.on_vote(messages.VoteOpen)
    chamber.do(messages.SeatCheckIn, councillor(COUNCILLORS[7]))
    assert entitled(chamber.vote()) == 6


def test_equals_are_drawn_by_lot_with_a_word_from_the_room(db: None) -> None:
    rules = ElectionRules(following=(Way.MOST,), lot=True)
    majority = Majority(Base.PRESENT, HALF, is_strict=True)
    chamber = make_chamber(orders=StandingOrders(majority=majority, elections=rules))
    chamber.open()
    motion = enter(chamber)
    nominate(chamber, motion, "Анна Ангелова", "Борис Боев")
    hold(chamber, motion, 4, 4)
    assert "voting.lot.committed" not in [kind for kind, _, _ in chamber.entries()], "both stand once more"
    prepare(chamber, motion)
    chamber.on_vote(messages.VoteOpen)
    count(chamber, 4, 4)
    chamber.close([])

    kind, _, committed = chamber.last()
    assert kind == "voting.lot.committed"
    shown = frame(load(chamber.meeting.pk), "display", "en").vote
    assert shown is not None
    assert shown.tie is not None
    assert (shown.tie.way, shown.tie.waits, shown.tie.commitment) == ("lot", True, committed["commitment"])
    with pytest.raises(TieUnsettled):
        chamber.on_vote(messages.VoteDeclare)
    chamber.on_vote(messages.VoteDrawLot, word=" орел ")
    kind, _, drawn = chamber.last()
    assert (kind, drawn["word"]) == ("voting.lot.drawn", "орел")
    chamber.on_vote(messages.VoteDeclare)

    tied = chamber.vote()
    assert keeps(bytes.fromhex(drawn["seed"]), committed["commitment"])
    assert returned(tied)["lot"] == {"seed": drawn["seed"], "drawn": drawn["drawn"], "word": "орел"}
    assert returned(tied)["elected"] == drawn["drawn"][:1]
    shown = frame(load(chamber.meeting.pk), "public", "en").vote
    assert shown is not None
    assert shown.tie is not None
    assert (shown.tie.seed, shown.tie.word, shown.tie.waits) == (drawn["seed"], "орел", False)
    assert differences(chamber.meeting_now()) == []


@pytest.mark.parametrize(
    ("votes", "numbers", "refusal"),
    [
        ((3,), {}, OtherCandidates),
        ((4, 0), {"valid": 3}, MoreVotesThanPapers),
        ((2, 2), {"valid": 3}, TooManyVotes),
        ((1, 1), {"valid": 3}, TooFewVotes),
    ],
)
def test_counts_that_cannot_be_are_refused(
    chamber: Chamber, votes: tuple[int, ...], numbers: dict[str, int], refusal: type[Refusal]
) -> None:
    chamber.open()
    motion = enter(chamber)
    nominate(chamber, motion, "Анна Ангелова", "Борис Боев")
    prepare(chamber, motion)
    chamber.on_vote(messages.VoteOpen)
    with pytest.raises(refusal):
        count(chamber, *votes, **numbers)
    assert chamber.vote().papers is None


def test_a_ballot_with_candidates_knows_no_for_and_against(chamber: Chamber) -> None:
    chamber.open()
    motion = enter(chamber)
    nominate(chamber, motion, "Анна Ангелова")
    prepare(chamber, motion)
    chamber.on_vote(messages.VoteOpen)
    numbers = dict.fromkeys(("issued", "returned", "valid", "in_favour"), 3)
    numbers |= dict.fromkeys(("invalid", "blank", "against", "abstain"), 0)
    with pytest.raises(OtherCount):
        chamber.on_vote(messages.PapersCount, AS_CLERK, tellers=["Ана", "Борис"], **numbers)


def test_what_cannot_be_entered_is_refused(chamber: Chamber) -> None:
    chamber.open()
    with pytest.raises(Forbidden):
        enter(chamber, by=councillor(BORIS))
    for places in (0, 51):
        with pytest.raises(WrongPlaces):
            enter(chamber, places=places)
    motion = enter(chamber)
    with pytest.raises(NoCandidates):
        prepare(chamber, motion)
    with pytest.raises(NoNominator):
        chamber.do(messages.CandidateNominate, AS_CLERK, motion=motion.pk, name="Анна Ангелова")
    nominate(chamber, motion, "Анна Ангелова")
    with pytest.raises(AlreadyCandidate):
        nominate(chamber, motion, "анна ангелова")
    with pytest.raises(UnknownThing):
        nominate(chamber, chamber.motions[0], "Борис Боев")
    with pytest.raises(OnlyInSecret):
        chamber.do(messages.VotePrepare, AS_CHAIR, motion=motion.pk, mode="electronic")
    prepare(chamber, motion)
    chamber.on_vote(messages.VoteOpen)
    with pytest.raises(WrongMotionStage):
        nominate(chamber, motion, "Борис Боев")


def test_a_paper_holds_so_many_candidates(chamber: Chamber) -> None:
    chamber.open()
    motion = enter(chamber)
    nominate(chamber, motion, *(f"Кандидат {number}" for number in range(60)))
    with pytest.raises(TooManyCandidates):
        nominate(chamber, motion, "Още един")


def test_an_item_that_is_done_with_has_no_new_election(chamber: Chamber) -> None:
    chamber.open()
    chamber.do(messages.ItemFinish, AS_CHAIR, item=chamber.items[0].pk)
    with pytest.raises(WrongItemStage):
        enter(chamber)


@pytest.mark.django_db(databases=["default", "reading"])
def test_a_ballot_that_is_due_is_offered_also_after_another_vote(chamber: Chamber) -> None:
    chamber.open()
    motion = enter(chamber)
    nominate(chamber, motion, "Анна", "Борис", "Вера")

    def due() -> str | None:
        shown = frame(load(chamber.meeting.pk), "chair", "en").console
        return shown.ballot_due.motion if shown and shown.ballot_due else None

    assert due() is None
    hold(chamber, motion, 3, 3, 2)
    assert due() == str(motion.pk)
    chamber.do(messages.MotionMove, AS_CLERK, item=chamber.items[0].pk, mover=str(ANNA), phrase="break")
    chamber.on_vote(messages.VoteOpen)
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    assert due() == str(motion.pk)
    hold(chamber, motion, 6, 2)
    assert due() is None

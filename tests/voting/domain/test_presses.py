"""What each press is answered, and which ballots follow."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import COUNCILLORS, STRANGER
from tests.voting.domain.strategies import presses as press_lists
from voting.domain.choices import Choice, Standing
from voting.domain.presses import Ballot, Judged, Judgement, Press, Verdict, judge_presses
from voting.domain.stages import Mode, VoteStage

ANNA, BORIS, VASIL, *_ = COUNCILLORS
STANDINGS = {ANNA: Standing.PRESENT, BORIS: Standing.PRESENT, VASIL: Standing.PRESENT}


def judge(
    *presses: Press,
    stage: VoteStage = VoteStage.OPEN,
    mode: Mode = Mode.ELECTRONIC,
    standings: Mapping[UUID, Standing] = STANDINGS,
    held: Mapping[UUID, Ballot] | None = None,
    seen: Mapping[UUID, int] | None = None,
    may_change: bool = True,
    may_abstain: bool = True,
) -> Judged:
    return judge_presses(
        stage=stage,
        mode=mode,
        standings=standings,
        held=held or {},
        seen=seen or {},
        presses=presses,
        may_change=may_change,
        may_abstain=may_abstain,
    )


def verdicts(judged: Judged) -> list[Verdict]:
    return [judgement.verdict for judgement in judged.judgements]


def test_a_press_is_accepted_and_makes_a_ballot() -> None:
    press = Press(ANNA, Choice.FOR, 1)
    assert judge(press) == Judged(
        judgements=(Judgement(press, Verdict.ACCEPTED, is_new=True),),
        ballots={ANNA: Ballot(Choice.FOR, 1)},
        new_ballots={ANNA: Ballot(Choice.FOR, 1)},
        highest={ANNA: 1},
        new_seen={},
    )


def test_no_presses_change_nothing() -> None:
    held = {ANNA: Ballot(Choice.FOR, 1)}
    assert judge(held=held, seen={ANNA: 4}) == Judged((), held, {}, {ANNA: 4}, {})


def test_a_later_press_replaces_the_ballot() -> None:
    press = Press(ANNA, Choice.AGAINST, 2)
    judged = judge(press, held={ANNA: Ballot(Choice.FOR, 1)})
    assert judged.judgements == (
        Judgement(press, Verdict.ACCEPTED, is_new=True, replaces=Ballot(Choice.FOR, 1)),
    )
    assert judged.ballots == {ANNA: Ballot(Choice.AGAINST, 2)}


def test_presses_of_one_list_see_those_before_them() -> None:
    presses = [Press(ANNA, Choice.FOR, 1), Press(BORIS, Choice.FOR, 1), Press(ANNA, Choice.ABSTAIN, 3)]
    judged = judge(*presses)
    assert judged.judgements == (
        Judgement(presses[0], Verdict.ACCEPTED, is_new=True),
        Judgement(presses[1], Verdict.ACCEPTED, is_new=True),
        Judgement(presses[2], Verdict.ACCEPTED, is_new=True, replaces=Ballot(Choice.FOR, 1)),
    )
    assert judged.new_ballots == {ANNA: Ballot(Choice.ABSTAIN, 3), BORIS: Ballot(Choice.FOR, 1)}


def test_where_abstaining_is_no_choice_it_makes_no_ballot_and_the_next_press_counts() -> None:
    judged = judge(Press(ANNA, Choice.ABSTAIN, 1), Press(ANNA, Choice.AGAINST, 2), may_abstain=False)
    assert verdicts(judged) == [Verdict.NO_ABSTAINING, Verdict.ACCEPTED]
    assert judged.ballots == {ANNA: Ballot(Choice.AGAINST, 2)}


def test_what_was_shown_in_another_mode_makes_no_ballot_and_the_next_press_counts() -> None:
    stale = Press(ANNA, Choice.FOR, 1, Mode.ELECTRONIC)
    judged = judge(
        stale, Press(ANNA, Choice.AGAINST, 2, Mode.ELECTRONIC_UNNAMED), mode=Mode.ELECTRONIC_UNNAMED
    )
    assert verdicts(judged) == [Verdict.STALE_MODE, Verdict.ACCEPTED]
    assert judged.ballots == {ANNA: Ballot(Choice.AGAINST, 2)}


def test_new_ballots_leave_out_those_held() -> None:
    judged = judge(Press(BORIS, Choice.FOR, 1), held={ANNA: Ballot(Choice.FOR, 1)})
    assert judged.new_ballots == {BORIS: Ballot(Choice.FOR, 1)}
    assert judged.ballots == {ANNA: Ballot(Choice.FOR, 1), BORIS: Ballot(Choice.FOR, 1)}


def test_held_ballots_are_left_as_they_were() -> None:
    held = {ANNA: Ballot(Choice.FOR, 1)}
    judge(Press(ANNA, Choice.AGAINST, 2), held=held)
    assert held == {ANNA: Ballot(Choice.FOR, 1)}


def test_a_delayed_for_does_not_overwrite_an_against() -> None:
    judged = judge(Press(ANNA, Choice.AGAINST, 2), Press(ANNA, Choice.FOR, 1))
    assert verdicts(judged) == [Verdict.ACCEPTED, Verdict.SUPERSEDED]
    assert judged.ballots == {ANNA: Ballot(Choice.AGAINST, 2)}


def test_a_lower_number_is_superseded_even_with_the_same_choice() -> None:
    assert verdicts(judge(Press(ANNA, Choice.FOR, 1), held={ANNA: Ballot(Choice.FOR, 2)})) == [
        Verdict.SUPERSEDED
    ]


def test_an_equal_number_with_another_choice_is_superseded() -> None:
    judged = judge(Press(ANNA, Choice.AGAINST, 1), held={ANNA: Ballot(Choice.FOR, 1)})
    assert judged.judgements == (Judgement(Press(ANNA, Choice.AGAINST, 1), Verdict.SUPERSEDED),)
    assert judged.ballots == {ANNA: Ballot(Choice.FOR, 1)}


def test_a_repeated_press_is_accepted_and_written_once() -> None:
    press = Press(ANNA, Choice.FOR, 1)
    judged = judge(press, press)
    assert judged.judgements == (
        Judgement(press, Verdict.ACCEPTED, is_new=True),
        Judgement(press, Verdict.ACCEPTED),
    )


def test_no_change_where_the_orders_allow_none() -> None:
    judged = judge(Press(ANNA, Choice.AGAINST, 2), held={ANNA: Ballot(Choice.FOR, 1)}, may_change=False)
    assert judged.judgements == (Judgement(Press(ANNA, Choice.AGAINST, 2), Verdict.CHANGE_NOT_ALLOWED),)
    assert judged.ballots == {ANNA: Ballot(Choice.FOR, 1)}


def test_a_delayed_press_does_not_slip_in_under_a_later_one_that_was_refused() -> None:
    """Held while *against* came: *for*, pressed before it, is no longer what the presser wants."""
    held = judge(Press(ANNA, Choice.AGAINST, 2), stage=VoteStage.HELD)
    resumed = judge(Press(ANNA, Choice.FOR, 1), Press(ANNA, Choice.AGAINST, 3), seen=held.new_seen)
    assert verdicts(resumed) == [Verdict.SUPERSEDED, Verdict.ACCEPTED]
    assert resumed.new_seen == {}


def test_what_is_recorded_is_answered_alike_whatever_was_refused_since() -> None:
    judged = judge(Press(ANNA, Choice.FOR, 1), held={ANNA: Ballot(Choice.FOR, 1)}, seen={ANNA: 3})
    assert judged.judgements == (Judgement(Press(ANNA, Choice.FOR, 1), Verdict.ACCEPTED),)
    assert (judged.highest, judged.new_seen) == ({ANNA: 3}, {})


def test_a_refused_press_below_the_ballot_is_not_remembered() -> None:
    judged = judge(Press(ANNA, Choice.AGAINST, 1), held={ANNA: Ballot(Choice.FOR, 2)}, seen={ANNA: 1})
    assert (judged.highest, judged.new_seen) == ({ANNA: 2}, {})


def test_pressing_the_same_again_is_no_change() -> None:
    judged = judge(Press(ANNA, Choice.FOR, 2), held={ANNA: Ballot(Choice.FOR, 1)}, may_change=False)
    assert verdicts(judged) == [Verdict.ACCEPTED]
    assert judged.ballots == {ANNA: Ballot(Choice.FOR, 2)}


@pytest.mark.parametrize(
    ("stage", "verdict"),
    [
        (VoteStage.PREPARED, Verdict.TOO_EARLY),
        (VoteStage.HELD, Verdict.ON_HOLD),
        (VoteStage.CLOSED, Verdict.TOO_LATE),
        (VoteStage.DECLARED, Verdict.TOO_LATE),
        (VoteStage.ANNULLED, Verdict.ANNULLED),
        (VoteStage.WITHDRAWN, Verdict.TOO_LATE),
    ],
)
def test_a_press_outside_the_open_vote(stage: VoteStage, verdict: Verdict) -> None:
    press = Press(ANNA, Choice.FOR, 2)
    held = {ANNA: Ballot(Choice.AGAINST, 1)}
    assert judge(press, stage=stage, held=held) == Judged(
        (Judgement(press, verdict),), held, {}, highest={ANNA: 2}, new_seen={ANNA: 2}
    )


@pytest.mark.parametrize("stage", ["prepared", "held", "closed", "declared", "annulled", "withdrawn"])
def test_a_stage_read_from_a_row_refuses_alike(stage: VoteStage) -> None:
    assert judge(Press(ANNA, Choice.FOR, 2), stage=stage).new_ballots == {}


@pytest.mark.parametrize("stage", ["adrift"])
def test_a_stage_unknown_here_lets_no_press_through(stage: VoteStage) -> None:
    with pytest.raises(KeyError):
        judge(Press(ANNA, Choice.FOR, 1), stage=stage)


@pytest.mark.parametrize(
    ("standing", "verdict"), [(Standing.ABSENT, Verdict.ABSENT), (Standing.RECUSED, Verdict.RECUSED)]
)
@pytest.mark.parametrize("stage", [VoteStage.OPEN, VoteStage.HELD])
def test_a_press_of_somebody_who_is_no_voter(standing: Standing, verdict: Verdict, stage: VoteStage) -> None:
    assert judge(Press(ANNA, Choice.FOR, 1), standings={ANNA: standing}, stage=stage) == Judged(
        (Judgement(Press(ANNA, Choice.FOR, 1), verdict),), {}, {}, highest={ANNA: 1}, new_seen={ANNA: 1}
    )


@pytest.mark.parametrize("stage", [VoteStage.OPEN, VoteStage.HELD])
def test_a_strangers_press(stage: VoteStage) -> None:
    assert verdicts(judge(Press(STRANGER, Choice.FOR, 1), stage=stage)) == [Verdict.NOT_ON_ROLL]


def test_a_press_before_the_roll_exists_is_too_early() -> None:
    judged = judge(Press(ANNA, Choice.FOR, 1), stage=VoteStage.PREPARED, standings={})
    assert verdicts(judged) == [Verdict.TOO_EARLY]


@pytest.mark.parametrize("stage", VoteStage)
def test_a_press_in_a_show_of_hands(stage: VoteStage) -> None:
    judged = judge(Press(ANNA, Choice.FOR, 1), mode=Mode.HANDS, stage=stage)
    assert verdicts(judged) == [Verdict.NOT_ELECTRONIC]
    assert judged.ballots == {}


modes, stages = st.sampled_from(Mode), st.sampled_from(VoteStage)
standings_maps = st.dictionaries(st.sampled_from((*COUNCILLORS[:3], STRANGER)), st.sampled_from(Standing))


@given(press_lists(), stages, modes, standings_maps, st.booleans())
def test_every_press_gets_its_own_answer_in_order(
    presses: list[Press], stage: VoteStage, mode: Mode, standings: dict[UUID, Standing], may_change: bool
) -> None:
    judged = judge(*presses, stage=stage, mode=mode, standings=standings, may_change=may_change)
    assert [judgement.press for judgement in judged.judgements] == presses
    assert judged == judge(*presses, stage=stage, mode=mode, standings=standings, may_change=may_change)


@given(press_lists(), stages, modes, standings_maps, st.booleans())
def test_ballots_are_those_of_the_last_new_press_of_each_person(
    presses: list[Press], stage: VoteStage, mode: Mode, standings: dict[UUID, Standing], may_change: bool
) -> None:
    judged = judge(*presses, stage=stage, mode=mode, standings=standings, may_change=may_change)
    new = [judgement.press for judgement in judged.judgements if judgement.is_new]
    assert judged.ballots == {press.person: Ballot(press.choice, press.number) for press in new}
    if stage != VoteStage.OPEN or mode != Mode.ELECTRONIC:
        assert new == []
    assert all(standings[press.person] == Standing.PRESENT for press in new)


@given(press_lists(), st.booleans())
def test_accepted_numbers_of_a_person_rise(presses: list[Press], may_change: bool) -> None:
    judged = judge(*presses, may_change=may_change)
    for person in STANDINGS:
        new = [j for j in judged.judgements if j.is_new and j.press.person == person]
        numbers = [j.press.number for j in new]
        assert numbers == sorted(set(numbers))
        assert may_change or len({j.press.choice for j in new}) <= 1


@given(press_lists())
def test_the_highest_number_of_each_person_counts_whatever_the_order(presses: list[Press]) -> None:
    ballots = judge(*presses).ballots
    assert {person: ballot.press for person, ballot in ballots.items()} == {
        person: max(press.number for press in presses if press.person == person)
        for person in {press.person for press in presses} & STANDINGS.keys()
    }


@given(press_lists(), st.booleans(), st.data())
def test_a_press_repeated_at_once_is_answered_alike(
    presses: list[Press], may_change: bool, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(presses)))
    repeated = [*presses[:at], *presses[max(0, at - 1) : at], *presses[at:]]
    once, twice = judge(*presses, may_change=may_change), judge(*repeated, may_change=may_change)
    assert twice.ballots == once.ballots
    if at > 0:
        assert twice.judgements[at].verdict == twice.judgements[at - 1].verdict
        assert not twice.judgements[at].is_new


@given(press_lists(), st.booleans(), st.data())
def test_judging_in_two_lists_gives_the_same_as_in_one(
    presses: Sequence[Press], may_change: bool, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(presses)))
    together = judge(*presses, may_change=may_change)
    first = judge(*presses[:at], may_change=may_change)
    second = judge(*presses[at:], held=first.ballots, seen=first.new_seen, may_change=may_change)
    assert (*first.judgements, *second.judgements) == together.judgements
    assert second.ballots == together.ballots
    assert first.highest | second.highest == together.highest


@given(press_lists(), press_lists(), stages)
def test_no_press_counts_that_is_lower_than_one_seen_before(
    before: list[Press], after: list[Press], stage: VoteStage
) -> None:
    first = judge(*before, stage=stage)
    second = judge(*after, held=first.ballots, seen=first.new_seen)
    for press in (judgement.press for judgement in second.judgements if judgement.is_new):
        assert all(press.number >= other.number for other in before if other.person == press.person)


@given(press_lists())
def test_people_do_not_touch_each_others_ballots(presses: list[Press]) -> None:
    together = judge(*presses).ballots
    alone: dict[UUID, Ballot] = {}
    for person in STANDINGS:
        alone |= judge(*[press for press in presses if press.person == person]).ballots
    assert together == alone

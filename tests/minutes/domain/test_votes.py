"""What the minutes say about one vote."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.domain.orders import Presence
from council.domain.shares import Base
from minutes.domain.blocks import (
    Facts,
    Heading,
    Mark,
    NamedList,
    Numbers,
    Verdict,
)
from minutes.domain.phrases import Clock, Phrase, Say, said
from tests.minutes.domain.telling import FIRST, of, opened, told
from tests.minutes.evening import evening
from tests.minutes.story import CHAIR, NAMES, Story, id_of
from tests.voting.domain.beginnings import ANNA
from tests.voting.domain.test_registration import close, register, with_open_vote


def voted(choices: dict[str, str]) -> tuple[Story, str]:
    story = opened().activate(FIRST)
    return story, story.vote(FIRST, choices)


def without_result() -> Story:
    """Return a story of a vote annulled while it was open."""
    story = opened().activate(FIRST)
    vote = story.prepare(FIRST)
    story.open_vote(vote).cast(vote, NAMES[1], "against")
    story.tell("voting.annulment.proposed", vote=vote, ground="g")
    return story.tell("voting.vote.annulled", actor=story.clerk, vote=vote, ground="g", proposed_by="x")


def with_verdict(code: str, **rule: Any) -> Story:
    story = opened().activate(FIRST)
    vote = story.prepare(FIRST, **rule)
    story.open_vote(vote).close(vote)
    reason = {"base_size": 12, "needed": 7, "obtained": 0, "against": 0} | rule
    reason = {"code": code, "base": "present", "fraction": "1/2", "is_strict": True} | reason
    story.declare(vote, {name: story.position(name, {}, []) for name in NAMES}, reason=reason)
    return story.adjourn()


def test_names_stand_in_their_order_each_with_its_position() -> None:
    named = of(evening(), NamedList)[1]
    assert [line.name for line in named.lines] == sorted(NAMES, key=str.casefold)
    by_name = {line.name: (line.position, line.mark) for line in named.lines}
    assert by_name[CHAIR] == (Phrase(Say.FOR), Mark.FOR)
    assert by_name[NAMES[1]] == (Phrase(Say.AGAINST), Mark.AGAINST)
    assert by_name[NAMES[2]] == (Phrase(Say.ABSTAIN), Mark.ABSTAIN)
    assert by_name[NAMES[13]] == (Phrase(Say.NOT_VOTING), Mark.NONE)
    assert by_name[NAMES[16]] == (Phrase(Say.ABSENT), Mark.FAINT)


def test_a_weight_is_told_beside_the_name() -> None:
    story = opened().activate(FIRST)
    vote = story.prepare(FIRST)
    roll = [line | {"weight": 2} for line in story.roll()[:1]]
    story.tell("voting.vote.opened", vote=vote, roll=roll, quorum=story.quorum(), without_quorum=False)
    story.close(vote)
    story.declare(vote, {CHAIR: "not_voting"}, tally=dict.fromkeys(sums(), 0) | {"not_voting": 2})
    (named,) = of(story.adjourn(), NamedList)
    assert [line.name for line in named.lines] == [f"{CHAIR} (×2)"]


def test_where_nobody_was_on_the_roll_no_list_is_set() -> None:
    story = opened().activate(FIRST)
    vote = story.prepare(FIRST)
    story.tell("voting.vote.opened", vote=vote, roll=[], quorum=story.quorum(), without_quorum=False)
    assert of(story.close(vote).declare(vote, {}).adjourn(), NamedList) == []


def sums() -> list[str]:
    return ["for", "against", "abstain", "not_voting", "recused", "absent", "unreachable"]


def test_hands_have_numbers_and_no_names() -> None:
    story = evening()
    named = of(story, NamedList)[3]
    assert {line.group for line in named.lines} == {Phrase(Say.COUNT_UNNAMED), Phrase(Say.COUNT_ABSENT)}
    assert [number for _, number in of(story, Numbers)[3].cells] == [6, 5, 2, 1, 0, 3, 0]
    assert {Say.LEFT_MODE, Say.HELD_FROM, Say.COUNT_ENTERED_BY} <= told(story)


def test_papers_are_told_with_their_tellers_and_what_was_set_aside_for_them() -> None:
    story = opened().activate(FIRST)
    vote = story.prepare(FIRST)
    story.open_vote(vote).cast(vote, NAMES[1], "against")
    story.tell("voting.vote.fell_back", vote=vote, mode="paper")
    count = {"issued": 12, "returned": 11, "valid": 9, "invalid": 1, "blank": 1}
    count |= {"for": 9, "against": 0, "abstain": 0}
    tellers = ["Т. Първи", "Т. Втори"]
    story.tell("voting.papers.counted", actor=story.clerk, vote=vote, **count, tellers=tellers)
    story.close(vote).tell("voting.annulment.proposed", vote=vote, ground="g")
    story.tell("voting.vote.annulled", actor=story.clerk, vote=vote, ground="g", proposed_by="x")
    found = of(story.adjourn(), Facts)
    pairs = dict(pair for facts in found for pair in facts.pairs)
    assert pairs[Phrase(Say.TELLERS)] == ", ".join(tellers)
    numbers = {name: count[name] for name in ("issued", "returned", "valid", "invalid", "blank")}
    assert pairs[Phrase(Say.PAPERS)] == said(Say.PAPERS_COUNTED, missing=1, **numbers)
    assert Say.LEFT_AT_SETTING_ASIDE in told(story)


def test_an_objection_and_a_corrected_answer_are_told() -> None:
    story = opened().activate(FIRST)
    vote = story.prepare(FIRST, mode="roll_call")
    story.open_vote(vote)
    for answer in ("against", "for"):
        person = id_of(NAMES[1])
        story.tell("voting.answer.entered", actor=story.clerk, vote=vote, person=person, answer=answer)
    story.close(vote, [name for name in NAMES[:12] if name != NAMES[1]])
    person = id_of(NAMES[2])
    story.tell(
        "voting.objection.raised", actor=f"councillor:{person}", vote=vote, person=person, name=NAMES[2]
    )
    story.declare(vote, {name: story.position(name, {NAMES[1]: "for"}, []) for name in NAMES})
    assert {Say.OBJECTIONS, Say.OBJECTED, Say.CORRECTED} <= told(story.adjourn())


def test_a_repetition_and_what_it_repeats_name_each_other() -> None:
    pairs = [pair for part in of(evening(), Facts) for pair in part.pairs]
    assert (Phrase(Say.REPEATS), said(Say.VOTE_NUMBER, number=2)) in pairs
    assert (Phrase(Say.REPEATED_BY), said(Say.VOTE_NUMBER, number=3)) in pairs


def test_an_annulled_result_stays_and_keeps_its_number() -> None:
    verdicts = of(evening(), Verdict)
    assert [verdict.is_in_force for verdict in verdicts] == [True, False, True, True, True]
    assert verdicts[1].decision == said(Say.DECISION_ANNULLED, number="102")
    assert Say.ANNULLED_AFTER_RESULT in told(evening())


def test_ballots_of_a_vote_annulled_while_open_stay_sealed() -> None:
    story = without_result().adjourn()
    assert Say.ANNULLED_BEFORE_RESULT in told(story)
    assert of(story, NamedList) == []
    assert of(story, Numbers) == []


def test_an_annulment_only_proposed_leaves_the_result() -> None:
    story, vote = voted(dict.fromkeys(NAMES[:9], "for"))
    story.tell("voting.annulment.proposed", vote=vote, ground="g").adjourn()
    assert Say.ANNULMENT_PROPOSED_ONLY in told(story)
    assert [verdict.is_in_force for verdict in of(story, Verdict)] == [True]


def test_an_annulment_after_the_meeting_is_told() -> None:
    story, vote = voted(dict.fromkeys(NAMES[:9], "for"))
    story.adjourn().tell("voting.annulment.proposed", vote=vote, ground="g")
    story.tell("voting.vote.annulled", actor=story.clerk, vote=vote, ground="g", proposed_by="x")
    assert Say.ANNULLED_AFTER_RESULT in told(story)


@pytest.mark.parametrize(
    ("code", "say"),
    [
        ("enough_for", Say.REASON_ENOUGH),
        ("too_few_for", Say.REASON_TOO_FEW),
        ("tie", Say.REASON_TIE),
        ("nobody_for", Say.REASON_NOBODY),
    ],
)
def test_each_reason_has_its_sentence(code: str, say: Say) -> None:
    assert say in told(with_verdict(code))


@pytest.mark.parametrize("is_strict", [True, False])
@pytest.mark.parametrize("base", sorted(set(Base) - {Base.FIXED}))
def test_each_majority_has_its_words(base: str, is_strict: bool) -> None:
    strictness = "MORE_THAN" if is_strict else "AT_LEAST"
    story = with_verdict("enough_for", base=base, is_strict=is_strict, fraction="2/3")
    assert Say[f"{strictness}_{base.upper()}"] in told(story)


def test_a_majority_that_says_more_is_told_whole() -> None:
    fixed = {"base": "fixed", "fraction": "1/1", "is_strict": False, "size": 8}
    story = with_verdict(
        "enough_for",
        floor=3,
        also=[fixed],
        abstaining="against",
        silence="not_present",
        counts_invalid=False,
    )
    assert {
        *(Say.MORE_THAN_PRESENT, Say.NEVER_FEWER, Say.AT_LEAST_FIXED),
        *(Say.ABSTAINING_AGAINST, Say.SILENCE_NOT_PRESENT, Say.WITHOUT_INVALID),
    } <= told(story)


def test_a_vote_without_quorum_says_so() -> None:
    story = opened().activate(FIRST)
    vote = story.prepare(FIRST)
    none = {"present": 3, "needed": 9, "is_met": False}
    story.tell("voting.vote.opened", vote=vote, roll=story.roll(), quorum=none, without_quorum=True)
    story.close(vote)
    story.declare(vote, {name: story.position(name, {}, []) for name in NAMES}).adjourn()
    assert {Say.QUORUM_NOT_MET, Say.WITHOUT_QUORUM} <= told(story)


def test_a_vote_with_a_title_of_its_own_shows_it() -> None:
    story = opened().activate(FIRST)
    story.prepare(FIRST)
    sequence, kind, at, actor, body = story.lines[-1]
    story.lines[-1] = (sequence, kind, at, actor, body | {"title": "Поправка"})
    story.tell("voting.vote.withdrawn", vote=body["vote"]).adjourn()
    assert said(Say.VOTE_HEADING, number=1, title="Поправка") in [h.text for h in of(story, Heading)]
    assert Say.TIME_WITHDRAWN in told(story)


@pytest.mark.parametrize(
    ("kind", "say"), [("amendment", Say.TEXT_AMENDMENT), ("procedural", Say.TEXT_PROCEDURAL)]
)
def test_the_kind_of_motion_is_told(kind: str, say: Say) -> None:
    items = Story().opening()["items"]
    items[0]["motions"][0]["kind"] = kind
    story = opened(items=items).activate(FIRST)
    story.vote(FIRST, dict.fromkeys(NAMES[:9], "for"))
    assert say in told(story.adjourn())


def test_somebody_unknown_is_told_by_what_is_known() -> None:
    story = opened().activate(FIRST)
    vote = story.prepare(FIRST)
    story.open_vote(vote).tell("voting.vote.fell_back", vote=vote, mode="hands")
    story.tell("voting.hands.counted", actor="clerk:x", vote=vote, **{"for": 1, "against": 0, "abstain": 0})
    story.tell("voting.hands.counted", actor="operator", vote=vote, **{"for": 2, "against": 0, "abstain": 0})
    story.close(vote).tell("agenda.item.finished", item=id_of(FIRST))
    counted = dict.fromkeys(sums(), 0) | {"for": 2}
    story.tell(
        "voting.vote.declared",
        vote=vote,
        positions=dict.fromkeys(map(id_of, NAMES), "unnamed"),
        tally=counted,
        **story.verdict(counted, 12),
        decision="1",
    )
    pairs = [pair for part in of(story.adjourn(), Facts) for pair in part.pairs]
    entered = [dict(value.parameters)["name"] for label, value in pairs if label == Phrase(Say.COUNT_ENTERED)]
    assert entered == ["operator"]


def test_times_of_votes_have_seconds_and_stays_have_none() -> None:
    parameters = [
        p
        for part in of(evening(), Facts)
        for _, value in part.pairs
        if isinstance(value, Phrase)
        for _, p in value.parameters
    ]
    assert all(clock.has_seconds for clock in parameters if isinstance(clock, Clock))


@given(st.dictionaries(st.sampled_from(NAMES[:12]), st.sampled_from(["for", "against", "abstain"])))
def test_numbers_are_those_of_the_named_list(choices: dict[str, str]) -> None:
    story, _ = voted(choices)
    story.adjourn()
    (numbers,), (named,) = of(story, Numbers), of(story, NamedList)
    found = [line.group for line in named.lines]
    assert [(label, found.count(label)) for label, _ in numbers.cells] == list(numbers.cells)


def test_how_many_registered_is_told_beside_how_many_are_present() -> None:
    story, vote = with_open_vote(Presence.REGISTRATION)
    close(register(story, vote, NAMES[1]), vote, 2)
    positions = dict.fromkeys(NAMES, "absent") | {ANNA: "for", NAMES[1]: "not_voting"}
    story.declare(vote, positions).adjourn()
    ((_, registered),) = [
        pair for facts in of(story, Facts) for pair in facts.pairs if pair[0] == Phrase(Say.REGISTERED)
    ]
    assert registered == said(Say.REGISTERED_OF, registered=2, present=12)

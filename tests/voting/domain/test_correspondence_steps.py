"""A sitting by correspondence in the record: what it states, and each way in which its entries can contradict."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.kinds import Kind
from tests.minutes.story import NAMES, OPENS, TITLES, Story, id_of
from tests.voting.domain.beginnings import fault_of
from voting.domain.correspondence_steps import ONLY_TOGETHER
from voting.domain.projection import project
from voting.domain.record import read_record

ANNA, BORIS, VENETA, GEORGI = NAMES[:4]
FIRST, SECOND, *_ = TITLES
UNTIL = OPENS + timedelta(hours=48)
RULES = {"is_allowed": True, "least_hours": 24, "objections": 2}


def sent_out(until: str = UNTIL.isoformat(), **orders: Any) -> Story:
    """Return a meeting by correspondence that was opened."""
    plain = {"digest": "0" * 64, "orders": {"correspondence": RULES} | orders}
    return Story().open(rules=plain, correspondence={"until": until})


def write(
    story: Story, name: str, choice: str = "for", *, title: str = FIRST, actor: str = "", comes: bool = True
) -> Story:
    """Let somebody answer a motion, and be noted as present with it."""
    person = id_of(name)
    actor = actor or f"councillor:{person}"
    if comes and name not in story.present:
        story.tell(
            "agenda.member.arrived", actor=actor, person=person, name=name, by_self=actor != story.clerk
        )
        story.present.append(name)
    told = {"motion": id_of(title + "!"), "person": person, "choice": choice}
    return story.tell("voting.answer.written", actor=actor, seconds=0, **told)


def object_to(story: Story, name: str, *, actor: str = "") -> Story:
    person = id_of(name)
    sender = actor or f"councillor:{person}"
    return story.tell("voting.correspondence.objected", actor=sender, person=person, name=name)


def time_is_over(story: Story) -> Story:
    story.at = UNTIL
    return story


def prepared(story: Story, title: str = FIRST, **more: Any) -> str:
    """Take up an item and prepare the vote on it."""
    story.activate(title)
    return story.prepare(title, mode="correspondence", **more)


def entered(story: Story, vote: str, name: str, answer: str, *, seconds: int = 0) -> Story:
    told = {"vote": vote, "person": id_of(name), "answer": answer}
    return story.tell("voting.answer.entered", seconds=seconds, **told)


def decided(story: Story, answers: dict[str, str], **changes: Any) -> Story:
    """Tell an entire vote on the first item."""
    vote = prepared(story)
    story.open_vote(vote)
    for name, answer in answers.items():
        entered(story, vote, name, answer)
    silent = [name for name in story.present if name not in answers]
    story.close(vote, silent)
    positions = {name: story.position(name, answers, ()) for name in story.names}
    return story.declare(vote, positions, **changes)


def test_the_record_has_the_last_answers_and_the_vote_took_them_over() -> None:
    story = write(write(sent_out(), ANNA, "against"), BORIS, "for", actor=Story().clerk)
    write(write(story, ANNA), VENETA, "abstain", title=SECOND)
    object_to(story, BORIS)
    decided(time_is_over(story), {ANNA: "for", BORIS: "for"}).adjourn()
    record = read_record(story)
    found = {(one.motion, one.person): (one.choice.value, one.entered_by) for one in record.written}
    assert found == {
        (id_of(FIRST + "!"), id_of(ANNA)): ("for", None),
        (id_of(FIRST + "!"), id_of(BORIS)): ("for", id_of("Елена Димитрова")),
        (id_of(SECOND + "!"), id_of(VENETA)): ("abstain", None),
    }
    assert [one.name for one in record.objectors] == [BORIS]
    assert {one.person: one.answer.value for one in record.votes[0].answers} == {
        id_of(ANNA): "for",
        id_of(BORIS): "for",
    }
    tables = project(record, story)
    assert tables["meeting"][()]["answers_until"] == UNTIL
    assert tables["meeting"][()]["by_correspondence"] is True
    assert tables["written"][(id_of(FIRST + "!"), id_of(ANNA))]["choice"] == "for"
    assert list(tables["objector"]) == [(id_of(BORIS),)]
    assert tables["roll"][(record.votes[0].vote, id_of(VENETA))]["position"] == "not_voting"


# --- The opening -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("story", "code"),
    [
        (lambda: sent_out(correspondence={}), "correspondence-not-allowed"),
        (lambda: sent_out((OPENS + timedelta(hours=23)).isoformat()), "answers-until-another-time"),
        (lambda: sent_out((OPENS + timedelta(days=91)).isoformat()), "answers-until-another-time"),
        (lambda: sent_out("soon"), "malformed-body"),
    ],
)
def test_it_is_opened_where_the_rules_allow_it_for_a_time_that_can_be(
    story: Callable[[], Story], code: str
) -> None:
    assert fault_of(story()) == (0, code)


def test_nobody_is_there_or_represented_before() -> None:
    plain = {"digest": "0" * 64, "orders": {"correspondence": RULES, "proxies": {"most": 1}}}
    until = {"until": UNTIL.isoformat()}
    story = Story().arrive(ANNA).open(rules=plain, correspondence=until)
    assert fault_of(story) == (1, "by-correspondence")
    holder = {"person": id_of(ANNA), "name": ANNA}
    story = Story().arrive(ANNA)
    proxy = {"person": id_of(BORIS), "name": BORIS, "holder": holder}
    story.tell("agenda.proxy.entered", actor=story.clerk, **proxy).leave(ANNA)
    assert fault_of(story.open(rules=plain, correspondence=until)) == (3, "by-correspondence")


@pytest.mark.parametrize("kind", sorted(ONLY_TOGETHER))
def test_what_takes_people_who_come_together_is_in_no_entry(kind: Kind) -> None:
    story = sent_out().tell(kind)
    assert fault_of(story) == (1, "by-correspondence")
    assert fault_of(Story().open().tell(kind))[1] != "by-correspondence"


# --- Answers and objections --------------------------------------------------------------------------------------


def recused(story: Story) -> Story:
    told = {"item": id_of(FIRST), "person": id_of(ANNA), "name": ANNA, "ground": "г"}
    return story.tell("agenda.member.recused", actor=story.clerk, **told)


def strange(story: Story) -> Story:
    return story.tell("voting.answer.written", motion=id_of("another"), person=id_of(ANNA), choice="for")


@pytest.mark.parametrize(
    ("code", "steps"),
    [
        ("answered-too-late", [time_is_over, write]),
        ("unknown-motion", [lambda s: strange(write(s, ANNA, title=SECOND))]),
        ("recused", [recused, write]),
        ("not-present", [lambda s: write(s, ANNA, comes=False)]),
        ("same-answer", [write, write]),
        ("answered-at-seat", [write, lambda s: write(s, ANNA, "against", actor=s.clerk)]),
        ("answered-by-another", [write, lambda s: write(s, ANNA, "against", actor=s.chair)]),
        (
            "answered-by-another",
            [write, lambda s: write(s, ANNA, "against", actor=f"councillor:{id_of(BORIS)}")],
        ),
        ("answered-too-late", [time_is_over, object_to]),
        ("objected-by-another", [lambda s: object_to(s, ANNA, actor=s.clerk)]),
        ("objected-twice", [object_to, object_to]),
    ],
)
def test_answers_that_cannot_be(code: str, steps: list[Callable[..., Story]]) -> None:
    story = sent_out()
    for step in steps:
        step(story, ANNA) if step in {write, object_to} else step(story)
    assert fault_of(story) == (len(story.lines) - 1, code)


def test_the_sender_of_a_letter_may_say_the_same_at_the_seat() -> None:
    story = sent_out()
    write(write(story, ANNA, actor=story.clerk), ANNA)
    assert read_record(story).written[0].entered_by is None


def test_two_choices_are_all_where_there_are_two() -> None:
    assert fault_of(write(sent_out(may_abstain=False), ANNA, "abstain"))[1] == "abstaining-not-offered"


def test_a_meeting_of_people_who_come_together_has_neither() -> None:
    story = Story().arrive(ANNA).open()
    assert fault_of(write(story, ANNA)) == (2, "not-by-correspondence")
    assert fault_of(object_to(Story().open(), ANNA)) == (1, "not-by-correspondence")
    story = Story().arrive(*NAMES).open().activate(FIRST)
    story.prepare(FIRST, mode="correspondence")
    assert fault_of(story)[1] == "mode-not-allowed"


def test_nobody_objects_where_the_rules_know_no_objection() -> None:
    story = sent_out(correspondence={"is_allowed": True})
    assert fault_of(object_to(story, ANNA)) == (1, "objections-unknown")


# --- Votes -------------------------------------------------------------------------------------------------------


def test_no_other_mode_and_no_other_way_on() -> None:
    story = time_is_over(write(sent_out(), ANNA)).activate(FIRST)
    story.prepare(FIRST)
    assert fault_of(story)[1] == "mode-not-allowed"
    story = time_is_over(write(sent_out(), ANNA))
    vote = prepared(story)
    story.tell("voting.vote.fell_back", vote=vote, mode="roll_call")
    assert fault_of(story)[1] == "no-fallback"
    story = time_is_over(write(sent_out(), ANNA))
    vote = prepared(story)
    story.tell("voting.call.ordered", actor=story.clerk, vote=vote, order="seat")
    assert fault_of(story)[1] == "not-by-name"


def test_enough_objections_are_a_bar_to_votes_but_not_to_voting_again() -> None:
    story = object_to(object_to(write(sent_out(), ANNA), ANNA), BORIS)
    prepared(time_is_over(story))
    assert fault_of(story) == (len(story.lines) - 1, "objected-to")
    story = everybody(sent_out())
    vote = prepared(story)
    object_to(object_to(story, ANNA), BORIS).open_vote(vote)
    assert fault_of(story) == (len(story.lines) - 1, "objected-to")
    story = object_to(write(sent_out(), ANNA), ANNA)
    prepared(time_is_over(story))
    assert len(read_record(story).votes) == 1


def everybody(story: Story, titles: tuple[str, ...] = TITLES, *, without: str = "") -> Story:
    for name in story.names:
        for title in titles:
            if name != without:
                write(story, name, title=title)
    return story


def opened_early(story: Story) -> Story:
    vote = prepared(story)
    return story.open_vote(vote)


def test_before_the_time_is_over_everybody_has_answered_everything() -> None:
    read_record(opened_early(everybody(sent_out())))
    assert fault_of(opened_early(everybody(sent_out(), without=ANNA)))[1] == "answers-awaited"
    assert fault_of(opened_early(everybody(sent_out(), TITLES[:-1])))[1] == "answers-awaited"
    read_record(opened_early(time_is_over(everybody(sent_out(), without=ANNA))))


def test_what_was_withdrawn_and_who_is_recused_is_not_waited_for() -> None:
    story = recused(everybody(sent_out(), TITLES[1:-1]))
    for name in NAMES:
        if name != ANNA:
            write(story, name)
    story.activate(TITLES[-1])
    story.tell("agenda.motion.withdrawn", motion=id_of(TITLES[-1] + "!"))
    vote = prepared(story, SECOND)
    read_record(story.open_vote(vote))


NEWCOMER = "Стоян Новаков"


def test_whether_all_has_been_answered_is_asked_at_the_opening() -> None:
    story = everybody(sent_out())
    vote = prepared(story)
    story.names = (*story.names, NEWCOMER)
    assert fault_of(story.open_vote(vote))[1] == "answers-awaited"
    story = everybody(sent_out())
    vote = prepared(story)
    story.names = (*story.names, NEWCOMER)
    read_record(time_is_over(story).open_vote(vote))


def test_no_door_is_shut_by_a_vote() -> None:
    story = opened_early(everybody(sent_out(may_arrive_in_vote=False)))
    record = read_record(write(story, NEWCOMER, title=SECOND))
    assert record.stays[-1].name == NEWCOMER


def test_a_repetition_waits_for_nothing() -> None:
    story = decided(everybody(sent_out()), dict.fromkeys(NAMES, "for"))
    vote = id_of("vote 1")
    story.tell("voting.annulment.proposed", actor=story.clerk, vote=vote, ground="г")
    told = {"vote": vote, "ground": "г", "proposed_by": id_of("Елена Димитрова")}
    story.tell("voting.vote.annulled", **told)
    object_to(object_to(write(story, ANNA, "against"), ANNA), BORIS)
    again = story.prepare(FIRST, mode="correspondence", repeats=vote)
    story.open_vote(again)
    for name in NAMES:
        entered(story, again, name, "against" if name == ANNA else "for")
    story.close(again)
    assert read_record(story).votes[1].close is not None


def test_an_answer_stays_once_its_vote_is_prepared() -> None:
    story = everybody(sent_out())
    prepared(story)
    assert fault_of(write(story, ANNA, "against"))[1] == "motion-not-waiting"
    story = everybody(sent_out())
    vote = prepared(story)
    write(story.tell("voting.vote.withdrawn", vote=vote), ANNA, "against")
    read_record(story)


def test_a_tie_that_is_voted_again_leaves_its_motion_to_be_answered_once_no_vote_is_under_way() -> None:
    def tied() -> Story:
        answers = {name: ("for", "against")[place % 2] for place, name in enumerate(NAMES[:-1])}
        story = everybody(sent_out())
        for name, answer in (answers | {NAMES[-1]: "abstain"}).items():
            if answer != "for":
                write(story, name, answer)
        return decided(story, answers | {NAMES[-1]: "abstain"}, outcome="tied", decision="")

    story = write(tied(), NAMES[-1])
    assert {one.person: one.choice.value for one in read_record(story).written}[id_of(NAMES[-1])] == "for"
    story = tied()
    second = story.prepare(FIRST, mode="correspondence", more={"follows_tie": id_of("vote 1")})
    assert fault_of(write(story, NAMES[-1]))[1] == "motion-not-waiting"
    story = tied()
    second = story.prepare(FIRST, mode="correspondence", more={"follows_tie": id_of("vote 1")})
    story.tell("voting.vote.withdrawn", vote=second)
    read_record(write(story, NAMES[-1]))
    story = decided(everybody(sent_out()), dict.fromkeys(NAMES, "for"))
    assert fault_of(write(story, ANNA, "against"))[1] == "motion-not-waiting"


def test_what_was_withdrawn_is_not_answered_any_more() -> None:
    story = write(sent_out(), ANNA).tell("agenda.motion.withdrawn", motion=id_of(FIRST + "!"))
    assert fault_of(write(story, BORIS)) == (len(story.lines) - 1, "motion-not-waiting")


def opened_vote() -> tuple[Story, str]:
    story = write(write(sent_out(), ANNA), BORIS, "against")
    vote = prepared(time_is_over(story))
    return story.open_vote(vote), vote


@pytest.mark.parametrize(
    ("code", "steps"),
    [
        ("not-as-written", [lambda s, v: entered(s, v, ANNA, "against")]),
        ("not-as-written", [lambda s, v: entered(s, v, ANNA, "silent")]),
        ("may-not-vote", [lambda s, v: entered(s, v, VENETA, "for")]),
        (
            "not-as-written",
            [lambda s, v: entered(s, v, ANNA, "for"), lambda s, v: entered(s, v, ANNA, "against")],
        ),
        ("entered-later", [lambda s, v: entered(s, v, ANNA, "for", seconds=1)]),
        ("answer-left-out", [lambda s, v: entered(s, v, ANNA, "for"), lambda s, v: s.close(v, [BORIS])]),
    ],
)
def test_a_vote_has_the_answers_as_they_were_written_and_all_of_them(
    code: str, steps: list[Callable[[Story, str], object]]
) -> None:
    story, vote = opened_vote()
    for step in steps:
        step(story, vote)
    assert fault_of(story) == (len(story.lines) - 1, code)


def test_an_answer_to_another_motion_is_none_to_this_one() -> None:
    story = write(write(sent_out(), ANNA), BORIS, title=SECOND)
    vote = prepared(time_is_over(story))
    entered(story.open_vote(vote), vote, BORIS, "for")
    assert fault_of(story) == (len(story.lines) - 1, "not-as-written")


@pytest.mark.parametrize("ends", ["vote", "adjournment"])
def test_nobody_is_present_who_answered_nothing(ends: str) -> None:
    story = time_is_over(write(sent_out(), ANNA).arrive(BORIS))
    if ends == "vote":
        story.open_vote(prepared(story))
    else:
        story.adjourn()
    assert fault_of(story) == (len(story.lines) - 1, "present-without-answer")


# --- Any course of answers ---------------------------------------------------------------------------------------

WRITERS = NAMES[:5]
ANSWERS = st.lists(
    st.tuples(
        st.sampled_from(WRITERS),
        st.sampled_from(["for", "against", "abstain"]),
        st.sampled_from([FIRST, SECOND]),
        st.booleans(),
        st.integers(1, 12),
    ),
    min_size=1,
    max_size=25,
)


@given(ANSWERS)
def test_positions_are_a_plain_count_of_the_last_answers_in_time(
    said: list[tuple[str, str, str, bool, int]],
) -> None:
    story, last = sent_out(), dict[tuple[str, str], tuple[str, bool]]()
    for name, choice, title, is_letter, hours in said:
        story.at += timedelta(hours=hours)
        stands = last.get((name, title))
        is_taken = (
            stands is not None and is_letter and not stands[1]
        )  # no letter replaces what was answered at a seat
        if story.at + timedelta(seconds=2) >= UNTIL or stands == (choice, is_letter) or is_taken:
            continue
        last[name, title] = (choice, is_letter)
        write(story, name, choice, title=title, actor=story.clerk if is_letter else "")
    story.at = max(story.at, UNTIL)
    answers = {name: last[name, FIRST][0] for name in sorted(story.present) if (name, FIRST) in last}
    decided(story, answers)
    (vote,) = read_record(story).votes
    assert vote.result is not None
    rows = project(read_record(story), story)["roll"]
    for name in NAMES:
        told = answers.get(name, "not_voting" if name in story.present else "absent")
        assert rows[vote.vote, id_of(name)]["position"] == told
    count = list(answers.values()).count
    tally = vote.result.tally
    assert (tally.for_, tally.against, tally.abstain) == (count("for"), count("against"), count("abstain"))

"""Entries about single members that contradict those before them: spoken ballots, admissions, objections."""

from collections.abc import Callable

import pytest

from tests.minutes.story import NAMES, Story, id_of
from tests.voting.domain.beginnings import ANNA, BORIS, fault_of, with_closed_vote, with_open_vote
from voting.domain.record import read_record

LATE = NAMES[12]


def spoken(story: Story, vote: str, name: str = BORIS, choice: str = "for") -> Story:
    return story.tell(
        "voting.choice.spoken", actor=story.clerk, vote=vote, person=id_of(name), name=name, choice=choice
    )


def confirmed(story: Story, vote: str, *, choice: str = "for", press: int = 1000, actor: str = "") -> Story:
    return story.tell(
        "voting.ballot.spoken",
        actor=actor,
        vote=vote,
        person=id_of(BORIS),
        name=BORIS,
        choice=choice,
        press=press,
        entered_by=story.clerk,
    )


def admitted(story: Story, vote: str, name: str = LATE) -> Story:
    return story.tell("voting.roll.extended", actor=story.clerk, vote=vote, person=id_of(name), name=name)


def objected(story: Story, vote: str, person: str = id_of(BORIS)) -> Story:
    return story.tell("voting.objection.raised", vote=vote, person=person, name=BORIS)


def held(story: Story, vote: str) -> Story:
    return story.tell("voting.vote.held", vote=vote)


def allowing(story: Story, _: str) -> Story:
    return story.under(may_join_open_vote=True)


def dropped(story: Story, vote: str) -> Story:
    return story.tell("voting.choice.dropped", vote=vote, person=id_of(BORIS), name=BORIS)


def test_a_confirmed_choice_is_the_ballot_and_names_both() -> None:
    story, vote = with_open_vote()
    spoken(story, vote)
    confirmed(story, vote)
    (ballot,) = read_record(story).votes[0].ballots
    assert (ballot.choice, ballot.press, ballot.is_spoken) == ("for", 1000, True)
    assert (ballot.entered_by, ballot.confirmed_by) == (story.clerk, story.chair)


def test_an_admitted_member_may_vote_and_is_named() -> None:
    story, vote = with_open_vote()
    held(story.under(may_join_open_vote=True), vote).arrive(LATE)
    admitted(story, vote).tell("voting.vote.resumed", vote=vote).cast(vote, LATE, "for")
    record = read_record(story).votes[0]
    assert [one.name for one in record.admissions] == [LATE]
    assert [ballot.person for ballot in record.ballots] == [id_of(LATE)]


def test_objections_are_kept_in_their_order() -> None:
    story, vote = with_closed_vote()
    objected(objected(story, vote), vote, id_of(ANNA))
    assert [one.person for one in read_record(story).votes[0].objections] == [id_of(BORIS), id_of(ANNA)]


@pytest.mark.parametrize("end", ["press", "fall_back", "annul", "drop"])
def test_what_waited_is_void(end: str) -> None:
    story, vote = with_open_vote()
    spoken(story, vote)
    if end == "press":
        story.cast(vote, BORIS, "against")
    elif end == "fall_back":
        story.tell("voting.vote.fell_back", vote=vote, mode="hands")
    elif end == "annul":
        story.tell("voting.annulment.proposed", vote=vote, ground="g")
        story.tell(
            "voting.vote.annulled", actor=story.clerk, vote=vote, ground="g", proposed_by=id_of(NAMES[0])
        )
    else:
        dropped(story, vote)
    assert read_record(story).votes[0].spoken == ()


Tell = Callable[[Story, str], object]


@pytest.mark.parametrize(
    ("code", "steps"),
    [
        ("spoken-twice", [spoken, spoken]),
        ("may-not-vote", [lambda s, v: spoken(s, v, LATE)]),
        ("nobody-may-press", [lambda s, v: s.tell("voting.vote.fell_back", vote=v, mode="hands"), spoken]),
        ("wrong-stage", [lambda s, v: s.close(v), spoken]),
        ("nothing-spoken", [dropped]),
        ("nothing-spoken", [confirmed]),
        ("confirmed-as-another", [spoken, lambda s, v: confirmed(s, v, choice="against")]),
        ("confirmed-alone", [spoken, lambda s, v: confirmed(s, v, actor=s.clerk)]),
        (
            "superseded-press",
            [lambda s, v: s.cast(v, BORIS, "for"), spoken, lambda s, v: confirmed(s, v, press=1)],
        ),
        ("spoken-unconfirmed", [spoken, lambda s, v: s.close(v)]),
        ("wrong-stage", [admitted]),
        ("doors-closed", [held, lambda s, _: s.arrive(LATE), admitted]),
        ("cannot-join", [allowing, held, admitted]),
        ("cannot-join", [allowing, held, lambda s, v: admitted(s, v, ANNA)]),
        ("wrong-stage", [objected]),
        ("not-on-the-roll", [lambda s, v: s.close(v), lambda s, v: objected(s, v, id_of("nobody"))]),
        ("objected-twice", [lambda s, v: s.close(v), objected, objected]),
    ],
)
def test_what_cannot_be_is_a_fault(code: str, steps: list[Tell]) -> None:
    story, vote = with_open_vote()
    for step in steps:
        step(story, vote)
    assert fault_of(story) == (len(story.lines) - 1, code)

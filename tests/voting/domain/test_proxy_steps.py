"""Proxies in the record: what is contradicted, who may press by one, how it ends."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.minutes.story import NAMES, TITLES, Story, id_of
from tests.voting.domain.beginnings import fault_of
from voting.domain.choices import Position
from voting.domain.facts import NamedPosition
from voting.domain.projection import project
from voting.domain.record import RecordFault, read_record

HOLDER, OTHER, *_ = HERE = NAMES[:12]
GIVER, SECOND_GIVER = NAMES[12:14]
Change = Callable[[Story], Story]


def under(**rules: Any) -> Story:
    """Return an open meeting whose rules know proxies."""
    plain = {"digest": "0" * 64, "orders": {"proxies": {"most": 1, **rules}}}
    return Story().arrive(*HERE).open(rules=plain).activate(TITLES[0])


def entered(story: Story, giver: str = GIVER, holder: str = HOLDER) -> Story:
    return story.tell("agenda.proxy.entered", actor=story.clerk, **named(giver, holder))


def withdrawn(story: Story, giver: str = GIVER, holder: str = HOLDER) -> Story:
    return story.tell("agenda.proxy.withdrawn", actor=story.clerk, **named(giver, holder))


def named(giver: str, holder: str) -> dict[str, Any]:
    return {"person": id_of(giver), "name": giver, "holder": {"person": id_of(holder), "name": holder}}


def with_roll(story: Story, giver: str = GIVER, holder: str = HOLDER, **prepared: Any) -> tuple[Story, str]:
    """Return the story with an open vote in which the giver is represented."""
    vote = story.prepare(TITLES[0], **prepared)
    story.open_vote(vote)
    line = next(one for one in story.lines[-1][4]["roll"] if one["name"] == giver)
    line |= {"standing": "present", "proxy": {"person": id_of(holder), "name": holder}}
    return story, vote


def pressed(story: Story, vote: str, by: str, *, press: int = 1) -> Story:
    told = {"vote": vote, "person": id_of(GIVER), "choice": "for", "press": press}
    return story.tell("voting.ballot.cast", actor=f"councillor:{id_of(by)}", seconds=0, **told)


def test_the_record_has_who_voted_for_whom_and_how_it_ended() -> None:
    story = withdrawn(entered(under())).arrive(GIVER)
    entered(story, SECOND_GIVER, OTHER).arrive(SECOND_GIVER)
    first, second = read_record(story).proxies
    assert (first.giver_name, first.holder_name, first.ended_by_arrival) == (GIVER, HOLDER, False)
    assert first.ended_at is not None
    assert (second.giver, second.holder, second.ended_by_arrival) == (
        id_of(SECOND_GIVER),
        id_of(OTHER),
        True,
    )


@pytest.mark.parametrize(
    ("code", "steps"),
    [
        ("proxy-of-the-present", [lambda s: entered(s, OTHER)]),
        ("proxy-of-the-present", [lambda s: entered(s, GIVER, SECOND_GIVER)]),
        ("represented-twice", [entered, lambda s: entered(s, GIVER, OTHER)]),
        ("proxies-not-allowed", [entered, lambda s: entered(s, SECOND_GIVER)]),
        ("not-represented", [withdrawn]),
        ("not-represented", [entered, lambda s: withdrawn(s, GIVER, OTHER)]),
        ("not-represented", [entered, lambda s: s.arrive(GIVER), withdrawn]),
    ],
)
def test_what_is_contradicted(code: str, steps: list[Change]) -> None:
    story = under()
    for step in steps:
        step(story)
    assert fault_of(story) == (len(story.lines) - 1, code)


@pytest.mark.parametrize("act", ["entered", "withdrawn"])
@pytest.mark.parametrize("by", [f"councillor:{id_of(HOLDER)}", f"chair:{id_of(HOLDER)}"])
def test_only_the_clerk_enters_and_withdraws(act: str, by: str) -> None:
    story = under() if act == "entered" else entered(under())
    story.tell(f"agenda.proxy.{act}", actor=by, **named(GIVER, HOLDER))
    assert fault_of(story) == (len(story.lines) - 1, "proxy-by-another")


def test_rules_that_bind_let_none_be_withdrawn() -> None:
    assert fault_of(withdrawn(entered(under(revocable=False))))[1] == "proxy-binding"


@pytest.mark.parametrize("most", [0, 1])
def test_the_opening_tells_whether_those_before_it_were_allowed(most: int) -> None:
    story = entered(Story().arrive(*HERE))
    story.open(rules={"digest": "0" * 64, "orders": {"proxies": {"most": most}}})
    if most:
        assert len(read_record(story).proxies) == 1
    else:
        assert fault_of(story) == (len(story.lines) - 1, "proxies-not-allowed")


def test_the_holder_presses_and_nobody_else() -> None:
    story, vote = with_roll(entered(under()))
    assert read_record(pressed(story, vote, HOLDER)).votes[0].ballots[0].person == id_of(GIVER)
    for other in (OTHER, GIVER):
        story, vote = with_roll(entered(under()))
        assert fault_of(pressed(story, vote, other))[1] == "pressed-by-another"


@pytest.mark.parametrize(
    "step", [withdrawn, lambda story: story.leave(HOLDER), lambda story: story.arrive(GIVER)]
)
def test_out_of_force_the_holder_presses_no_more(step: Change) -> None:
    story, vote = with_roll(entered(under()))
    assert fault_of(pressed(step(story), vote, HOLDER))[1] == "pressed-by-another"


def test_who_comes_presses_in_person_and_the_proxy_leaves_the_line() -> None:
    story, vote = with_roll(entered(under()))
    pressed(story, vote, HOLDER, press=7).arrive(GIVER)
    pressed(story, vote, GIVER, press=1)
    opening = read_record(story).votes[0].opening
    assert opening is not None
    line = next(one for one in opening.roll if one.person == id_of(GIVER))
    assert line.proxy is None
    position = NamedPosition(line, Position.FOR)
    assert position.by_proxy == ""


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (lambda story: story, None),
        (lambda story: story.arrive(GIVER), None),
        (withdrawn, "not-represented"),
        (lambda story: story.leave(HOLDER), "not-represented"),
    ],
)
def test_an_answer_is_taken_by_proxy_as_long_as_it_is_in_force(step: Change, code: str | None) -> None:
    story, vote = with_roll(entered(under()), mode="roll_call")
    told = {"vote": vote, "person": id_of(GIVER), "answer": "for"}
    step(story).tell("voting.answer.entered", actor=story.clerk, **told)
    if code:
        assert fault_of(story) == (len(story.lines) - 1, code)
    else:
        assert read_record(story).votes[0].answers[0].person == id_of(GIVER)


def test_the_numbers_of_who_has_come_begin_anew_once() -> None:
    story, vote = with_roll(entered(under()))
    pressed(story, vote, HOLDER, press=7).arrive(GIVER)
    pressed(story, vote, GIVER, press=3)
    assert fault_of(pressed(story, vote, GIVER, press=3))[1] == "superseded-press"


@pytest.mark.parametrize(
    ("position", "told"), [(Position.FOR, HOLDER), (Position.NOT_VOTING, HOLDER), (Position.ABSENT, "")]
)
def test_a_position_says_by_whose_proxy(position: Position, told: str) -> None:
    story, _ = with_roll(entered(under()))
    opening = read_record(story).votes[0].opening
    assert opening is not None
    line = next(one for one in opening.roll if one.person == id_of(GIVER))
    assert NamedPosition(line, position).by_proxy == told


def test_a_roll_names_the_holder_of_a_proxy_in_force_and_no_other() -> None:
    story, _ = with_roll(entered(under()))
    project(read_record(story), story)
    for wrong in (with_roll(under())[0], with_roll(entered(under()), holder=OTHER)[0]):
        with pytest.raises(RecordFault, match="roll-differs"):
            project(read_record(wrong), wrong)


@pytest.mark.parametrize("recused", [HOLDER, GIVER])
def test_nobody_votes_for_or_as_somebody_recused(recused: str) -> None:
    story = entered(under())
    person = id_of(recused)
    story.tell("agenda.member.recused", item=id_of(TITLES[0]), person=person, name=recused, ground="x")
    wrong, _ = with_roll(story)
    with pytest.raises(RecordFault, match="roll-differs"):
        project(read_record(wrong), wrong)


def test_who_is_represented_may_be_counted_in_a_check_of_the_quorum() -> None:
    def checked(*names: str) -> Story:
        story = entered(under(counts_for_quorum=True))
        people = [{"person": id_of(name), "name": name} for name in names]
        at = (story.at + timedelta(seconds=1)).isoformat()
        found = {"present": len(names), "needed": 9, "is_met": True, "call": 1, "lacking_since": None}
        return story.tell("agenda.quorum.checked", actor=story.clerk, at=at, people=people, **found)

    assert read_record(checked(*HERE, GIVER)).sitting.checks
    assert fault_of(checked(*HERE, SECOND_GIVER))[1] == "not-present"


@pytest.mark.parametrize("counts", [True, False])
def test_a_vote_by_proxy_registers_its_giver_only_where_that_one_counts(counts: bool) -> None:
    def closed(registered: int) -> Story:
        story, vote = with_roll(entered(under().under(**registering)))
        pressed(story.cast(vote, HOLDER, "for"), vote, HOLDER)
        return story.tell("voting.vote.closed", vote=vote, missing=[], registered=registered)

    registering = {"presence": "registration", "proxies": {"most": 1, "counts_for_quorum": counts}}
    right, wrong = (2, 1) if counts else (1, 2)
    close = read_record(closed(right)).votes[0].close
    assert close is not None
    assert close.registered == right
    assert fault_of(closed(wrong))[1] == "registered-differ"

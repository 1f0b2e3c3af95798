"""What entries say of items voted together, the rows that follow, and what cannot be."""

from typing import Any

import pytest

from minutes.domain.paragraphs import compose
from minutes.domain.phrases import Say
from tests.minutes.domain.telling import WITNESS
from tests.minutes.story import CHAIR, NAMES, TITLES, Story, id_of
from tests.voting.domain.beginnings import ANNA, BORIS, FIRST, SECOND, fault_of, opened
from voting.domain.closed import public_record
from voting.domain.facts import VoteRecord
from voting.domain.projection import Tables, project
from voting.domain.record import read_record

THIRD = TITLES[2]


def told(title: str, **changes: Any) -> dict[str, str]:
    place = str(TITLES.index(title) + 1)
    item = {"motion": id_of(title + "!"), "item": id_of(title), "number": place, "title": title}
    return item | {"text": f"Приема: {title}"} | changes


def joined(*titles: str) -> tuple[Story, str]:
    story = opened()
    vote = story.prepare(FIRST)
    return story.tell("voting.items.joined", vote=vote, items=[told(title) for title in titles]), vote


def pull(story: Story, vote: str, title: str) -> Story:
    where = {key: told(title)[key] for key in ("motion", "item", "number")}
    return story.tell("voting.item.pulled", vote=vote, person=id_of(ANNA), name=ANNA, **where)


def declare(story: Story, vote: str, *titles: str) -> Story:
    decisions = [
        {
            "motion": id_of(title + "!"),
            "decision": f"{number}/2026",
            "numbered": {"series": "2026", "number": number},
        }
        for number, title in enumerate(titles, start=2)
    ]
    story.open_vote(vote).cast(vote, ANNA, "for").close(vote)
    positions = {name: story.position(name, {ANNA: "for"}, []) for name in NAMES}
    numbered = {"series": "2026", "number": 1}
    return story.declare(vote, positions, decision="1/2026", numbered=numbered, joined=decisions)


def tables(story: Story) -> Tables:
    return project(read_record(story.lines), story.lines)


def vote_of(story: Story) -> VoteRecord:
    return read_record(story.lines).votes[0]


def test_each_item_has_its_decision_and_is_done() -> None:
    story, vote = joined(SECOND, THIRD)
    found = tables(declare(story, vote, SECOND, THIRD))
    assert [row["number"] for row in found["decision"].values()] == [1, 2, 3]
    assert [found["item"][(id_of(title),)]["stage"] for title in TITLES[:3]] == ["active", "done", "done"]
    assert found["motion"][(id_of(SECOND + "!"),)]["stage"] == "done"
    assert found["joined"][(vote, id_of(SECOND + "!"))]["pulled_by"] is None


def test_what_is_joined_later_stands_where_the_agenda_has_it() -> None:
    story, vote = joined(THIRD)
    story.tell("voting.items.joined", vote=vote, items=[told(SECOND)])
    assert [one.number for one in vote_of(declare(story, vote, SECOND, THIRD)).together] == ["2", "3"]


def test_what_is_taken_out_waits_for_a_vote_of_its_own() -> None:
    story, vote = joined(SECOND, THIRD)
    found = tables(declare(pull(story, vote, SECOND), vote, THIRD))
    assert found["joined"][(vote, id_of(SECOND + "!"))]["pulled_by"] == id_of(ANNA)
    assert found["item"][(id_of(SECOND),)]["stage"] == "pending"
    assert [one.number for one in vote_of(story).together] == ["3"]


def test_taking_out_the_item_that_was_called_leaves_it_alone() -> None:
    story, vote = joined(SECOND, THIRD)
    pull(story, vote, THIRD)
    record = vote_of(pull(story, vote, FIRST))
    assert record.together == ()
    assert [one.said.number for one in record.joined] == ["3", "1"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"motion": id_of("nothing")}, "unknown-motion"),
        ({"item": id_of(THIRD)}, "unknown-motion"),
        ({"text": "Друго"}, "cannot-be-joined"),
        ({"motion": id_of(FIRST + "!"), "item": id_of(FIRST)}, "cannot-be-joined"),
    ],
)
def test_what_cannot_be_joined_is_found(changes: dict[str, str], code: str) -> None:
    story = opened()
    vote = story.prepare(FIRST)
    story.tell("voting.items.joined", vote=vote, items=[told(SECOND, **changes)])
    assert fault_of(story)[1] == code


def test_another_way_of_voting_is_found() -> None:
    story = opened()
    vote = story.prepare(FIRST, more={"secrecy": "named"})
    story.tell("voting.items.joined", vote=vote, items=[told(SECOND)])
    assert fault_of(story)[1] == "another-way-of-voting"


def test_an_item_that_is_not_in_the_vote_cannot_be_taken_out() -> None:
    story, vote = joined(SECOND)
    assert fault_of(pull(story, vote, THIRD))[1] == "not-in-the-vote"
    assert fault_of(pull(*joined(), FIRST))[1] == "not-in-the-vote"


def stages(story: Story) -> list[object]:
    return [tables(story)["item"][(id_of(title),)]["stage"] for title in (SECOND, THIRD)]


def annul(story: Story, vote: str) -> Story:
    story.tell("voting.annulment.proposed", vote=vote, ground="грешка")
    told = {"ground": "грешка", "proposed_by": id_of(CHAIR)}
    return story.tell("voting.vote.annulled", actor=story.clerk, vote=vote, **told)


def test_annulled_the_items_wait_again_unless_another_decision_on_them_stands() -> None:
    story, vote = joined(SECOND, THIRD)
    declare(story, vote, SECOND, THIRD).activate(SECOND).vote(SECOND, {ANNA: "for"})
    story.activate(FIRST)
    assert stages(story) == ["done", "done"]
    assert stages(annul(story, vote)) == ["done", "pending"]


def test_the_item_that_was_called_taken_out_the_others_are_not_decided() -> None:
    story, vote = joined(SECOND, THIRD)
    assert stages(declare(pull(story, vote, FIRST), vote)) == ["pending", "pending"]


def test_others_recused_on_what_is_joined_are_found() -> None:
    story, vote = joined(SECOND)
    recused = {"person": id_of(ANNA), "name": ANNA, "ground": "роднина"}
    story.tell("agenda.member.recused", item=id_of(SECOND), **recused).open_vote(vote)
    assert fault_of(story)[1] == "others-recused"
    story.lines.pop()
    story.tell("agenda.member.recused", item=id_of(FIRST), **recused).open_vote(vote, recused=[ANNA])
    assert vote_of(story).opening


def test_decisions_on_other_items_are_found() -> None:
    story, vote = joined(SECOND)
    assert fault_of(declare(story, vote, THIRD))[1] == "decides-other-items"


def test_an_item_closed_since_is_not_told_of() -> None:
    story, vote = joined(SECOND, THIRD)
    declare(story, vote, SECOND, THIRD)
    story.tell("agenda.item.closed", item=id_of(SECOND), number="2", title=SECOND, motions=[], papers=[])
    record = public_record(read_record(story.lines))
    assert [one.number for one in record.votes[0].together] == ["3"]
    assert record.votes[0].result is not None
    assert len(record.votes[0].result.joined) == 1
    (closed,) = (item for item in record.items if item.is_closed)
    assert [result.decision for result in closed.results] == ["2/2026"]


def test_the_minutes_say_what_was_decided_together_and_who_took_what_out() -> None:
    story, vote = joined(SECOND, THIRD)
    declare(pull(story, vote, SECOND), vote, THIRD).adjourn()
    said = repr(compose(read_record(story.lines), WITNESS))
    for say in (Say.TOGETHER, Say.JOINT_ITEM_DECIDED, Say.TAKEN_OUT_BY, Say.DECIDED_WITH_NUMBER):
        assert repr(say) in said
    assert BORIS in said

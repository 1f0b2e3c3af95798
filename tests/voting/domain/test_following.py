"""What only the order of the entries tells: who is there, and who can be voted for by proxy."""

from typing import Any

from voting.domain.choices import Standing
from voting.domain.following import Course


def told(*entries: tuple[str, dict[str, Any]]) -> Course:
    course = Course(items={"vote": "item"}, rolls={"vote": frozenset({"anna", "boris"})})
    for kind, body in entries:
        course.follow(kind, body)
    return course


def arrived(person: str) -> tuple[str, dict[str, Any]]:
    return "agenda.member.arrived", {"person": person}


def test_who_left_with_all_for_another_day_is_there_no_more() -> None:
    paused = ("agenda.meeting.paused", {"left": ["anna"]})
    course = told(arrived("anna"), arrived("boris"), paused)
    assert course.standing("vote", "anna") is Standing.ABSENT
    assert course.standing("vote", "boris") is Standing.PRESENT


def test_a_holder_who_left_so_votes_for_nobody_until_they_are_back() -> None:
    given = ("agenda.proxy.entered", {"person": "anna", "holder": {"person": "boris"}})
    paused = ("agenda.meeting.paused", {"left": ["boris"]})
    assert told(arrived("boris"), given).holder("vote", "anna") == "boris"
    assert told(arrived("boris"), given, paused).holder("vote", "anna") is None
    assert told(arrived("boris"), given, paused, arrived("boris")).holder("vote", "anna") == "boris"


def test_a_proxy_that_was_withdrawn_is_none() -> None:
    given = ("agenda.proxy.entered", {"person": "anna", "holder": {"person": "boris"}})
    withdrawn = ("agenda.proxy.withdrawn", {"person": "anna"})
    assert told(arrived("boris"), given, withdrawn).holder("vote", "anna") is None


def test_a_holder_who_is_not_on_the_roll_votes_for_nobody_in_it() -> None:
    given = ("agenda.proxy.entered", {"person": "anna", "holder": {"person": "boris"}})
    opened = ("voting.vote.opened", {"vote": "vote", "roll": [{"person": "anna"}]})
    course = told(arrived("boris"), given, opened)
    assert course.holder("vote", "anna") is None
    assert course.standing("vote", "anna") is Standing.ABSENT

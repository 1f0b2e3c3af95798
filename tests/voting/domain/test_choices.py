"""Choices, positions and their characters."""

import json

from voting.domain.choices import CODES, EMPTY_CODE, VOTED_CODE, Choice, Position


def test_every_choice_is_a_position() -> None:
    assert [Position(choice) for choice in Choice] == [Position.FOR, Position.AGAINST, Position.ABSTAIN]


def test_every_position_has_a_character_of_its_own() -> None:
    assert set(CODES) == set(Position)
    characters = [*CODES.values(), EMPTY_CODE]
    assert len(set(characters)) == len(Position) + 1
    assert {len(character) for character in characters} == {1}


def test_who_has_voted_looks_alike_before_and_after_a_result_without_names() -> None:
    assert CODES[Position.VOTED] == VOTED_CODE


def test_characters_are_written_as_they_are() -> None:
    text = "".join([*CODES.values(), EMPTY_CODE])
    assert json.dumps(text) == f'"{text}"'
    assert not set(text) & set("<>&\"'")

"""The vocabulary of kinds."""

import pytest

from ledger.kinds import Kind


@pytest.mark.parametrize("kind", Kind)
def test_kind_is_three_words_and_has_a_meaning(kind: Kind) -> None:
    area, thing, act = kind.value.split(".")
    assert area in {"agenda", "voting", "minutes", "register"}
    assert thing.islower()
    assert act.islower()
    assert kind.meaning.endswith(".")
    assert len(kind.value) <= 64


def test_kinds_are_found_by_value_and_print_as_it() -> None:
    assert Kind("voting.ballot.cast") is Kind.BALLOT_CAST  # type: ignore[call-arg]
    assert f"{Kind.BALLOT_CAST}" == "voting.ballot.cast"


def test_each_meaning_is_said_once() -> None:
    assert len({kind.meaning for kind in Kind}) == len(Kind)

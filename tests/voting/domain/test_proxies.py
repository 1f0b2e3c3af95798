"""Who may press for whom, exhaustively for one who is represented and one who is not."""

from itertools import product

from voting.domain.proxies import may_press, represented


def test_only_the_holder_that_the_roll_froze_represents() -> None:
    holders = {"anna": "boris", "galina": "vasil"}
    assert represented(holders, {"anna": "boris", "galina": "boris", "elena": "boris"}) == {"anna"}


def test_who_is_not_represented_presses_alone() -> None:
    for by, usable, present in product(
        ("anna", "boris"), ({}, {"anna": "boris"}), (set[str](), {"anna", "boris"})
    ):
        found = may_press(by=by, person="anna", holder=None, usable=usable, present=present)
        assert found is (by == "anna")


def test_who_is_represented_presses_once_they_have_come_and_until_then_the_holder_alone() -> None:
    def may(by: str, usable: dict[str, str], present: set[str]) -> bool:
        return may_press(by=by, person="anna", holder="boris", usable=usable, present=present)

    in_force = {"anna": "boris"}
    assert may("boris", in_force, {"boris"})
    assert not may("anna", in_force, {"boris"})
    assert not may("vasil", in_force, {"boris", "vasil"})
    assert not may("vasil", {"anna": "vasil"}, {"vasil"})
    assert not may("boris", {"anna": "vasil"}, {"vasil"})
    assert not may("boris", {}, {"anna", "boris"})
    assert may("anna", {}, {"anna", "boris"})
    assert not may("anna", {}, {"boris"})

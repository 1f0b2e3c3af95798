"""Which proxies can be used: the holder is here, the giver is not; and which are too many of one holder."""

from agenda.domain.proxies import beyond, in_force


def test_the_holder_is_here_and_the_giver_is_not() -> None:
    proxies = {"anna": "boris", "galina": "vasil", "elena": "boris"}
    assert in_force(proxies, {"boris", "elena"}) == {"anna": "boris"}
    assert in_force({}, {"boris"}) == {}


def test_of_one_holder_those_given_last_are_too_many() -> None:
    proxies = {"anna": "boris", "galina": "vasil", "elena": "boris"}
    assert beyond(proxies, 1) == ["elena"]
    assert beyond(proxies, 0) == ["anna", "galina", "elena"]
    assert beyond(proxies, 2) == []

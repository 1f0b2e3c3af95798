"""Which proxies can be used: the holder is here, the giver is not."""

from agenda.domain.proxies import in_force


def test_the_holder_is_here_and_the_giver_is_not() -> None:
    proxies = {"anna": "boris", "galina": "vasil", "elena": "boris"}
    assert in_force(proxies, {"boris", "elena"}) == {"anna": "boris"}
    assert in_force({}, {"boris"}) == {}

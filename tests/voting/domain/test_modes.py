"""Which modes a matter allows, and into which a vote may fall back."""

import pytest

from agenda.domain.secrecy import Secrecy
from voting.domain.modes import UNNAMED, allowed_modes, fallbacks
from voting.domain.stages import Mode


def test_the_usual_mode_comes_first() -> None:
    assert [allowed_modes(secrecy)[0] for secrecy in Secrecy] == [
        Mode.ELECTRONIC,
        Mode.ELECTRONIC,
        Mode.PAPER,
    ]


def test_what_is_prescribed_by_name_is_never_counted_without_names() -> None:
    assert not UNNAMED & set(allowed_modes(Secrecy.NAMED))


def test_what_is_prescribed_in_secret_is_voted_on_paper_only() -> None:
    assert allowed_modes(Secrecy.SECRET) == (Mode.PAPER,)
    assert fallbacks(Secrecy.SECRET, Mode.PAPER) == ()


@pytest.mark.parametrize("secrecy", Secrecy)
@pytest.mark.parametrize("mode", Mode)
def test_a_fallback_leads_into_another_allowed_mode_and_never_to_the_terminals(
    secrecy: Secrecy, mode: Mode
) -> None:
    found = set(fallbacks(secrecy, mode))
    assert found <= set(allowed_modes(secrecy)) - {mode, Mode.ELECTRONIC}

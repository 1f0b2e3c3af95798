"""Which modes a matter allows, and into which a vote may fall back."""

import pytest

from agenda.domain.secrecy import Secrecy
from voting.domain.modes import AT_TERMINALS, ONE_BY_ONE, SECRET, UNNAMED, allowed_modes, fallbacks
from voting.domain.stages import Mode, VoteStage

TOGETHER = [mode for mode in Mode if mode is not Mode.CORRESPONDENCE]
BEGUN = [VoteStage.OPEN, VoteStage.HELD]


def test_the_usual_mode_comes_first() -> None:
    assert [allowed_modes(secrecy)[0] for secrecy in Secrecy] == [
        Mode.ELECTRONIC,
        Mode.ELECTRONIC,
        Mode.PAPER,
    ]


def test_what_is_prescribed_by_name_is_never_voted_without_names() -> None:
    assert not UNNAMED & set(allowed_modes(Secrecy.NAMED))


def test_what_is_prescribed_in_secret_is_voted_on_paper_only() -> None:
    assert allowed_modes(Secrecy.SECRET) == (Mode.PAPER,)
    assert all(fallbacks(Secrecy.SECRET, Mode.PAPER, stage) == () for stage in VoteStage)


def test_a_vote_without_names_at_the_terminals_is_for_open_matters_and_no_secret_one() -> None:
    mode = Mode.ELECTRONIC_UNNAMED
    assert mode in allowed_modes(Secrecy.OPEN)
    assert mode not in allowed_modes(Secrecy.OPEN, may_be_unnamed=False)
    assert mode not in fallbacks(Secrecy.OPEN, Mode.ELECTRONIC, VoteStage.OPEN, may_be_unnamed=False)
    assert mode in UNNAMED & AT_TERMINALS & ONE_BY_ONE
    assert mode not in SECRET


@pytest.mark.parametrize("secrecy", Secrecy)
@pytest.mark.parametrize("mode", TOGETHER)
def test_before_it_is_opened_a_vote_may_go_on_in_any_other_mode_its_matter_allows(
    secrecy: Secrecy, mode: Mode
) -> None:
    assert set(fallbacks(secrecy, mode, VoteStage.PREPARED)) == set(allowed_modes(secrecy)) - {mode}


@pytest.mark.parametrize("secrecy", Secrecy)
@pytest.mark.parametrize("mode", TOGETHER)
@pytest.mark.parametrize("stage", BEGUN)
def test_once_it_is_open_nothing_leads_to_names_at_the_terminals(
    secrecy: Secrecy, mode: Mode, stage: VoteStage
) -> None:
    found = set(fallbacks(secrecy, mode, stage))
    may_press = {Mode.ELECTRONIC_UNNAMED} if mode is Mode.ELECTRONIC else set()
    assert found == set(allowed_modes(secrecy)) - {mode} - (AT_TERMINALS - may_press)


@pytest.mark.parametrize("secrecy", Secrecy)
def test_by_correspondence_there_is_one_way_and_none_in_secret(secrecy: Secrecy) -> None:
    found = allowed_modes(secrecy, by_correspondence=True)
    assert found == (() if secrecy is Secrecy.SECRET else (Mode.CORRESPONDENCE,))
    assert Mode.CORRESPONDENCE not in allowed_modes(secrecy)
    assert all(fallbacks(secrecy, Mode.CORRESPONDENCE, stage) == () for stage in VoteStage)

"""Words for how the copy stands."""

import pytest

from ledger.domain.safekeeping import Trouble
from ledger.wording import COPY_WORDS, copy_words


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_says_what_is_and_what_is_to_be_done(trouble: Trouble) -> None:
    what, to_do = COPY_WORDS[trouble]
    assert copy_words(trouble) == f"{what} {to_do}"
    assert to_do


def test_without_trouble_nothing_is_to_be_done() -> None:
    assert copy_words(None) == "Everything recorded is copied to the second disk."

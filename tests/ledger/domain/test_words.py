"""Five words for a root: said, typed again, and back to the same bits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.words import NotWords, bytes_of, words_of

roots = st.binary(min_size=32, max_size=32)


@given(roots)
def test_words_lead_back_to_the_first_ten_bytes_of_the_root(root: bytes) -> None:
    words = words_of(root)
    assert bytes_of(words) == root[:10]
    assert [len(word) for word in words.split(" ")] == [5] * 5


def test_the_words_of_the_proposal() -> None:
    # arXiv:0901.4016: 127.0.0.1 is lusab-babad, 63.84.220.193 is gutih-tugad.
    root = bytes([127, 0, 0, 1, 63, 84, 220, 193, 0, 0]) + bytes(22)
    assert words_of(root) == "lusab babad gutih tugad babab"


def test_capitals_hyphens_and_commas_do_not_matter() -> None:
    assert bytes_of(" Lusab-Babad, gutih tugad\nBABAB") == bytes_of("lusab babad gutih tugad babab")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "lusab",
        "lusab babad gutih tugad",
        "lusab babad gutih tugad babab babab",
        "lusab babad gutih tugad babae",
        "lusab babad gutih tugad baba",
        "lusab babad gutih tugad bbaba",
    ],
)
def test_what_is_not_five_such_words_is_refused(text: str) -> None:
    with pytest.raises(NotWords):
        bytes_of(text)

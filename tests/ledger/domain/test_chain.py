"""Lines of a backup: whatever happens to one of them is noticed at that line."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.chain import BEGINNING, Broken, sealed, unproven, unsealed

TEXTS = [b'{"first":1}', b'{"second":2}', b'{"third":3}']


def chained(texts: list[bytes], previous: str = BEGINNING) -> list[bytes]:
    lines = []
    for text in texts:
        line, previous = sealed(text, previous)
        lines.append(line)
    return lines


def test_lines_are_read_back() -> None:
    assert [line.text for line in unsealed(chained(TEXTS), BEGINNING)] == TEXTS


def test_a_digest_is_sha_256_of_the_one_before_and_the_text() -> None:
    line, digest = sealed(b"{}", BEGINNING)
    assert digest == sha256(b"0" * 64 + b"{}").hexdigest()
    assert line == digest.encode() + b" {}\n"


def test_lines_go_on_after_those_of_another_file() -> None:
    first, *rest = chained(TEXTS)
    (line,) = unsealed([first], BEGINNING)
    assert [line.text for line in unsealed(rest, line.digest)] == TEXTS[1:]


@given(st.integers(0, 2), st.integers(min_value=0), st.integers(1, 255))
def test_a_flipped_byte_is_noticed_at_its_line(number: int, place: int, flip: int) -> None:
    lines = chained(TEXTS)
    spoilt = bytearray(lines[number])
    spoilt[place % len(spoilt)] ^= flip
    lines[number] = bytes(spoilt)
    read = []
    with pytest.raises(Broken) as raised:
        read.extend(unsealed(lines, BEGINNING))
    assert raised.value.number == number + 1
    assert read[number:] == []


@pytest.mark.parametrize("kept", [1, 40, 70])
def test_a_last_line_whose_end_is_missing_is_cut(kept: int) -> None:
    lines = chained(TEXTS)
    with pytest.raises(Broken, match="line 3 is cut") as raised:
        list(unsealed([*lines[:2], lines[2][:kept]], BEGINNING))
    assert raised.value.is_cut


@pytest.mark.parametrize("order", [(0, 2), (1, 0, 2), (0, 0, 1)])
def test_lines_left_out_exchanged_or_doubled_are_noticed(order: tuple[int, ...]) -> None:
    lines = chained(TEXTS)
    with pytest.raises(Broken, match="damaged"):
        list(unsealed([lines[place] for place in order], BEGINNING))


def test_what_a_damaged_line_says_can_still_be_looked_at() -> None:
    assert unproven(chained(TEXTS)[1]) == TEXTS[1]

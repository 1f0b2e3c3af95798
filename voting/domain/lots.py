"""Drawing lots that anybody can draw again: a seed is committed to before, and shown after; who may draw is elsewhere.

Neither side alone decides: who holds the seed cannot change it any more when the room calls out its word, and who calls
the word does not know the seed.
"""

import hashlib
from collections.abc import Sequence
from hmac import compare_digest

SEED_BYTES = 32
LONGEST_WORD = 60


class WrongLot(ValueError):
    """A lot that cannot be drawn: a seed of another length, no lots or two alike, or a word that is not one short line."""


def commitment(seed: bytes) -> str:
    """Return what is entered before the draw: SHA-256 of the seed in hexadecimal. Refuses (WrongLot) another length."""
    return hashlib.sha256(_seed(seed)).hexdigest()


def keeps(seed: bytes, committed: str) -> bool:
    """Tell whether this is the seed that was committed to."""
    return compare_digest(commitment(seed), committed)


def checked_word(word: str) -> str:
    """Return the word called out in the room without spaces around it; it may be empty.

    Refuses (WrongLot) more than one line and more than LONGEST_WORD characters.
    """
    found = word.strip()
    if len(found) > LONGEST_WORD or not found.isprintable():
        msg = f"not a word in one line of at most {LONGEST_WORD} characters: {word!r}"
        raise WrongLot(msg)
    return found


def draw(*, seed: bytes, lots: Sequence[str], word: str = "") -> tuple[str, ...]:
    """Return the lots in the order in which they are drawn, the first one first.

    Each lot's place is that of SHA-256(seed, the word, a zero byte, the lot), words and lots in UTF-8, in ascending order:
    every order is equally likely, and the order in which the lots are given makes no difference. Refuses (WrongLot) no
    lots, two alike, and a wrong seed or word.
    """
    if not lots or len(set(lots)) != len(lots):
        msg = "lots are drawn of at least one, and of no two alike"
        raise WrongLot(msg)
    start = _seed(seed) + checked_word(word).encode() + b"\0"
    return tuple(sorted(lots, key=lambda lot: hashlib.sha256(start + lot.encode()).digest()))


def _seed(seed: bytes) -> bytes:
    if len(seed) != SEED_BYTES:
        msg = f"a seed has {SEED_BYTES} bytes, not {len(seed)}"
        raise WrongLot(msg)
    return seed

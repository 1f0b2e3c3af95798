"""Five words for a checkpoint: its root's first 80 bits so that they can be read aloud, photographed and typed again.

The words are those of proquints (arXiv:0901.4016): five letters for 16 bits, consonants and vowels in turn, pronounceable in
every language here. Somebody who wants other entries to end in the same five words has to try 2^80 logs.
"""

from collections.abc import Sequence

CONSONANTS = "bdfghjklmnprstvz"
VOWELS = "aiou"
WORDS = 5
SHAPE = ((12, CONSONANTS), (10, VOWELS), (6, CONSONANTS), (4, VOWELS), (0, CONSONANTS))
"""Of each letter of a word: where its bits begin, counted from the lowest, and which letter they choose."""


class NotWords(ValueError):
    """A text that is not five such words."""


def words_of(root: bytes) -> str:
    """Return the five words of a root of 32 bytes, one space between them."""
    parts = [int.from_bytes(root[place : place + 2], "big") for place in range(0, 2 * WORDS, 2)]
    return " ".join(_word(part) for part in parts)


def bytes_of(text: str) -> bytes:
    """Return the first ten bytes of the root whose words these are; capitals, hyphens and commas do not matter.

    Refuses (NotWords) what is not five such words.
    """
    words = text.lower().replace("-", " ").replace(",", " ").split()
    if len(words) != WORDS:
        raise NotWords(f"{len(words)} words instead of {WORDS}")
    return b"".join(_part(word).to_bytes(2, "big") for word in words)


def _word(part: int) -> str:
    return "".join(letters[part >> shift & len(letters) - 1] for shift, letters in SHAPE)


def _part(word: str) -> int:
    if len(word) != len(SHAPE) or any(letter not in letters for letter, (_, letters) in _letters(word)):
        raise NotWords(f"“{word}” is no such word")
    return sum(letters.index(letter) << shift for letter, (shift, letters) in _letters(word))


def _letters(word: str) -> Sequence[tuple[str, tuple[int, str]]]:
    return list(zip(word, SHAPE, strict=True))

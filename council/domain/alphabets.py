"""The order of names in each language's own alphabet, as a key to sort by.

Code points put Ђ before А, Š after Z and Lj between Li and Lk. The alphabets are short and closed, so that a table does what
else the ICU library would be needed for; whatever is in no alphabet comes after it, by code point.
"""

from collections.abc import Sequence
from functools import lru_cache

LATIN = "abcdefghijklmnopqrstuvwxyz"
ALPHABETS: dict[str, Sequence[str]] = {
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "sr-latn": [
        *(
            "a",
            "b",
            "c",
            "č",
            "ć",
            "d",
            "dž",
            "đ",
            "e",
            "f",
            "g",
            "h",
            "i",
            "j",
            "k",
            "l",
            "lj",
            "m",
            "n",
            "nj",
        ),
        *("o", "p", "r", "s", "š", "t", "u", "v", "z", "ž"),
    ],
    "sl": "abcčćdđefghijklmnopqrsštuvwxyzž",
    "en": LATIN,
}
"""What each language counts as a letter, in order. Another alphabet's letters follow: Latin after Cyrillic."""

Key = tuple[tuple[int, ...], str]


def sorting_key(language: str, name: str) -> Key:
    """Return a key that sorts names as the language's alphabet does; capitals and hyphens do not count at first.

    A language that is not known sorts as its first part does (en-gb as en), or by code points.
    """
    letters = _places(language)
    longest = 2 if any(len(letter) == 2 for letter in letters) else 1
    return _weights(name.lower().replace("-", " "), letters, longest), name


def _weights(text: str, letters: dict[str, int], longest: int) -> tuple[int, ...]:
    weights, index = [], 0
    while index < len(text):
        pair = text[index : index + longest]
        letter = pair if pair in letters else text[index]
        weights.append(letters[letter] if letter in letters else _beyond(letter, len(letters)))
        index += len(letter)
    return tuple(weights)


def _beyond(letter: str, last: int) -> int:
    return 0 if letter == " " else last + ord(letter)


@lru_cache(maxsize=16)
def _places(language: str) -> dict[str, int]:
    code = language.lower()
    alphabet = ALPHABETS.get(code) or ALPHABETS.get(code.partition("-")[0]) or ""
    return {letter: place for place, letter in enumerate(alphabet, start=1)}

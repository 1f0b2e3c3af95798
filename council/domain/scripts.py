"""Serbian in its two scripts: what is written in Cyrillic letters, in Latin ones; never the other way.

Back is not possible without knowing the word: Latin "nj" is one letter in "konj" and two in "injekcija". So Serbian is
kept in Cyrillic, and names, abbreviations and placeholders that stand in it in Latin letters stay as they are.
"""

import re
from collections.abc import Mapping

LETTERS: Mapping[str, str] = dict(
    zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True)
) | {"љ": "lj", "њ": "nj", "џ": "dž"}

_LETTER = re.compile("[А-Шђјљњћџа-шЂЈЉЊЋЏ]")


def in_latin(text: str) -> str:
    """Return a Serbian text in Latin letters: Љубица becomes Ljubica, ЉУБИЦА becomes LJUBICA; other letters stay."""
    return _LETTER.sub(_letter, text)


def _letter(found: re.Match[str]) -> str:
    letter = found.group()
    latin = LETTERS.get(letter.lower(), letter)
    if letter.islower() or latin == letter:
        return latin
    return latin.upper() if len(latin) == 1 or _is_among_capitals(found) else latin.capitalize()


def _is_among_capitals(found: re.Match[str]) -> bool:
    """Say whether a capital stands in a word of capitals: beside one and beside no small letter."""
    beside = (
        found.string[max(found.start() - 1, 0) : found.start()] + found.string[found.end() : found.end() + 1]
    )
    return any(letter.isupper() for letter in beside) and not any(letter.islower() for letter in beside)

"""The fonts of the document: shipped, registered once, embedded; and what is done about letters they lack."""

import logging
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from reportlab import rl_config
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "Minutes"
BOLD = "Minutes-Bold"
MONO = "Minutes-Mono"
FILES = {
    REGULAR: "DejaVuSansCondensed.ttf",
    BOLD: "DejaVuSansCondensed-Bold.ttf",
    MONO: "DejaVuSansMono.ttf",
}
DIRECTORY = Path(__file__).resolve().parent.parent / "fonts"

# Marks that word processors leave behind and that print nothing.
INVISIBLE = str.maketrans(dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\r", ""))

log = logging.getLogger(__name__)


@cache
def register_fonts() -> frozenset[str]:
    """Make the fonts known to reportlab; return the letters that all of them have."""
    rl_config.warnOnMissingFontGlyphs = 1
    letters: set[int] | None = None
    for name, file in FILES.items():
        font = TTFont(name, DIRECTORY / file)
        pdfmetrics.registerFont(font)
        known = set(font.face.charToGlyph)
        letters = known if letters is None else letters & known
    for family in (REGULAR, BOLD):
        pdfmetrics.registerFontFamily(family, normal=REGULAR, bold=BOLD, italic=family, boldItalic=BOLD)
    return frozenset(chr(letter) for letter in letters or ())


@lru_cache(maxsize=20_000)
def printable(text: str) -> str:
    """Return the text as it can be printed: by its code point what has no glyph or turns the line around.

    reportlab prints nothing, and says nothing, where a glyph is missing; a record must not lose letters so.
    """
    letters = register_fonts()
    plain = unicodedata.normalize("NFC", text).translate(INVISIBLE).replace("\t", " ")
    if all(letter in letters and letter.isprintable() for letter in plain):
        return plain
    return "".join(_shown(letter, letters) for letter in plain)


def _shown(letter: str, letters: frozenset[str]) -> str:
    if letter in "\n\N{NO-BREAK SPACE}" or (letter in letters and letter.isprintable()):
        return letter
    log.warning("the minutes' fonts lack U+%04X", ord(letter))
    return f"[U+{ord(letter):04X}]"


@lru_cache(maxsize=20_000)
def wrapped(text: str, font: str, size: float, width: float) -> str:
    """Return the text broken into lines that fit the width (points), for a table's plain cell."""
    register_fonts()
    lines: list[str] = []
    for line in simpleSplit(printable(text), font, size, width):
        lines += _cut(line, font, size, width)
    return "\n".join(lines)


def _cut(line: str, font: str, size: float, width: float) -> list[str]:
    """Return the line cut between letters where a single word is wider than the cell."""
    pieces: list[str] = []
    while pdfmetrics.stringWidth(line, font, size) > width and len(line) > 1:
        fits = next(
            (n for n in range(len(line) - 1, 1, -1) if pdfmetrics.stringWidth(line[:n], font, size) <= width),
            1,
        )
        pieces.append(line[:fits])
        line = line[fits:]
    return [*pieces, line]

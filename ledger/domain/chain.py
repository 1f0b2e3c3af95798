"""The lines of a backup: each a JSON text under a digest that covers all lines before it too. Files are read elsewhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

BEGINNING = "0" * 64
"""The digest that the first line of a base follows."""

_MARK = len(BEGINNING)


@dataclass(frozen=True, slots=True)
class Line:
    """An intact line: its JSON text and the digest that the next one follows."""

    text: bytes
    digest: str


class Broken(ValueError):
    """A line is not what its digest says, or does not follow the one before; `is_cut` where only its end is missing."""

    def __init__(self, number: int, *, is_cut: bool) -> None:
        """Keep the line's place in its file, from 1."""
        super().__init__(f"line {number} is {'cut' if is_cut else 'damaged'}")
        self.number = number
        self.is_cut = is_cut


def sealed(text: bytes, previous: str) -> tuple[bytes, str]:
    """Return the line that says `text` after a line of digest `previous`, and its own digest (SHA-256, hexadecimal)."""
    digest = sha256(previous.encode() + text).hexdigest()
    return b"%s %s\n" % (digest.encode(), text), digest


def unsealed(lines: Iterable[bytes], previous: str) -> Iterator[Line]:
    """Yield the lines of a file that follow one of digest `previous`; raise `Broken` at the first that does not."""
    for number, line in enumerate(lines, start=1):
        if not line.endswith(b"\n"):  # only the last line of a file can lack it: its writer was interrupted
            raise Broken(number, is_cut=True)
        text = line[_MARK + 1 : -1]
        again, digest = sealed(text, previous)
        if again != line:
            raise Broken(number, is_cut=False)
        previous = digest
        yield Line(text, digest)


def unproven(line: bytes) -> bytes:
    """Return what a line says, whether or not its digest agrees; for telling what is lost, never for restoring it."""
    return line[_MARK + 1 : -1]

"""A folder that holds a backup or a copy: its files, how they are written so that a power cut cannot halve them.

00000000000000000041.base    everything, as it was after line 41
00000000000000000041.lines   the lines from 42 on, until the next base was begun
00000000000000000041.keys    the secrets of that time; may be kept elsewhere
files/<sha256>               documents, by their digest
lock                         held by the process that writes
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

from ledger.domain.chain import BEGINNING, Line, sealed, unsealed
from ledger.refusals import MissingFile
from ledger.safekeeping import files
from ledger.safekeeping.formats import Keys, encode, read_keys

BASE = ".base"
LINES = ".lines"
KEYS = ".keys"
_DRAFT = ".part"
_DIGITS = 20


class Folder:
    """The folder at `path`, which need not exist yet."""

    def __init__(self, path: Path) -> None:
        """Touch nothing."""
        self.path = path

    def make(self) -> None:
        """Make the folder unless it is there, for its owner only; what is above it has to exist."""
        self.path.mkdir(mode=0o700, exist_ok=True)
        self.path.chmod(0o700)

    def bases(self) -> list[Path]:
        """Return the files of bases, the newest first."""
        return sorted(self.path.glob(f"*{BASE}"), reverse=True)

    def lines(self) -> list[Path]:
        """Return the files of lines, the oldest first."""
        return sorted(self.path.glob(f"*{LINES}"))

    def base_file(self, number: int) -> Path:
        """Return where the base after line `number` is, or would be."""
        return self.path / f"{number:0{_DIGITS}}{BASE}"

    def lines_file(self, number: int) -> Path:
        """Return where the lines after line `number` are, or would be."""
        return self.path / f"{number:0{_DIGITS}}{LINES}"

    def write_base(self, number: int, texts: Iterable[bytes]) -> str:
        """Write a base, which is seen only once it is whole and on the disk; return the digest of its last line."""
        digest = BEGINNING
        with self._whole(self.base_file(number)) as file:
            for text in texts:
                line, digest = sealed(text, digest)
                file.write(line)
        return digest

    def keys_file(self, number: int) -> Path:
        """Return where the secrets that belong to the base after line `number` are, or would be."""
        return self.path / f"{number:0{_DIGITS}}{KEYS}"

    def write_keys(self, number: int, keys: Keys) -> str:
        """Write the file of secrets that belongs to a base and return its digest."""
        content = encode(keys)
        with self._whole(self.keys_file(number)) as file:
            file.write(content)
        return sha256(content).hexdigest()

    def keys(self, number: int, digest: str | None) -> Keys | None:
        """Return the secrets of this digest that belong to a base; None where they are kept elsewhere.

        Refuses with `MissingFile` what is not of that digest.
        """
        path = self.keys_file(number)
        if digest is None or not path.exists():
            return None
        content = path.read_bytes()
        if sha256(content).hexdigest() != digest:
            raise MissingFile(file=path)
        return read_keys(content)

    def take_document(self, path: Path) -> str:
        """Keep a document unless it is kept already, and return its digest."""
        digest = files.digest_of(path)
        kept = self.document(digest)
        if not kept.exists():
            kept.parent.mkdir(mode=0o700, exist_ok=True)
            with self._whole(kept) as file, path.open("rb") as source:
                shutil.copyfileobj(source, file)
        return digest

    def document(self, digest: str) -> Path:
        """Return where a document is kept."""
        return self.path / "files" / digest

    def forget_before(self, number: int) -> None:
        """Remove bases older than that after line `number`, and the lines that only they needed."""
        for path in [*self.bases(), *self.lines(), *self.path.glob(f"*{KEYS}")]:
            if number_of(path) < number:
                path.unlink()

    @contextmanager
    def _whole(self, path: Path) -> Iterator[IO[bytes]]:
        """Let a file be written that takes its name once it is on the disk."""
        draft = path.with_name(path.name + _DRAFT)
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
        sync_directory(path.parent)


def number_of(path: Path) -> int:
    """Return the number of the line after which a base or a file of lines begins."""
    return int(path.name.partition(".")[0])


def read_lines(path: Path, previous: str) -> Iterator[Line]:
    """Yield the intact lines of a file; raise `Broken` at the first that is not."""
    with path.open("rb") as file:
        yield from unsealed(file, previous)


def sync_directory(path: Path) -> None:
    """Let the names in a directory survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Reading a folder that holds a backup or a copy: which base counts, which lines follow it, and what is lost."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import msgspec

from ledger.domain.chain import BEGINNING, Broken, unproven
from ledger.refusals import DamagedBackup, DamagedCopy, MissingFile, NoBackup, UnknownFormat
from ledger.safekeeping import files
from ledger.safekeeping.folders import Folder, number_of, read_lines
from ledger.safekeeping.formats import FORMAT, Growth, Head, Part, Rows, Tail, read_base_line, read_growth


@dataclass(frozen=True, slots=True)
class Damage:
    """A line of the copy that is not what it was; `is_cut` where its writer was interrupted and nothing follows."""

    file: Path
    line: int
    is_cut: bool


@dataclass(slots=True)
class Contents:
    """What can be put back from a folder.

    `number`, `chain` and `sizes` are those after the last intact line; `lost` says how many entries of a log lines
    beyond the damage tell of; `passed_over` are damaged bases newer than the one that is used.
    """

    folder: Folder
    base: Path
    head: Head
    digest: str
    number: int
    chain: str
    sizes: dict[str, int]
    files: dict[str, str]
    intact: list[tuple[Path, int]] = field(default_factory=list)
    damage: Damage | None = None
    lost: dict[str, int] = field(default_factory=dict)
    passed_over: list[Path] = field(default_factory=list)

    def parts(self) -> Iterator[Part]:
        """Yield the rows of the base."""
        for line in read_lines(self.base, BEGINNING):
            said = read_base_line(line.text)
            if isinstance(said, Rows):
                yield said.part

    def growths(self) -> Iterator[Growth]:
        """Yield the intact lines that follow the base."""
        chain = self.head.chain
        for path, count in self.intact:
            for line in islice(read_lines(path, chain), count):
                chain = line.digest
                yield read_growth(line.text)


def read_folder(path: Path) -> Contents:
    """Return what the newest intact base in the folder and the lines after it hold; every digest is checked.

    Refuses a folder without a base, one without an intact base, and what another release wrote.
    """
    folder = Folder(path)
    damaged: list[Path] = []
    first: Broken | None = None
    for base in folder.bases():
        try:
            head, digest = _check_base(base)
        except Broken as broken:
            damaged.append(base)
            first = first or broken
            continue
        found = Contents(
            folder, base, head, digest, head.number, head.chain, dict(head.sizes), dict(head.files),
            passed_over=damaged,
        )  # fmt: skip
        _follow(found)
        return found
    if first is not None:
        raise DamagedBackup(folder=path, file=damaged[0].name, line=first.number)
    raise NoBackup(folder=path)


def require_whole(contents: Contents, *, is_loss_accepted: bool) -> None:
    """Refuse a copy with a damaged line, unless going without what follows is accepted, and missing documents.

    A last line that is cut is no damage: its writer was killed, and what it said was not in the copy yet.
    """
    damage = contents.damage
    if damage and not damage.is_cut and not is_loss_accepted:
        raise DamagedCopy(file=damage.file.name, line=damage.line)
    for digest in contents.files.values():
        kept = contents.folder.document(digest)
        if not kept.exists() or files.digest_of(kept) != digest:
            raise MissingFile(file=kept)


def _check_base(base: Path) -> tuple[Head, str]:
    """Return the head of a base and the digest of its last line; raise `Broken` where it is not intact and whole."""
    head: Head | None = None
    rows = count = 0
    try:
        for line in read_lines(base, BEGINNING):
            count += 1
            said = read_base_line(line.text)
            if head is None:
                head = _known(base, said)
            elif isinstance(said, Rows):
                rows += len(said.part.rows)
            elif isinstance(said, Tail) and said.rows == rows:
                return head, line.digest
    except msgspec.DecodeError as error:  # its digest is right: it was written so
        raise UnknownFormat(file=base.name, what=error) from error
    raise Broken(count + 1, is_cut=True)


def _known(base: Path, said: object) -> Head:
    if not isinstance(said, Head) or said.format != FORMAT:
        raise UnknownFormat(file=base.name, what=getattr(said, "format", "?"))
    return said


def _follow(contents: Contents) -> None:
    """Read the lines after the base up to the first that is not intact; beyond it only note what they tell of."""
    due = [path for path in contents.folder.lines() if number_of(path) >= contents.head.number]
    for place, path in enumerate(due):
        count = 0
        try:
            for line in read_lines(path, contents.chain):
                count += 1
                _grow(contents, read_growth(line.text))
                contents.chain = line.digest
        except Broken as broken:
            is_last = place == len(due) - 1
            contents.damage = Damage(path, broken.number, is_cut=broken.is_cut and is_last)
            _note_lost(contents, due[place:], broken.number)
        contents.intact.append((path, count))
        if contents.damage:
            return


def _grow(contents: Contents, growth: Growth) -> None:
    contents.number = growth.number
    contents.sizes |= growth.sizes
    contents.files |= growth.files


def _note_lost(contents: Contents, paths: list[Path], first: int) -> None:
    """Note how far logs had grown according to lines that cannot be believed any more, the damaged one passed over."""
    for path in paths:
        with path.open("rb") as file:
            for line in islice(file, first if path == paths[0] else 0, None):
                try:
                    told = read_growth(unproven(line)).sizes
                except msgspec.DecodeError:
                    continue
                for log, size in told.items():
                    if size > max(contents.sizes.get(log, 0), contents.lost.get(log, 0)):
                        contents.lost[log] = size

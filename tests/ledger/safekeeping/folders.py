"""Folders of backups as tests look into them and spoil them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from ledger.domain.chain import BEGINNING, sealed
from ledger.safekeeping.formats import read_base_line
from ledger.safekeeping.reading import read_folder


def rows_of(folder: Path) -> dict[str, list[list[Any]]]:
    """Return all rows of the newest base by table, but for the epochs, which restoring renews, in the order of keys."""
    found: dict[str, list[list[Any]]] = {}
    for part in read_folder(folder).parts():
        kept = [place for place, column in enumerate(part.columns) if column != "epoch"]
        rows = [[row[place] for place in kept] for row in part.rows]
        found.setdefault(part.table, []).extend(rows)
    return found


def epochs_of(folder: Path) -> set[str]:
    """Return the epochs of all logs."""
    (part,) = [part for part in read_folder(folder).parts() if part.table == "ledger_log"]
    return {row[part.columns.index("epoch")] for row in part.rows}


def rewrite_head(base: Path, change: Callable[[Any], Any]) -> None:
    """Write a base anew whose head says something else, with digests that agree."""
    texts = [line.split(b" ", 1)[1].rstrip(b"\n") for line in base.read_bytes().splitlines(keepends=True)]
    texts[0] = msgspec.json.encode(change(read_base_line(texts[0])))
    digest, lines = BEGINNING, []
    for text in texts:
        line, digest = sealed(text, digest)
        lines.append(line)
    base.write_bytes(b"".join(lines))


def flip(path: Path, line: int) -> None:
    """Flip a bit in the middle of a line, counted from 1."""
    lines = path.read_bytes().splitlines(keepends=True)
    spoilt = bytearray(lines[line - 1])
    spoilt[len(spoilt) // 2] ^= 1
    lines[line - 1] = bytes(spoilt)
    path.write_bytes(b"".join(lines))

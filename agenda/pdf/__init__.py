"""Takes in PDFs that somebody sends: recognised by their bytes, checked and drawn by limited.py in a process of its own.

What is taken in lies outside the web root, in a folder with a random name under that of its municipality: the file as it
came, and an image of each page. Drawing takes seconds: never on a desk's thread, nor under a meeting's lock.
"""

import contextlib
import hashlib
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from uuid import UUID

from django.conf import settings

from agenda import refusals
from council.refusals import Refusal

PROGRAM = Path(__file__).with_name("limited.py")
CPU_SECONDS = 120
PATIENCE_SECONDS = 180.0
MEMORY_MEGABYTES = 1024
# A drawn page is some 200 KB; more is no page of a council's paper.
LARGEST_IMAGE = 16 * 1024 * 1024
AT_ONCE = threading.BoundedSemaphore(
    2
)  # so many are drawn side by side; the rest of the machine is the meeting's
HEAD, END = b"%PDF-", b"%%EOF"
TAIL = 2048
MEGABYTE = 1024 * 1024

UNFIT: dict[str, type[Refusal]] = {
    refusal.code: refusal
    for refusal in (
        refusals.PaperBroken,
        refusals.PaperEncrypted,
        refusals.PaperHasScript,
        refusals.PaperStartsSomething,
        refusals.PaperHasAttachment,
        refusals.PaperOddPage,
        refusals.PaperTooHeavy,
    )
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A PDF that was taken in: its folder's name, SHA-256 in hexadecimal, size in bytes, number of pages."""

    folder: str
    digest: str
    size: int
    pages: int


def take_in(content: Iterable[bytes], municipality_id: UUID) -> Taken:
    """Store a file and the images of its pages; a file that is refused leaves nothing behind.

    Refuses what is too large, no PDF, broken, encrypted, too long or too heavy to draw, and what would run, start or
    carry something.
    """
    folder = secrets.token_hex(16)
    place = folder_of(municipality_id, folder)
    place.mkdir(parents=True, mode=0o700)
    try:
        digest, size = _store(content, place / "paper.pdf")
        with AT_ONCE:
            pages = _draw(place)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    return Taken(folder, digest, size, pages)


def folder_of(municipality_id: UUID, folder: str) -> Path:
    """Return where the files of a paper lie."""
    return Path(settings.PAPERS_DIR) / str(municipality_id) / folder


def take_over(municipality_id: UUID, folder: str, pages: int, *, for_municipality: UUID) -> str:
    """Give a paper's files another folder, of a municipality that keeps them whatever becomes of the first; return its name.

    The files never change, so that both are names of the same bytes and this takes no longer than their number: it may
    run under a meeting's lock. Raises FileNotFoundError, leaving nothing behind, where one of them is gone.
    """
    name = secrets.token_hex(16)
    source, place = folder_of(municipality_id, folder), folder_of(for_municipality, name)
    place.mkdir(parents=True, mode=0o700)
    try:
        for file in ("paper.pdf", *(f"{page}.webp" for page in range(1, pages + 1))):
            _link(source / file, place / file)
    except BaseException:
        discard(for_municipality, name)
        raise
    return name


def _link(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except FileNotFoundError:
        raise
    except OSError:  # Not every file system has files of two names.
        shutil.copyfile(source, target)


def discard(municipality_id: UUID, folder: str) -> None:
    """Remove the files of a paper that was not taken after all, or was withdrawn from a draft."""
    shutil.rmtree(folder_of(municipality_id, folder), ignore_errors=True)


def _store(content: Iterable[bytes], path: Path) -> tuple[str, int]:
    """Write the file down; return its digest and size."""
    digest, size, head, tail = hashlib.sha256(), 0, b"", b""
    with path.open("xb") as file:
        for chunk in content:
            size += len(chunk)
            if size > settings.PAPER_MEGABYTES * MEGABYTE:
                raise refusals.PaperTooLarge(megabytes=settings.PAPER_MEGABYTES)
            digest.update(chunk)
            head = (head + chunk)[: len(HEAD)]
            tail = (tail + chunk)[-TAIL:]
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    _require_pdf(head, tail)
    return digest.hexdigest(), size


def _require_pdf(head: bytes, tail: bytes) -> None:
    """Refuse what does not begin as a PDF, or goes on after its end: it could be taken for something else."""
    if head != HEAD:
        raise refusals.PaperNotPdf
    _, end, after = tail.rpartition(END)
    if not end or after.strip(b"\r\n\t \x00"):
        raise refusals.PaperBroken


def _draw(place: Path) -> int:
    """Have the pages checked and drawn; return how many they are."""
    limits = (settings.PAPER_PAGES, CPU_SECONDS, MEMORY_MEGABYTES)
    with (
        (place / "paper.pdf").open("rb") as paper,
        subprocess.Popen(  # noqa: S603 -- our own program, with numbers only
            [sys.executable, "-I", str(PROGRAM), *map(str, limits)],
            stdin=paper,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={},
            start_new_session=True,
        ) as program,
    ):
        patience = threading.Timer(PATIENCE_SECONDS, _end, [program])
        patience.start()
        try:
            return _receive(_stdout(program), place)
        finally:
            patience.cancel()
            _end(program)


def _end(program: "subprocess.Popen[bytes]") -> None:
    """Kill the program and whatever it may have started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(program.pid, signal.SIGKILL)


def _stdout(program: "subprocess.Popen[bytes]") -> IO[bytes]:
    if program.stdout is None:
        raise RuntimeError("the program was started without a pipe")
    return program.stdout


def _receive(answers: IO[bytes], place: Path) -> int:
    """Write the images down as they come, until the program says what it found; one that dies finds it too heavy."""
    pages = 0
    while size := int.from_bytes(answers.read(4), "big"):
        image = answers.read(size) if size <= LARGEST_IMAGE else b""
        if len(image) != size or pages == settings.PAPER_PAGES:
            raise refusals.PaperTooHeavy
        pages += 1
        (place / f"{pages}.webp").write_bytes(image)
    told = answers.read(1000)
    if not told:
        raise refusals.PaperTooHeavy
    code = json.loads(told)["refused"]
    if code == refusals.PaperTooLong.code:
        raise refusals.PaperTooLong(pages=settings.PAPER_PAGES)
    if code:
        raise UNFIT[code]
    return pages

"""The program that looks into a paper nobody has opened yet, alone in a process that can do nothing else.

It is run as a file, never imported by the product: it reads a PDF from standard input, and writes one line of JSON to
standard output, and after it each page as four bytes of length and a WebP image. Whatever a PDF makes its readers do
is done here: without a descriptor left to open there is no file, no network and no other process to be reached.
"""

import contextlib
import io
import json
import os
import resource
import sys
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image, WebPImagePlugin  # noqa: F401 -- the format has to be here before the files are out of reach

MEGABYTE = 1024 * 1024
# A page is drawn so wide, in pixels, that small print is read on a tablet at twice its size; long ones only so high.
WIDTH, HEIGHT = 1654, 3400
# Print in black on white keeps its edges in so many greys, without loss, in half the bytes that a photograph's way takes.
GREYS, FEW_COLOURS = 16, 256
PHOTO_QUALITY = 72
# In points (1/72 inch). Less is no page, more is no page of the PDF standard (ISO 32000-1, annex C).
SMALLEST, LARGEST = 18.0, 14_400.0
STEEPEST = 12  # how many times as long as wide, or as wide as long
DEEPEST = 60

SCRIPTS = frozenset({"/JavaScript", "/Rendition"})
STARTS = frozenset({"/Launch", "/ImportData", "/SubmitForm", "/GoToE"})
ATTACHED = frozenset({"/FileAttachment", "/RichMedia", "/3D", "/Movie", "/Sound", "/Screen"})


class Unfit(Exception):
    """Why the paper is not taken; the code is that of a refusal."""


def limit(*, cpu_seconds: int, memory_bytes: int) -> None:
    """Give up the right to more than this, and to open anything, before the first byte is read."""
    os.nice(10)  # meetings go first
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def check(content: bytes, most_pages: int) -> None:
    """Raise Unfit for what is broken, locked, too long, or would do more than be read."""
    try:
        document = pikepdf.open(io.BytesIO(content), attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise Unfit("paper-encrypted") from None
    except pikepdf.PdfError:
        raise Unfit("paper-broken") from None
    with document:
        if document.is_encrypted:
            raise Unfit("paper-encrypted")
        for found in document.objects:
            _check_object(found, DEEPEST)
        if len(document.pages) > most_pages:
            raise Unfit("paper-too-long")
        if not document.pages:
            raise Unfit("paper-broken")


def _check_object(found: Any, depth: int) -> None:
    """Look at every dictionary in an object, its direct parts included; what is indirect has its own turn."""
    if depth == 0:
        raise Unfit("paper-broken")
    if isinstance(found, pikepdf.Stream):
        found = found.stream_dict
    if isinstance(found, pikepdf.Dictionary):
        _check_dictionary(found)
    for part in _parts(found):
        _check_object(part, depth - 1)


def _parts(found: Any) -> Iterator[Any]:
    if isinstance(found, pikepdf.Dictionary):
        parts = [found.get(key) for key in found.keys()]  # noqa: SIM118 -- a PDF's dictionary is no mapping
    elif isinstance(found, pikepdf.Array):
        parts = list(found)
    else:
        return
    for part in parts:
        if isinstance(part, pikepdf.Dictionary | pikepdf.Array) and not part.is_indirect:
            yield part


def _check_dictionary(found: Any) -> None:
    action, kind = str(found.get("/S", "")), str(found.get("/Subtype", ""))
    if action in SCRIPTS or any(key in found for key in ("/JS", "/JavaScript", "/XFA")):
        raise Unfit("paper-has-script")
    if action in STARTS:
        raise Unfit("paper-starts-something")
    if kind in ATTACHED or any(key in found for key in ("/EF", "/EmbeddedFiles", "/AF")):
        raise Unfit("paper-has-attachment")


def draw(content: bytes) -> Iterator[bytes]:
    """Yield every page as a WebP image."""
    try:
        document = pypdfium2.PdfDocument(content)
        document.init_forms()  # without it what was written into fields, and seals of signatures, would be missing
        for number in range(len(document)):
            page = document[number]
            yield _image(page)
            page.close()
    except pypdfium2.PdfiumError:
        raise Unfit("paper-broken") from None


def _image(page: Any) -> bytes:
    width, height = page.get_size()
    shorter, longer = sorted((width, height))
    if not SMALLEST <= shorter <= longer <= LARGEST or longer > STEEPEST * shorter:
        raise Unfit("paper-odd-page")
    bitmap = page.render(scale=min(WIDTH / width, HEIGHT / height), rev_byteorder=True)
    image = bitmap.to_pil().convert("RGB")
    target = io.BytesIO()
    if all(
        red == green == blue for _, (red, green, blue) in image.getcolors(FEW_COLOURS) or [(0, (0, 0, 1))]
    ):
        step = 255 // (GREYS - 1)
        grey = image.convert("L").point([round(level / step) * step for level in range(256)])
        grey.save(target, "WEBP", lossless=True, quality=30, method=2)
    else:
        image.save(target, "WEBP", quality=PHOTO_QUALITY, method=2)
    return target.getvalue()


def _warm_up() -> None:
    """Have every library load what it loads late, while it still can."""
    target = io.BytesIO()
    Image.new("RGB", (2, 2)).convert("L").save(target, "WEBP")
    blank = pikepdf.new()
    blank.add_blank_page(page_size=(72, 72))
    empty, locked = io.BytesIO(), io.BytesIO()
    blank.save(empty)
    check(empty.getvalue(), 1)
    list(draw(empty.getvalue()))
    # The library of ciphers opens files of its own at its first use, and would bring everything down if it could not.
    blank.save(locked, encryption=pikepdf.Encryption(owner="", user=""))
    with contextlib.suppress(Unfit):
        check(locked.getvalue(), 1)


def main(most_pages: int, cpu_seconds: int, megabytes: int) -> None:
    """Read, check, draw, answer."""
    _warm_up()
    limit(cpu_seconds=cpu_seconds, memory_bytes=megabytes * MEGABYTE)
    out = sys.stdout.buffer
    content = sys.stdin.buffer.read()
    try:
        check(content, most_pages)
        for image in draw(content):
            out.write(len(image).to_bytes(4, "big") + image)
        answer = {"refused": ""}
    except Unfit as unfit:
        answer = {"refused": str(unfit)}
    except MemoryError:
        answer = {"refused": "paper-too-heavy"}
    out.write((0).to_bytes(4, "big") + json.dumps(answer).encode())
    out.flush()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))

"""The picture of a municipality's arms: which uploaded files are taken, and what is kept of them."""

from enum import StrEnum
from io import BytesIO

from PIL import Image, ImageOps

MOST_BYTES = 4 * 1024 * 1024
MOST_PIXELS = 16_000_000
LEAST_SIDE = 48
"""The shorter side, in pixels, below which arms are a smudge on every screen."""
KEPT_SIDE = 512
"""The longer side, in pixels, of what is kept: enough for a head 60 mm high on paper and for a 4K display."""
BEGINNINGS = {"PNG": b"\x89PNG\r\n\x1a\n", "JPEG": b"\xff\xd8\xff"}


class ArmsFault(StrEnum):
    """Why a file is not taken."""

    TOO_HEAVY = "too-heavy"
    NOT_PNG_OR_JPEG = "not-png-or-jpeg"
    TOO_MANY_PIXELS = "too-many-pixels"
    TOO_SMALL = "too-small"
    BROKEN = "broken"


class WrongArms(ValueError):
    """A file that is not taken; `fault` says why."""

    def __init__(self, fault: ArmsFault) -> None:
        """Keep the reason."""
        super().__init__(fault)
        self.fault = fault


def arms_image(content: bytes) -> bytes:
    """Return the picture as a new PNG, at most KEPT_SIDE on a side, with its transparency and nothing else it carried.

    Refuses (WrongArms) what is neither PNG nor JPEG by its own bytes, too heavy, too large, too small, or cannot be read.
    The size is read before any pixel is.
    """
    if len(content) > MOST_BYTES:
        raise WrongArms(ArmsFault.TOO_HEAVY)
    kind = next((kind for kind, begins in BEGINNINGS.items() if content.startswith(begins)), None)
    if kind is None:
        raise WrongArms(ArmsFault.NOT_PNG_OR_JPEG)
    try:
        return _drawn_anew(content, kind)
    except WrongArms:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise WrongArms(ArmsFault.TOO_MANY_PIXELS) from None
    except (OSError, SyntaxError, ValueError) as unread:  # what Pillow raises on broken files
        raise WrongArms(ArmsFault.BROKEN) from unread


def _drawn_anew(content: bytes, kind: str) -> bytes:
    with Image.open(BytesIO(content), formats=(kind,)) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise WrongArms(ArmsFault.TOO_MANY_PIXELS)
        if min(width, height) < LEAST_SIDE:
            raise WrongArms(ArmsFault.TOO_SMALL)
        upright = ImageOps.exif_transpose(image).convert("RGBA")
    upright.thumbnail((KEPT_SIDE, KEPT_SIDE), Image.Resampling.LANCZOS)
    # Only the pixels go over: whatever else the file carried stays with it.
    clean = Image.frombytes("RGBA", upright.size, upright.tobytes())
    target = BytesIO()
    clean.save(target, "PNG", optimize=True)
    return target.getvalue()

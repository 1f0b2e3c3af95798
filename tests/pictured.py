"""Pictures as files, for tests of arms; nothing is drawn that means anything."""

from io import BytesIO

from PIL import Image


def picture_file(width: int = 120, height: int = 160, kind: str = "PNG", color: str = "#a01830") -> bytes:
    """Return a file of one colour."""
    target = BytesIO()
    Image.new("RGB", (width, height), color).save(target, kind)
    return target.getvalue()

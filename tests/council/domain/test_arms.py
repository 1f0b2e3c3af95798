"""Arms are kept as a small PNG of their own pixels only, and what is no such picture is refused with its reason."""

from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from council.domain import arms
from council.domain.arms import KEPT_SIDE, ArmsFault, WrongArms, arms_image

RED, NOTHING = (200, 30, 40, 255), (0, 0, 0, 0)


def file_of(image: Image.Image, kind: str = "PNG", **how: object) -> bytes:
    target = BytesIO()
    image.save(target, kind, **how)
    return target.getvalue()


def half_red(width: int, height: int) -> Image.Image:
    """Return a picture whose left half is red and whose right half is not there."""
    image = Image.new("RGBA", (width, height), NOTHING)
    image.paste(RED, (0, 0, width // 2, height))
    return image


def read(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content), formats=("PNG",)).convert("RGBA")


def fault_of(content: bytes) -> ArmsFault:
    with pytest.raises(WrongArms) as refused:
        arms_image(content)
    return refused.value.fault


def test_a_large_picture_becomes_small_and_keeps_shape_and_transparency() -> None:
    kept = read(arms_image(file_of(half_red(1500, 900))))
    assert kept.size == (KEPT_SIDE, round(900 * KEPT_SIDE / 1500))
    assert kept.getpixel((20, 150)) == RED
    assert kept.getpixel((490, 150)) == NOTHING


def test_a_small_picture_is_not_blown_up() -> None:
    assert read(arms_image(file_of(half_red(100, 80)))).size == (100, 80)


def test_a_jpeg_is_taken_and_stands_as_its_camera_meant_it() -> None:
    image = half_red(200, 100).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    kept = read(arms_image(file_of(image, "JPEG", exif=exif)))
    assert kept.size == (100, 200)


def test_nothing_that_the_file_carried_beside_its_pixels_is_kept() -> None:
    told = PngInfo()
    told.add_text("Author", "a-name-nobody-should-find")
    kept = arms_image(file_of(half_red(100, 100), pnginfo=told, exif=Image.Exif().tobytes()))
    assert b"a-name-nobody-should-find" not in kept
    assert {kept[at : at + 4] for at in chunks(kept)} == {b"IHDR", b"IDAT", b"IEND"}


def chunks(png: bytes) -> list[int]:
    """Return where the names of a PNG's chunks stand."""
    found, at = [], 8
    while at < len(png):
        found.append(at + 4)
        at += 12 + int.from_bytes(png[at : at + 4], "big")
    return found


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "BMP"])
def test_other_formats_are_refused_whatever_they_are_called(kind: str) -> None:
    assert fault_of(file_of(half_red(100, 100).convert("RGB"), kind)) is ArmsFault.NOT_PNG_OR_JPEG


def test_a_drawing_with_scripts_is_refused() -> None:
    assert fault_of(b'<svg xmlns="http://www.w3.org/2000/svg"/>') is ArmsFault.NOT_PNG_OR_JPEG


def test_too_heavy_too_large_and_too_small_are_refused() -> None:
    assert fault_of(b"\x89PNG\r\n\x1a\n" + bytes(arms.MOST_BYTES)) is ArmsFault.TOO_HEAVY
    assert fault_of(file_of(Image.new("1", (4001, 4000)))) is ArmsFault.TOO_MANY_PIXELS
    assert fault_of(file_of(half_red(400, 47))) is ArmsFault.TOO_SMALL


@pytest.mark.parametrize("side", [10_000, 20_000])
def test_a_picture_that_would_fill_the_memory_is_refused_by_its_head(side: int) -> None:
    # Pillow warns of the first and refuses the second; neither is ever unpacked.
    assert fault_of(file_of(Image.new("1", (side, side)))) is ArmsFault.TOO_MANY_PIXELS


@given(st.integers(8, 2000), st.binary(min_size=1, max_size=40))
def test_a_damaged_file_is_refused_or_read_and_nothing_else(at: int, dirt: bytes) -> None:
    whole = file_of(half_red(120, 120))
    damaged = whole[: at % len(whole)] + dirt
    with suppress(WrongArms):
        assert read(arms_image(damaged)).size == (120, 120)


def test_a_file_that_ends_too_early_is_broken() -> None:
    assert fault_of(file_of(half_red(300, 300))[:60]) is ArmsFault.BROKEN

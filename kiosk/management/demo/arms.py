"""Draws the arms of the demonstration's municipality, which are nobody's: a bridge over a river under a rising sun."""

from io import BytesIO
from math import cos, pi, sin

from PIL import Image, ImageChops, ImageDraw

BLUE, GOLD, SILVER, GREEN, DARK = "#1f4e8c", "#f2c230", "#f4f6f8", "#2f7d4f", "#14263f"
SIDE = 1200
"""Width and height in which it is drawn; it is kept smaller, and so its edges become smooth."""

Point = tuple[float, float]


def demonstration_arms() -> bytes:
    """Return the arms as a PNG with a transparent ground."""
    field = Image.new("RGBA", (SIDE, SIDE), BLUE)
    _charges(ImageDraw.Draw(field))
    edge, inside = (Image.new("L", (SIDE, SIDE)) for _ in range(2))
    ImageDraw.Draw(edge).polygon(_shield(0), fill=255)
    ImageDraw.Draw(inside).polygon(_shield(0.03), fill=255)
    shown = Image.new("RGBA", (SIDE, SIDE))
    shown.paste(DARK, mask=edge)
    shown.paste(field, mask=ImageChops.multiply(inside, edge))
    target = BytesIO()
    shown.save(target, "PNG")
    return target.getvalue()


def _shield(inset: float) -> list[Point]:
    """Return the outline, so far within the whole: a straight top, and sides that bend into the point below."""
    half, top, waist, point = 0.42 - inset, 0.03 + inset, 0.48, 0.97 - 1.3 * inset
    steps = [step / 24 for step in range(25)]
    right = [(0.5 + half * (1 - step**2.4), waist + (point - waist) * step) for step in steps]
    left = [(1 - x, y) for x, y in reversed(right)]
    return _scaled([(0.5 - half, top), (0.5 + half, top), *right, *left])


def _charges(pen: ImageDraw.ImageDraw) -> None:
    for ray in range(13):
        angle = pi * ray / 12
        tip = (0.5 - 0.33 * cos(angle), 0.44 - 0.33 * sin(angle))
        feet = [(0.5 - 0.19 * cos(angle + turn), 0.44 - 0.19 * sin(angle + turn)) for turn in (-0.09, 0.09)]
        pen.polygon(_scaled([tip, *feet]), fill=GOLD)
    pen.ellipse(_scaled([(0.33, 0.27), (0.67, 0.61)]), fill=GOLD)
    pen.rectangle(_scaled([(0, 0.44), (1, 0.62)]), fill=SILVER)
    for arch in (0.21, 0.5, 0.79):
        pen.ellipse(_scaled([(arch - 0.11, 0.5), (arch + 0.11, 0.72)]), fill=BLUE)
    pen.rectangle(_scaled([(0, 0.61), (1, 1)]), fill=GREEN)
    for line in (0.64, 0.73, 0.82):
        upper = [(x / 60, line + 0.014 * sin(x / 60 * 6 * pi)) for x in range(61)]
        lower = [(x, y + 0.04) for x, y in reversed(upper)]
        pen.polygon(_scaled([*upper, *lower]), fill=SILVER)


def _scaled(points: list[Point]) -> list[Point]:
    return [(x * SIDE, y * SIDE) for x, y in points]

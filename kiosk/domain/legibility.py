"""How large a letter has to be on a hall's screen, and what then fits on it. Lengths in millimetres, no pixels.

A capital H is legible from a distance when its height is at least 0.0122 of it (7.3 mm at 0.6 m, 122 mm at 10 m). What
comes out are shares of the picture's height, so that a stylesheet can apply them to any resolution of a 16:9 screen.
"""

from dataclasses import dataclass
from math import ceil, floor

CAPITAL_SHARE = 0.0122
"""Height of a legible capital H, as a share of the viewing distance."""

CAPITAL_OF_TYPE = 0.68
"""Height of a capital H as a share of the type's size, in the lowest of the fonts that a display may have."""

SIDES = (16, 9)

LEAST_RESULT = 0.09
"""Outcome and numbers are no smaller than this share of the shorter side, however near everybody sits."""

LEAST = 0.02
"""Names are no smaller than this share of the shorter side."""

MOST_PAGES = 6
"""Pages of names that a result may take: less than a minute of them, at eight seconds each."""

LETTER = 0.58
"""Width of a letter in sizes of its type, on an average of Cyrillic names."""

# The outcome in sizes of its type across and down, above three numbers: on one line, or broken into two.
OUTCOMES = ((9.3, 3.1), (5.9, 4.2))
# Across in sizes of type: a digit of a number, what frames each of the three, and the gaps between them.
DIGIT = 0.7
FRAME = 0.5
GAPS = 0.3
SECOND = 0.13
"""Share of the height that is left to what stands there in a second language."""

# The shares of the screen's sides that outcome and numbers may take beside plan and names, above them, and alone.
BESIDE = (0.52, 0.66)
ABOVE = (0.94, 0.42)
ALONE = (0.94, 0.62)
NAMES_BESIDE = (0.40, 0.64)
NAMES_BELOW = (0.94, 0.30)
NAMES_ALONE = (0.94, 0.66)
NAME_LINE = 1.5
NAME_EXTRA = 7.5
COLUMN_GAP = 1.0


@dataclass(frozen=True, slots=True)
class Screen:
    """A display as it hangs: how high its picture is, from how far it is to be read, and whether it stands upright."""

    height: float
    distance: float
    is_portrait: bool = False

    @property
    def width(self) -> float:
        """Return the width of the picture."""
        return self.height * SIDES[self.is_portrait] / SIDES[not self.is_portrait]

    @property
    def shorter(self) -> float:
        """Return the shorter side of the picture."""
        return min(self.width, self.height)


@dataclass(frozen=True, slots=True)
class Layout:
    """What a screen shows of a result, and how large: sizes of type as shares of the height, distances in millimetres.

    `is_alone` says that outcome and numbers need the screen to themselves, and take turns with plan and names.
    `name_width` is the width of a column of names in sizes of their type.
    """

    result_type: float
    name_type: float
    is_alone: bool
    name_width: float
    name_pages: int
    result_distance: float
    name_distance: float


def capital_height(distance: float) -> float:
    """Return how high a capital H must be to be legible from the distance, in the distance's unit."""
    return CAPITAL_SHARE * distance


def legible_distance(type_size: float) -> float:
    """Return the distance from which type of this size is legible, in the size's unit."""
    return type_size * CAPITAL_OF_TYPE / CAPITAL_SHARE


def type_size(distance: float) -> float:
    """Return the size of type that is legible from the distance, in the distance's unit."""
    return capital_height(distance) / CAPITAL_OF_TYPE


def layout(screen: Screen, *, names: int, longest: int, has_second: bool = False) -> Layout:
    """Return how a result is laid out for so many names, the longest of so many letters, perhaps in a second language too.

    Outcome and numbers are as large as the distance demands: beside plan and names if they leave them room, else by
    themselves; smaller than demanded only where the whole screen does not suffice. Names are as large as the distance
    demands and their column allows, and smaller where they would take more than MOST_PAGES.
    """
    digits = len(str(names))
    left = SECOND if has_second else 0.0
    demanded = max(type_size(screen.distance), LEAST_RESULT * screen.shorter)
    beside = _largest(screen, ABOVE if screen.is_portrait else BESIDE, digits, left)
    alone = _largest(screen, ALONE, digits, left)
    is_alone = demanded > beside and alone > beside
    result = min(demanded, alone if is_alone else beside)
    area = NAMES_ALONE if is_alone else NAMES_BELOW if screen.is_portrait else NAMES_BESIDE
    size = _size_of_names(screen, area, names, longest)
    return Layout(
        result_type=result / screen.height,
        name_type=size / screen.height,
        is_alone=is_alone,
        name_width=_em(longest) - COLUMN_GAP,
        name_pages=_pages(screen, area, size, names, longest),
        result_distance=legible_distance(result),
        name_distance=legible_distance(size),
    )


def _largest(screen: Screen, share: tuple[float, float], digits: int, left: float) -> float:
    """Return the largest type in which outcome and numbers fit this share of the screen's sides, less what is left."""
    numbers = 3 * (digits * DIGIT + FRAME) + GAPS
    room = share[0] * screen.width, (share[1] - left) * screen.height
    return max(min(room[0] / max(across, numbers), room[1] / down) for across, down in OUTCOMES)


def _size_of_names(screen: Screen, area: tuple[float, float], names: int, longest: int) -> float:
    size = min(type_size(screen.distance), area[0] * screen.width / _em(longest))
    least = LEAST * screen.shorter
    while size > least and _pages(screen, area, size, names, longest) > MOST_PAGES:
        size *= 0.98
    return max(size, least)


def _em(longest: int) -> float:
    return longest * LETTER + NAME_EXTRA


def _pages(screen: Screen, area: tuple[float, float], size: float, names: int, longest: int) -> int:
    columns = max(1, floor(area[0] * screen.width / (size * _em(longest))))
    lines = max(1, floor(area[1] * screen.height / (size * NAME_LINE)))
    return max(1, ceil(names / (columns * lines)))

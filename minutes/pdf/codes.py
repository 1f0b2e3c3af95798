"""QR codes, drawn square by square: no image, so that they stay sharp on every printer."""

import segno
from reportlab.lib.colors import black
from reportlab.platypus import Flowable

QUIET = 2  # squares left free around it
OVERLAP = 1.02  # a hair wider than its place: printers leave white lines between squares that only touch


class Code(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A text as a QR code with this side in points, its quiet zone inside."""

    def __init__(self, text: str, side: float) -> None:
        super().__init__()
        matrix = segno.make_qr(text, error="m", encoding="utf-8").matrix_iter(border=QUIET)
        self._rows = [list(row) for row in matrix]
        self.width = self.height = side

    def draw(self) -> None:
        """Draw the upper row first."""
        square = self.width / len(self._rows)
        self.canv.setFillColor(black)
        for line, row in enumerate(self._rows):
            y = self.height - (line + 1) * square
            for column, is_dark in enumerate(row):
                if is_dark:
                    self.canv.rect(column * square, y, square * OVERLAP, square * OVERLAP, stroke=0, fill=1)

"""Draws the sheets that are handed out at the seats, a page each: whose seat, where to sign in, and the PIN. No record."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from minutes.pdf.codes import Code
from minutes.pdf.fonts import BOLD, MONO, REGULAR, printable, register_fonts
from minutes.pdf.styles import GREY, RULE

MARGIN = 14 * mm
QR = 58 * mm
WIDTH, HEIGHT = A5
TEXT = WIDTH - 2 * MARGIN
NUMBER = 6 * mm  # the step's number, before its text
PIN_BOX = 46 * mm


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one sheet says, in the words of its language; `address` is drawn as a QR code and written below it."""

    council: str
    seat: str
    name: str
    steps: Sequence[str]
    address: str
    pin_label: str
    pin: str
    advice: str
    made: str


def draw_sheets(sheets: Sequence[Sheet], *, title: str, language: str) -> bytes:
    """Return an A5 document with a page for each sheet, its fonts embedded."""
    register_fonts()
    target = BytesIO()
    # Without the three last, every page would start with Helvetica, which no PDF embeds.
    start = {"initialFontName": REGULAR, "initialFontSize": 10, "initialLeading": 12}
    canvas = Canvas(target, pagesize=A5, lang=language, **start)
    canvas.setTitle(printable(title))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    for sheet in sheets:
        _draw(canvas, sheet)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _draw(canvas: Canvas, sheet: Sheet) -> None:
    y = HEIGHT - MARGIN
    y = _text(canvas, sheet.council, y, size=9, color=GREY)
    y = _text(canvas, sheet.seat, y - 3 * mm, size=14)
    y = _text(canvas, sheet.name, y, size=21, font=BOLD) - 2 * mm
    for number, step in enumerate(sheet.steps, start=1):
        below = _text(canvas, step, y - 1.2 * mm, size=11, indent=NUMBER)
        _text(canvas, f"{number}.", y - 1.2 * mm, size=11)
        y = below
    # In the middle of what is left between the steps and the PIN, the address below it.
    room = y - MARGIN - PIN_BOX
    y -= (room - QR - 6 * mm) / 2
    Code(sheet.address, QR).drawOn(canvas, (WIDTH - QR) / 2, y - QR)
    _text(canvas, sheet.address, y - QR - 1 * mm, size=11, font=MONO, alignment=TA_CENTER)
    _draw_pin(canvas, sheet)


def _draw_pin(canvas: Canvas, sheet: Sheet) -> None:
    """Set the PIN at the foot of the page, below a line along which it can be cut off."""
    top = MARGIN + PIN_BOX
    canvas.setStrokeColor(RULE)
    canvas.setDash(3, 3)
    canvas.line(MARGIN, top, WIDTH - MARGIN, top)
    y = _text(canvas, f"{sheet.seat} · {sheet.name}", top - 3 * mm, size=9, color=GREY)
    y = _text(canvas, sheet.pin_label, y - 2 * mm, size=11)
    y = _text(canvas, sheet.pin, y, size=34, font=BOLD)
    y = _text(canvas, sheet.advice, y - 1 * mm, size=9)
    _text(canvas, sheet.made, y, size=9, color=GREY)


def _text(
    canvas: Canvas,
    text: str,
    y: float,
    *,
    size: float,
    font: str = REGULAR,
    color: object = black,
    alignment: int = TA_LEFT,
    indent: float = 0,
) -> float:
    """Set a text below `y`, broken to the width of the page; return where it ends."""
    style = ParagraphStyle(
        "sheet",
        fontName=font,
        fontSize=size,
        leading=size * 1.25,
        textColor=color,
        alignment=alignment,
        splitLongWords=1,
    )
    paragraph = Paragraph(_escaped(text), style)
    _, height = paragraph.wrap(TEXT - indent, HEIGHT)
    paragraph.drawOn(canvas, MARGIN + indent, y - height)
    return float(y - height)


def _escaped(text: str) -> str:
    return printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

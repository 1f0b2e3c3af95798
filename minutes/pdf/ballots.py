"""Draws what an election on paper is held with: the papers, all alike, and the protocol of the tellers. No record.

A paper bears no number, code or mark: nothing tells one of them from another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from minutes.pdf.fonts import BOLD, REGULAR, printable, register_fonts
from minutes.pdf.styles import GREY

MARGIN = 16 * mm
BOX = 7 * mm
LINE = 12 * mm
GAP = 3 * mm


@dataclass(frozen=True, slots=True)
class BallotPaper:
    """What every paper of a ballot says, in the council's language; one box for each of ``choices`` beside a name."""

    council: str
    office: str
    ballot: str
    how: str
    candidates: Sequence[str]
    choices: Sequence[str]


@dataclass(frozen=True, slots=True)
class Protocol:
    """What the tellers write down: each line is a label and its number, empty before it is counted."""

    council: str
    title: str
    office: str
    ballot: str
    rule: str
    lines: Sequence[tuple[str, str]]
    tellers_label: str
    tellers: Sequence[str]
    date: str


class Page:
    """A page that is written on from top to bottom; a new one begins where nothing more fits."""

    def __init__(self, canvas: Canvas, size: tuple[float, float]) -> None:
        """Begin at the top."""
        self.canvas = canvas
        self.width, self.height = size
        self.y = self.height - MARGIN

    def need(self, room: float) -> None:
        """Begin a new page if there is less room left."""
        if self.y - room < MARGIN:
            self.canvas.showPage()
            self.y = self.height - MARGIN

    def text(self, words: str, *, size: float, font: str = REGULAR, color: object = black) -> None:
        """Set a text across the page."""
        style = ParagraphStyle("ballot", fontName=font, fontSize=size, leading=size * 1.3, textColor=color)
        escaped = printable(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        paragraph = Paragraph(escaped, style)
        _, height = paragraph.wrap(self.width - 2 * MARGIN, self.height)
        self.need(height)
        paragraph.drawOn(self.canvas, MARGIN, self.y - height)
        self.y -= height + GAP

    def fit(self, words: str, *, size: float, at: float, room: float) -> None:
        """Set a line at this height of the row, smaller if it is too long for its room."""
        words = printable(words)
        long = self.canvas.stringWidth(words, REGULAR, size)
        self.canvas.setFont(REGULAR, size * min(1, room / long if long else 1))
        self.canvas.drawString(at, self.y - LINE / 2 - size / 3, words)


def draw_papers(paper: BallotPaper, *, copies: int, title: str, language: str) -> bytes:
    """Return an A5 document with so many papers, all alike."""
    canvas, target = _begin(A5, title, language)
    for _ in range(copies):
        page = Page(canvas, A5)
        page.text(paper.council, size=9, color=GREY)
        page.text(paper.office, size=15, font=BOLD)
        page.text(paper.ballot, size=11)
        page.text(paper.how, size=11)
        for name in paper.candidates:
            _candidate(page, name, paper.choices)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _candidate(page: Page, name: str, choices: Sequence[str]) -> None:
    """Draw a name, and before its edge a box for each choice."""
    page.need(LINE)
    each = 24 * mm if len(choices) > 1 else BOX + GAP
    left = page.width - MARGIN - each * len(choices)
    page.fit(name, size=13, at=MARGIN, room=left - MARGIN - GAP)
    for place, choice in enumerate(choices):
        at = left + place * each
        page.canvas.rect(at, page.y - LINE / 2 - BOX / 2, BOX, BOX)
        page.fit(choice, size=10, at=at + BOX + 1 * mm, room=each - BOX - 2 * mm)
    page.y -= LINE


def draw_protocol(protocol: Protocol, *, title: str, language: str) -> bytes:
    """Return an A4 document to be filled in and signed by the tellers."""
    canvas, target = _begin(A4, title, language)
    page = Page(canvas, A4)
    page.text(protocol.council, size=10, color=GREY)
    page.text(protocol.title, size=18, font=BOLD)
    page.text(protocol.office, size=13, font=BOLD)
    page.text(protocol.ballot, size=11)
    page.text(protocol.rule, size=11)
    for label, number in protocol.lines:
        page.need(LINE)
        page.fit(label, size=12, at=MARGIN, room=page.width - 2 * MARGIN - 40 * mm)
        _write_line(page, page.width - MARGIN - 30 * mm, number)
        page.y -= LINE
    page.need(LINE * (len(protocol.tellers) + 2))
    page.y -= GAP
    page.text(protocol.tellers_label, size=12, font=BOLD)
    for name in protocol.tellers:
        page.fit(name, size=12, at=MARGIN, room=80 * mm)
        _write_line(page, MARGIN + 85 * mm, "")
        page.y -= LINE
    page.text(protocol.date, size=10)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _write_line(page: Page, start: float, words: str) -> None:
    page.canvas.line(start, page.y - LINE / 2 - 2 * mm, page.width - MARGIN, page.y - LINE / 2 - 2 * mm)
    page.fit(words, size=12, at=start + 2 * mm, room=page.width - MARGIN - start)


def _begin(size: tuple[float, float], title: str, language: str) -> tuple[Canvas, BytesIO]:
    register_fonts()
    target = BytesIO()
    # Without the three last, every page would start with Helvetica, which no PDF embeds.
    start = {"initialFontName": REGULAR, "initialFontSize": 10, "initialLeading": 12}
    canvas = Canvas(target, pagesize=size, lang=language, **start)
    canvas.setTitle(printable(title))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas, target

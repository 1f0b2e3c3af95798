"""The pages of the document: margins, running head, page number, outline; what stands there is in blocks."""

from datetime import datetime
from typing import IO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, KeepTogether, PageTemplate

from minutes.domain.blocks import Title
from minutes.domain.phrases import Say, said
from minutes.messages import Words
from minutes.pdf.fonts import BOLD, REGULAR, printable, register_fonts

LEFT = 22 * mm
RIGHT = 20 * mm
TOP = 24 * mm
BOTTOM = 22 * mm
SMALL = 8
FEW_LINES = 45 * mm
GREY = HexColor(0x555555)
RULE = HexColor(0x999999)
MARK = HexColor(0xF3EAD0)
TOTAL = "number-of-pages"
UNKNOWN = "\x00"


class OnOnePage(KeepTogether):  # type: ignore[misc]  # reportlab has no types
    """Keeps its content on one page if it fits on one; else it begins where it stands, if a few lines have room."""

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the content, after a page break where that helps."""
        if getattr(self, "_wrapInfo", None) != (width, height):
            self.wrap(width, height)
        if self._frame._height < self._H:  # noqa: SLF001 -- reportlab tells a flowable its frame in no other way
            return [CondPageBreak(FEW_LINES), *self._content]
        content: list[Flowable] = super().split(width, height)
        return content


class Document(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    """An A4 document with a running head from its second page on and a page number on each."""

    def __init__(self, target: IO[bytes], *, title: Title, words: Words, made_at: datetime) -> None:
        register_fonts()
        super().__init__(
            target,
            pagesize=A4,
            leftMargin=LEFT,
            rightMargin=RIGHT,
            topMargin=TOP,
            bottomMargin=BOTTOM,
            title=printable(words.of(title.running)),
            author=printable(f"{words.of(title.body)}, {words.of(title.municipality)}"),
            subject=printable(words.of(title.nature)),
            creator="Kvorum",
            lang=words.language,
            displayDocTitle=1,
            invariant=1,
            keepTogetherClass=OnOnePage,
            # Without these three every page would start with Helvetica, which no PDF embeds.
            initialFontName=REGULAR,
            initialFontSize=SMALL,
            initialLeading=SMALL,
        )
        self.words = words
        self.made_at = made_at
        self.left_head = printable(f"{words.of(title.municipality)} · {words.of(title.body)}")
        self.right_head = printable(words.of(title.running))
        self.mark = printable(words.of(title.mark)).upper() if title.mark else ""
        self._headings = 0
        frame = Frame(LEFT, BOTTOM, self.width, self.height, 0, 0, 0, 0, id="page")
        first = PageTemplate("first", [frame], onPage=self._first_page, autoNextPageTemplate="later")
        self.addPageTemplates([first, PageTemplate("later", [frame], onPage=self._later_page)])

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 -- reportlab's hook
        """Put headings into the outline by which readers find their way."""
        level = getattr(flowable, "outline_level", None)
        if level is None:
            return
        self._headings += 1
        key = f"heading-{self._headings}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(flowable.getPlainText(), key, level=level - 1, closed=level > 1)

    def _endBuild(self) -> None:  # noqa: N802 -- reportlab's hook
        """Say how many pages there are: a form that every page already draws."""
        canvas = self.canv
        canvas.beginForm(TOTAL)
        canvas.setFont(REGULAR, SMALL)
        canvas.setFillColor(GREY)
        canvas.drawString(0, 0, str(self.page))
        canvas.endForm()
        super()._endBuild()

    def _watermark(self, canvas: Canvas) -> None:
        """Lay the mark across the page, under its text."""
        if not self.mark:
            return
        width, height = A4
        size = min(110, 500 / stringWidth(self.mark, BOLD, 1))
        canvas.saveState()
        canvas.setFont(BOLD, size)
        canvas.setFillColor(MARK)
        canvas.translate(width / 2, height / 2)
        canvas.rotate(52)
        canvas.drawCentredString(0, -size / 3, self.mark)
        canvas.restoreState()

    def _first_page(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        made_at = f"D:{self.made_at:%Y%m%d%H%M%S}+00'00'"
        canvas.setDateFormatter(lambda *_: made_at)
        self._watermark(canvas)
        self._foot(canvas)

    def _later_page(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        width, height = A4
        line = height - TOP + 6 * mm
        self._watermark(canvas)
        canvas.saveState()
        canvas.setFont(REGULAR, SMALL)
        canvas.setFillColor(GREY)
        canvas.drawString(LEFT, line, self.left_head)
        canvas.drawRightString(width - RIGHT, line, self.right_head)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.4)
        canvas.line(LEFT, line - 2 * mm, width - RIGHT, line - 2 * mm)
        canvas.restoreState()
        self._foot(canvas)

    def _foot(self, canvas: Canvas) -> None:
        text = self.words.of(said(Say.PAGE, page=canvas.getPageNumber(), pages=UNKNOWN))
        before, _, after = text.partition(UNKNOWN)
        # The total is drawn once it is known; room is kept for two digits, to have the line in the middle.
        room = stringWidth("00", REGULAR, SMALL)
        whole = stringWidth(before + after, REGULAR, SMALL) + room
        x, y = (A4[0] - whole) / 2, BOTTOM - 10 * mm
        canvas.saveState()
        canvas.setFont(REGULAR, SMALL)
        canvas.setFillColor(GREY)
        canvas.drawString(x, y, before)
        x += stringWidth(before, REGULAR, SMALL)
        canvas.drawString(x + room, y, after)
        canvas.translate(x, y)
        canvas.doForm(TOTAL)
        canvas.restoreState()

"""How each kind of paragraph looks, in points unless `mm` stands beside it; nothing is laid out here."""

from reportlab.lib.colors import HexColor, black
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from minutes.domain.blocks import Tone
from minutes.pdf.fonts import BOLD, MONO, REGULAR

DARK = HexColor(0x222222)
GREY = HexColor(0x555555)
FAINT = HexColor(0x767676)
RULE = HexColor(0x999999)
LIGHT = HexColor(0xD5D5D5)
SHADE = HexColor(0xF1F1F1)

LABEL = 44 * mm
CELL = 8.5
HEADER = 7.5
LIST = 8
CLOSE_LIST = 7.5


def _style(name: str, **changes: object) -> ParagraphStyle:
    """Return a style; bullets are named too, because their default is a font that is not embedded."""
    base = {
        "fontName": REGULAR,
        "bulletFontName": REGULAR,
        "fontSize": 10,
        "leading": 13.5,
        "textColor": black,
        "spaceAfter": 2.5,
        "splitLongWords": 1,
        "allowWidows": 0,
        "allowOrphans": 0,
    }
    return ParagraphStyle(name, **base | changes)


MUNICIPALITY = _style("municipality", fontSize=12, leading=16, alignment=TA_CENTER, spaceAfter=0)
DOCUMENT = _style(
    "document", fontName=BOLD, fontSize=19, leading=24, alignment=TA_CENTER, spaceBefore=14, spaceAfter=2
)
NATURE = _style("nature", fontSize=10.5, leading=14, alignment=TA_CENTER, textColor=GREY, spaceAfter=2)
SUBJECT = _style("subject", fontSize=11.5, leading=15, alignment=TA_CENTER, spaceAfter=12)
HEADINGS = {
    1: _style(
        "heading 1", fontName=BOLD, fontSize=13, leading=17, spaceBefore=15, spaceAfter=5, keepWithNext=1
    ),
    2: _style(
        "heading 2", fontName=BOLD, fontSize=11, leading=14.5, spaceBefore=11, spaceAfter=4, keepWithNext=1
    ),
    3: _style(
        "heading 3", fontName=BOLD, fontSize=10, leading=13.5, spaceBefore=9, spaceAfter=3, keepWithNext=1
    ),
}
SENTENCES = {
    Tone.PLAIN: _style("plain"),
    Tone.STRONG: _style("strong", fontName=BOLD, fontSize=9.5, leading=13, spaceBefore=3),
    Tone.MUTED: _style("muted", fontSize=8.5, leading=11.5, textColor=GREY),
    Tone.QUOTED: _style("quoted", leftIndent=6 * mm),
}
FACT = _style(
    "fact",
    fontSize=9.5,
    leading=12.5,
    leftIndent=LABEL,
    bulletIndent=0,
    bulletFontSize=8.5,
    bulletColor=GREY,
    spaceAfter=1.5,
)
LINE = _style("line", leftIndent=10 * mm, bulletIndent=0, bulletFontSize=10, spaceAfter=2)
NOTE_SIZE = 7.5
NOTE = ParagraphStyle("note", fontName=MONO, fontSize=NOTE_SIZE, leading=NOTE_SIZE * 1.35)
VERDICT = _style("verdict", fontName=BOLD, fontSize=10.5, leading=14, textColor=DARK, spaceAfter=3)
REASON = _style("reason", fontSize=9, leading=12, spaceAfter=0)
CAPTION = _style("caption", fontSize=8.5, leading=11.5, textColor=GREY, spaceAfter=10)

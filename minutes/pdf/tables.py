"""The tables of the document, and nothing else of it.

Their cells are plain strings, broken into lines beforehand: laid-out paragraphs in them make a long record
take three times as long.
"""

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, LongTable, Preformatted
from reportlab.platypus import Table as Grid

from minutes.domain.blocks import Mark, NamedLine, NamedList, Numbers, SignatureBlock, Table, Verbatim
from minutes.messages import Words
from minutes.pdf import styles
from minutes.pdf.codes import Code
from minutes.pdf.fonts import BOLD, MONO, REGULAR, printable, wrapped

if TYPE_CHECKING:
    from minutes.domain.phrases import Text

PADDING = 3.0
BOX_PADDING = 8
CODE = 36 * mm
FEW_NAMES = 26
MARKS = {Mark.FOR: "✓", Mark.AGAINST: "✗", Mark.ABSTAIN: "○"}

Command = tuple[object, ...]


class Tables:
    """Sets the tables of one document; `width` is that of the text in points."""

    def __init__(self, *, words: Words, width: float) -> None:
        self.words = words
        self.width = width

    def table(self, table: Table) -> Flowable:
        """Return a table with its header repeated on every page."""
        widths = [self.width * column.share / 100 for column in table.columns]
        header = [
            wrapped(self.words.of(column.header), BOLD, styles.HEADER, width - 2 * PADDING)
            for column, width in zip(table.columns, widths, strict=True)
        ]
        rows = [
            [
                wrapped(self.words.of(cell), REGULAR, styles.CELL, width - 2 * PADDING)
                for cell, width in zip(row, widths, strict=True)
            ]
            for row in table.rows
        ]
        commands: list[Command] = [
            *_plain(REGULAR, styles.CELL, 10.5),
            ("FONT", (0, 0), (-1, 0), BOLD, styles.HEADER, 9.5),
            ("TEXTCOLOR", (0, 0), (-1, 0), styles.GREY),
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, styles.GREY),
            ("LINEBELOW", (0, 1), (-1, -1), 0.25, styles.LIGHT),
        ]
        commands += [
            ("ALIGN", (place, 0), (place, -1), "RIGHT")
            for place, column in enumerate(table.columns)
            if column.is_number
        ]
        return LongTable(
            [header, *rows], colWidths=widths, repeatRows=1, style=commands, spaceBefore=4, spaceAfter=6
        )

    def named(self, named: NamedList) -> Flowable:
        """Return each name with its position; many names, beside which words would not fit, by position."""
        return self._listed(named.lines) if len(named.lines) <= FEW_NAMES else self._grouped(named.lines)

    def _listed(self, lines: Sequence[NamedLine]) -> Flowable:
        """Return two columns, each read downwards, of names with mark and word."""
        height = ceil(len(lines) / 2)
        gap, mark, position = 6 * mm, 4.5 * mm, 21 * mm
        name = (self.width - gap) / 2 - mark - position
        cells = [self._named(line, name - PADDING) for line in lines] + [("", "", "")]
        rows = [[*cells[row], "", *cells[min(row + height, len(lines))]] for row in range(height)]
        commands = _plain(REGULAR, styles.LIST, 9.5)
        for place, line in enumerate(lines):
            if line.mark is Mark.FAINT:
                column, row = place // height * 4, place % height
                commands.append(("TEXTCOLOR", (column, row), (column + 2, row), styles.FAINT))
        commands += [("LINEBELOW", (left, 0), (left + 2, -1), 0.25, styles.LIGHT) for left in (0, 4)]
        commands.append(("LEFTPADDING", (0, 0), (-1, -1), 0))
        widths = [name, mark, position, gap, name, mark, position]
        return Grid(rows, colWidths=widths, style=commands, spaceBefore=4, spaceAfter=5)

    def _grouped(self, lines: Sequence[NamedLine]) -> Flowable:
        """Return the names in three columns, each read downwards, under each position with its number."""
        rows: list[list[str]] = []
        commands = _plain(REGULAR, styles.CLOSE_LIST, 8.5)
        commands.append(("BOTTOMPADDING", (0, 0), (-1, -1), 0.5))
        commands.append(("TOPPADDING", (0, 0), (-1, -1), 0.5))
        width = self.width / 3 - 2 * PADDING
        groups: dict[Mark, dict[Text, list[NamedLine]]] = {mark: {} for mark in Mark}
        for line in lines:
            groups[line.mark].setdefault(line.group, []).append(line)
        for group, members in [pair for by_group in groups.values() for pair in by_group.items()]:
            commands += _group_looks(len(rows))
            rows.append(
                [f"{MARKS.get(members[0].mark, '')} {self.words.of(group)} – {len(members)}".strip(), "", ""]
            )
            height = ceil(len(members) / 3)
            names = [
                wrapped(self.words.of(line.name), REGULAR, styles.CLOSE_LIST, width) for line in members
            ] + [""] * 3
            rows += [[names[row], names[row + height], names[row + 2 * height]] for row in range(height)]
        return Grid(rows, colWidths=[self.width / 3] * 3, style=commands, spaceBefore=2, spaceAfter=5)

    def numbers(self, numbers: Numbers) -> Flowable:
        """Return the numbers of a vote in a row, each under its label."""
        width = self.width / len(numbers.cells)
        labels = [
            wrapped(self.words.of(label), REGULAR, 7.5, width - 2 * PADDING) for label, _ in numbers.cells
        ]
        commands = [
            *_plain(REGULAR, 7.5, 9),
            ("ALIGN", (0, 0), (-1, -1), "CENTER"),
            ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
            ("TEXTCOLOR", (0, 0), (-1, 0), styles.GREY),
            ("FONT", (0, 1), (-1, 1), REGULAR, 11, 13),
            ("FONT", (0, 1), (2, 1), BOLD, 12, 13),
            ("BOTTOMPADDING", (0, 1), (-1, 1), 4),
            ("BOX", (0, 0), (-1, -1), 0.5, styles.RULE),
            ("LINEAFTER", (0, 0), (-2, -1), 0.25, styles.LIGHT),
        ]
        values = [str(number) for _, number in numbers.cells]
        return Grid(
            [labels, values], colWidths=[width] * len(values), style=commands, spaceBefore=3, spaceAfter=4
        )

    def boxed(self, flowables: list[Flowable], beside: Code | None = None) -> Flowable:
        """Return the flowables on a shaded ground with a rule at their left, never parted by a page's end."""
        aside = beside.width + 2 * BOX_PADDING if beside else 0
        commands = [
            *_plain(REGULAR, styles.CELL, 11),
            ("BACKGROUND", (0, 0), (-1, -1), styles.SHADE),
            ("LINEBEFORE", (0, 0), (0, -1), 2, styles.GREY),
            ("LEFTPADDING", (0, 0), (-1, -1), BOX_PADDING),
            ("RIGHTPADDING", (0, 0), (-1, -1), BOX_PADDING),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        ]
        return Grid(
            [[flowables, beside] if beside else [flowables]],
            colWidths=[self.width - aside, aside] if beside else [self.width],
            style=commands,
            spaceBefore=3,
            spaceAfter=5,
        )

    def verbatim(self, verbatim: Verbatim) -> Flowable:
        """Return the text letter by letter, with its QR code at its right where it is to be scanned."""
        code = Code(verbatim.text, CODE) if verbatim.is_scanned else None
        width = self.width - 2 * BOX_PADDING - (CODE + 2 * BOX_PADDING if code else 0)
        return self.boxed([Preformatted(_lettered(verbatim.text, width), styles.NOTE)], code)

    def signatures(self, block: SignatureBlock) -> Flowable:
        """Return a line for each signer with name and capacity under it."""
        gap = 14 * mm
        count = len(block.signers)
        width = (self.width - gap) / 2
        widths = ([width, gap] * count)[:-1]
        names = [wrapped(name, BOLD, 10, width) for _, name in block.signers]
        capacities = [wrapped(self.words.of(capacity), REGULAR, 9, width) for capacity, _ in block.signers]
        rows = [_spaced(names), _spaced(capacities)]
        commands: list[Command] = [
            *_plain(REGULAR, 9, 12),
            ("FONT", (0, 0), (-1, 0), BOLD, 10, 13),
            ("TEXTCOLOR", (0, 1), (-1, 1), styles.GREY),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ]
        commands += [
            ("LINEABOVE", (place, 0), (place, 0), 0.8, styles.DARK) for place in range(0, 2 * count, 2)
        ]
        return Grid(rows, colWidths=widths, style=commands, hAlign="LEFT")

    def _named(self, line: NamedLine, width: float) -> tuple[str, str, str]:
        name = wrapped(self.words.of(line.name), REGULAR, styles.LIST, width)
        return name, MARKS.get(line.mark, ""), self.words.of(line.position)


def _lettered(text: str, width: float) -> str:
    """Return the text in lines of this width; one ending in ↩ goes on in the next."""
    fits = int(width / stringWidth("0", MONO, styles.NOTE_SIZE)) - 1
    return "\n".join(_continued(line, fits) for line in printable(text).rstrip("\n").split("\n"))


def _plain(font: str, size: float, leading: float) -> list[Command]:
    """Return the commands every table starts with; without the first its cells would be in Helvetica."""
    return [
        ("FONT", (0, 0), (-1, -1), font, size, leading),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    ]


def _group_looks(row: int) -> list[Command]:
    return [
        ("FONT", (0, row), (-1, row), BOLD, styles.LIST, 10),
        ("TOPPADDING", (0, row), (-1, row), 3),
        ("BOTTOMPADDING", (0, row), (-1, row), 2),
        ("LINEBELOW", (0, row), (-1, row), 0.25, styles.RULE),
        ("NOSPLIT", (0, row), (-1, row + 1)),
    ]


def _continued(line: str, fits: int) -> str:
    """Return the line in pieces of so many letters, cut after a space where that saves cutting a word."""
    pieces: list[str] = []
    while len(line) > fits:
        cut = line.rfind(" ", 1, fits) + 1
        if not cut or len(line) - cut > fits:
            cut = fits
        pieces.append(line[:cut] + "↩")
        line = line[cut:]
    return "\n".join([*pieces, line])


def _spaced(cells: list[str]) -> list[str]:
    return [text for cell in cells for text in (cell, "")][:-1]

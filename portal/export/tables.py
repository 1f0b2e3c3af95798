"""The table of attendance as a file, for spreadsheets of every kind; what stands in it is domain.attendance's."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import xlsxwriter

from portal.domain.attendance import AttendanceLine
from portal.domain.spreadsheets import harmless

COLUMNS = (
    *("person", "group", "seat", "attendance", "arrived", "left", "minutes"),
    *("votes", "votes_missed", "votes_recused"),
)
Cell = str | int


def attendance_csv(lines: Sequence[AttendanceLine], zone: ZoneInfo) -> bytes:
    """Return the table as UTF-8 text separated by commas, with a byte order mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([harmless(str(cell)) for cell in row] for row in _rows(lines, zone))
    return text.getvalue().encode("utf-8-sig")


def attendance_xlsx(lines: Sequence[AttendanceLine], zone: ZoneInfo) -> bytes:
    """Return the table as a workbook; texts are written as texts, so that no program takes one for a formula."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet, heading = book.add_worksheet(), book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 1, 32)
        sheet.set_column(2, len(COLUMNS) - 1, 16)
        for column, name in enumerate(COLUMNS):
            sheet.write_string(0, column, name, heading)
        for row, cells in enumerate(_rows(lines, zone), start=1):
            for column, cell in enumerate(cells):
                if isinstance(cell, int):
                    sheet.write_number(row, column, cell)
                else:
                    sheet.write_string(row, column, harmless(cell))
    return file.getvalue()


def _rows(lines: Sequence[AttendanceLine], zone: ZoneInfo) -> Iterator[list[Cell]]:
    for line in lines:
        yield [
            *(line.name, line.group, "" if line.seat is None else line.seat, line.state),
            "; ".join(_clock(arrived, zone) for arrived, _ in line.stays),
            "; ".join(_clock(left, zone) if left else "" for _, left in line.stays),
            *(line.minutes, line.votes, line.missed, line.recused),
        ]


def _clock(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"

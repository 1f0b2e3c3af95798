"""The sheets handed out at the seats: a page each, every font inside, every word to be read."""

import subprocess
from pathlib import Path

import pypdfium2 as pdfium
import zxingcpp

from minutes.pdf.sheets import Sheet, draw_sheets

LONG = "Александър-Максимилиан Хаджидимитров-Костадинов от Долна Митрополия <& синове>"


def sheet(name: str, pin: str) -> Sheet:
    return Sheet(
        council="Община Бели бряг · Общински съвет",
        seat="Място 7",
        name=name,
        steps=["Снимайте кода.", "Вижте името си.", "Въведете ПИН."],
        address="https://council.example/s/k7m2p-9qx4d/",
        pin_label="Вашият ПИН",
        pin=pin,
        advice="Пазете го.",
        made="Направен на 21 ноември 2026 г.",
    )


def test_every_seat_has_a_page_that_says_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "seats.pdf"
    path.write_bytes(
        draw_sheets([sheet("Анна Ангелова", "012 345"), sheet(LONG, "987 654")], title="ПИН", language="bg")
    )
    first, second, _ = run("pdftotext", "-layout", str(path), "-").split("\f")
    assert "012 345" in first
    assert "Анна Ангелова" in first
    assert "987 654" in second
    assert " ".join(second.split()).count(LONG) == 2, "over the steps and beside the PIN"
    fonts = [line.split() for line in run("pdffonts", str(path)).splitlines()[2:]]
    assert fonts
    assert all(line[-5] == "yes" for line in fonts)
    assert "419.5" in run("pdfinfo", str(path))
    shown = [page.render(scale=150 / 72).to_pil() for page in pdfium.PdfDocument(path)]
    address = "https://council.example/s/k7m2p-9qx4d/"
    assert [[code.text for code in zxingcpp.read_barcodes(page)] for page in shown] == [[address]] * 2


def run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout

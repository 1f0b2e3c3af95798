"""The document: what can be read in it, what is embedded in it, how it breaks over pages."""

import hashlib
import logging
import re
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from council.domain.alphabets import ALPHABETS
from minutes.domain.blocks import Heading, Paragraph, Sentence, Title, Together, Verbatim
from minutes.domain.paragraphs import Witness, compose
from minutes.messages import Words
from minutes.pdf import draw
from minutes.pdf.fonts import DIRECTORY, FILES, MONO, REGULAR, printable, wrapped
from tests.minutes.evening import evening
from tests.minutes.story import CLERK, MAYOR, NAMES, TITLES, Story
from voting.domain.record import read_record

WORDS = "lusab babad gutih tugad babab"
NOTE = "kvorum.local/meeting/12\n104\ncm9vdA==\n\n— kvorum.local/meeting/12 " + "Ab3/" * 23 + "\n"
MADE_AT = datetime(2026, 11, 5, 10, 6, 31, tzinfo=UTC)
TITLE = Title("Община", "Съвет", "Протокол № 1", "за гласуванията", "5 ноември", "Протокол № 1 от 5 ноември")


def words(story: Story, language: str) -> Words:
    told = read_record(story)
    assert told.opening is not None
    return Words(language=language, zone="Europe/Sofia", day=told.opening.said.held_on)


def drawn(story: Story, language: str = "bg") -> bytes:
    paragraphs = compose(read_record(story), Witness(104, "cm9vdA==", WORDS, NOTE))
    return draw(paragraphs, words=words(story, language), made_at=MADE_AT)


def set_in_pages(*parts: Paragraph) -> bytes:
    return draw((TITLE, *parts), words=words(evening(), "en"), made_at=MADE_AT)


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def text(pdf: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(pages(pdf)))


def crowd(size: int) -> Story:
    """Return a meeting of so many councillors with two named votes."""
    given = (
        "Александра",
        "Борислав",
        "Венцислава",
        "Гергана",
        "Димитър",
        "Евгения",
        "Живка",
        "Захари",
        "Иван",
        "Йордан",
    )
    families = (
        "Стоянов",
        "Великова",
        "Ангелов",
        "Константинова",
        "Маринов-Георгиев",
        "Кръстева",
        "Щерев",
        "Цанкова",
        "Чолаков",
        "Яков",
    )
    names = [
        NAMES[0],
        *(f"{given[place % 10]} {families[place // 10]} {families[place % 10]}" for place in range(size - 1)),
    ]
    story = Story(names=names, titles=TITLES[:2]).arrive(*names[:-2]).open()
    for title in TITLES[:2]:
        story.activate(title)
        story.vote(
            title,
            {name: ("for", "for", "against", "abstain")[place % 4] for place, name in enumerate(names[:-4])},
        )
    return story.adjourn()


def test_the_same_record_makes_the_same_bytes() -> None:
    first, second = drawn(evening()), drawn(evening())
    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(second).hexdigest()


def test_names_texts_and_note_can_be_read_out_in_cyrillic() -> None:
    read = text(drawn(evening()))
    for said in (*NAMES, MAYOR, CLERK, "Община Долна река", "кмет на общината", "Свързано лице е участник"):
        assert said in read
    assert "cm9vdA==" in read
    assert read.replace("↩ ", "").count("Ab3/" * 23) == 1


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("bg", ("Дневен ред", "5 ноември 2026 г.", "Гласували „за“:", "Страница 1 от")),
        ("sr", ("Дневни ред", "5. новембра 2026. године", "Гласало „за“:", "Страна 1 од")),
        ("sr-latn", ("Dnevni red", "5. novembra 2026. godine", "Glasalo „za“:", "Strana 1 od")),
        ("sl", ("Dnevni red", "5. novembra 2026", "Glasovalo »za«:", "Stran 1 od")),
    ],
)
def test_the_record_reads_in_the_language_of_the_council(language: str, said: tuple[str, ...]) -> None:
    read = text(drawn(evening(), language)).replace("\N{NO-BREAK SPACE}", " ")
    assert not [words for words in said if words not in read]


def test_the_fonts_have_every_letter_and_mark_of_every_language() -> None:
    letters = "".join(letter for alphabet in ALPHABETS.values() for letter in alphabet)
    marks = "„“»«–…№·"
    for sign in letters + letters.upper() + marks:
        assert printable(sign) == sign


def test_poppler_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "record.pdf"
    path.write_bytes(drawn(evening()))
    read = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True).stdout
    assert "Александър Георгиев Тодоров" in read
    assert "Страница 2 от" in read or "Page 2 of" in read


def test_every_font_is_embedded(tmp_path: Path) -> None:
    path = tmp_path / "record.pdf"
    path.write_bytes(drawn(crowd(40)))
    listed = subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True).stdout
    fonts = [line.split() for line in listed.splitlines()[2:]]
    assert {font[0].partition("+")[2] for font in fonts} == {
        "DejaVuSansCondensed",
        "DejaVuSansCondensed-Bold",
        "DejaVuSansMono",
    }
    assert [font[-5:-2] for font in fonts] == [["yes", "yes", "yes"]] * 3
    assert b"Helvetica" not in path.read_bytes()


def test_the_fonts_come_with_their_licence() -> None:
    assert "Bitstream Vera Fonts Copyright" in (DIRECTORY / "LICENSE").read_text()
    assert {path.name for path in DIRECTORY.glob("*.ttf")} == set(FILES.values())


def test_pages_are_numbered_and_named() -> None:
    read = pages(drawn(crowd(40), "en"))
    assert len(read) > 3
    for number, page in enumerate(read, start=1):
        assert f"Page {number} of {len(read)}" in re.sub(r"\s+", " ", page)
        assert ("Minutes No 12 of" in page) == (number > 1)


def test_the_document_carries_its_meeting_s_date_and_language() -> None:
    reader = PdfReader(BytesIO(drawn(evening(), "en")))
    assert reader.metadata is not None
    assert reader.metadata.creation_date == MADE_AT
    assert reader.metadata.title is not None
    assert reader.metadata.title.startswith("Minutes No 12")
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert len(reader.outline) > 4


@pytest.mark.parametrize("size", [9, 17, 26, 27, 45, 100])
def test_councils_of_any_size_find_every_name_in_the_list(size: int) -> None:
    story = crowd(size)
    read = text(drawn(story, "en"))
    for name in story.names:
        assert read.count(name) >= 3


def test_a_vote_of_a_hundred_fits_a_page() -> None:
    read = pages(drawn(crowd(100), "en"))
    (page,) = [page for page in read if "Vote No 1" in page and "Put to the vote" in page]
    assert "Decision No" in page


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    for size in range(30, 60, 3):
        for page in pages(drawn(crowd(size), "en")):
            lines = [line for line in page.splitlines() if line and not re.match(r"Page \d|Minutes No", line)]
            assert not re.match(r"Vote No|Item \d|Votes and decisions|Overview|Agenda", lines[-1]), lines[-1]


def test_one_page_counts_itself() -> None:
    assert [re.sub(r"\s+", " ", page).count("Page 1 of 1") for page in pages(set_in_pages())] == [1]


def test_a_text_longer_than_a_page_goes_on() -> None:
    long = Sentence(" ".join(f"дума{number}" for number in range(3000)))
    read = pages(set_in_pages(Together((Heading(1, "Начало"), long))))
    assert len(read) > 3
    assert "дума0" in read[0]
    assert "дума2999" in read[-1]


def test_markup_in_a_text_is_only_text() -> None:
    read = text(set_in_pages(Heading(1, "<b>&amp;</b>"), Sentence("a < b & c > d\nнов ред")))
    assert "<b>&amp;</b>" in read
    assert "a < b & c > d нов ред" in read


def test_a_note_is_printed_letter_by_letter() -> None:
    note = "— name " + "x" * 300 + "\n" + "y" * 250
    read = text(set_in_pages(Verbatim(note))).replace("↩ ", "").replace("↩", "")
    assert "x" * 300 in read
    assert "y" * 250 in read


def test_a_camera_reads_the_signed_note_off_the_paper() -> None:
    pdf = set_in_pages(Verbatim(NOTE, is_scanned=True))
    assert scanned(pdf) == [NOTE]
    assert re.sub(r"\s|↩", "", NOTE) in re.sub(r"\s|↩", "", text(pdf)), "and its letters stand beside it"
    assert scanned(set_in_pages(Verbatim(NOTE))) == []


def test_the_minutes_end_in_the_code_that_the_hall_was_shown() -> None:
    assert scanned(drawn(evening())) == [NOTE]


def scanned(pdf: bytes) -> list[str]:
    """Return what a camera reads off the pages, held at 150 dots an inch."""
    shown = [page.render(scale=150 / 72).to_pil() for page in pdfium.PdfDocument(pdf)]
    return [code.text for page in shown for code in zxingcpp.read_barcodes(page)]


def test_letters_without_a_glyph_are_told_by_number(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert printable("Иван 🙂 漢 \u202e") == "Иван [U+1F642] [U+6F22] [U+202E]"
    assert "U+1F642" in caplog.text


def test_marks_that_print_nothing_are_left_out() -> None:
    assert printable("съ\u00adвет\ufeff\tа\u0306") == "съвет ӑ"


def test_signs_of_the_list_are_in_the_fonts() -> None:
    assert printable("✓ ✗ ○ ↩ № „“ – — ѝ Й ю ђ ž") == "✓ ✗ ○ ↩ № „“ – — ѝ Й ю ђ ž"


@given(st.text(alphabet="абвгдЕЖЗ -", max_size=80), st.floats(min_value=20, max_value=200))
@settings(max_examples=50)
def test_wrapped_text_loses_no_letter(written: str, width: float) -> None:
    for font in (REGULAR, MONO):
        assert re.sub(r"\s", "", wrapped(written, font, 8, width)) == re.sub(r"\s", "", written)

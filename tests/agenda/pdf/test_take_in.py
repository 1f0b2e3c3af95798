"""PDFs are taken in with an image of every page; what is broken, locked or hostile is refused with its reason."""

import contextlib
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image

from agenda import pdf
from agenda.pdf import UNFIT, folder_of, take_in
from agenda.refusals import PaperNotPdf, PaperTooLarge, PaperTooLong
from council.refusals import Refusal
from tests import papers

OURS = UUID("00000000-0000-4000-8000-0000000000aa")
BUDGET = papers.pdf("Budget", pages=3)


@pytest.fixture(autouse=True)
def _own_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PAPERS_DIR", tmp_path)


def kept() -> list[str]:
    return sorted(path.name for path in Path(settings.PAPERS_DIR).rglob("*") if path.is_file())


def test_a_paper_is_kept_as_it_came_with_an_image_of_each_page() -> None:
    taken = take_in([BUDGET[:3], BUDGET[3:]], OURS)
    assert (taken.pages, taken.size) == (3, len(BUDGET))
    assert taken.digest == hashlib.sha256(BUDGET).hexdigest()
    place = folder_of(OURS, taken.folder)
    assert place.parent.name == str(OURS)
    assert (place / "paper.pdf").read_bytes() == BUDGET
    assert kept() == ["1.webp", "2.webp", "3.webp", "paper.pdf"]


def test_a_page_is_drawn_in_print_size_with_what_is_written_on_it() -> None:
    taken = take_in([BUDGET], OURS)
    with Image.open(folder_of(OURS, taken.folder) / "2.webp") as page:
        assert (page.format, page.width) == ("WEBP", 1654)
        assert page.height == pytest.approx(1654 * 297 / 210, abs=2)
        darkest, lightest = page.convert("L").getextrema()
    assert (darkest, lightest) == (0, 255)


def test_a_page_lying_down_and_one_in_colour_are_drawn_too() -> None:
    coloured = papers.changed(lambda document: setattr(document.pages[0].obj, "Rotate", 90))
    taken = take_in([coloured], OURS)
    with Image.open(folder_of(OURS, taken.folder) / "1.webp") as page:
        assert page.width > page.height


def test_the_same_file_twice_lies_in_two_places_that_nobody_can_guess() -> None:
    folders = {take_in([BUDGET], OURS).folder for _ in range(2)}
    assert len(folders) == 2
    assert all(len(folder) == 32 for folder in folders)


@pytest.mark.parametrize("sample", papers.HOSTILE)
def test_what_is_unfit_is_refused_with_its_reason_and_leaves_nothing(
    sample: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "CPU_SECONDS", 3)
    make, code = papers.HOSTILE[sample]
    with pytest.raises(Refusal) as refused:
        take_in([make()], OURS)
    assert refused.value.code == code
    assert str(refused.value)
    assert kept() == []


def test_more_pages_than_the_setting_allows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PAPER_PAGES", 2)
    with pytest.raises(PaperTooLong, match="2 pages"):
        take_in([BUDGET], OURS)


def test_thousands_of_pages_are_refused_before_any_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PATIENCE_SECONDS", 20.0)
    with pytest.raises(PaperTooLong):
        take_in([papers.pdf(pages=5000)], OURS)
    assert kept() == []


def test_more_bytes_than_the_setting_allows_are_refused_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PAPER_MEGABYTES", 1)
    seen = []

    def endless() -> Iterator[bytes]:
        while True:
            seen.append(1)
            yield b"%PDF-" + bytes(400_000)

    with pytest.raises(PaperTooLarge, match="1 MB"):
        take_in(endless(), OURS)
    assert len(seen) == 3
    assert kept() == []


def test_who_takes_too_long_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PATIENCE_SECONDS", 1.0)
    make, code = papers.HOSTILE["drawn for ever"]
    with pytest.raises(Refusal) as refused:
        take_in([make()], OURS)
    assert refused.value.code == code


@hypothesis_settings(max_examples=25)
@given(place=st.integers(0, len(BUDGET) - 1), junk=st.binary(min_size=1, max_size=40), is_cut=st.booleans())
def test_damaged_anyhow_a_paper_is_taken_or_refused_and_nothing_else(
    place: int, junk: bytes, *, is_cut: bool
) -> None:
    damaged = BUDGET[:place] + junk + (b"" if is_cut else BUDGET[place + len(junk) :])
    with contextlib.suppress(*UNFIT.values(), PaperNotPdf):
        taken = take_in([damaged], OURS)
        for page in range(1, taken.pages + 1):
            image = (folder_of(OURS, taken.folder) / f"{page}.webp").read_bytes()
            Image.open(io.BytesIO(image)).verify()

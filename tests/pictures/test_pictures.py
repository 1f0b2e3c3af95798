"""The camera and its contact sheet, tried on one page; `make pictures` does the same for all of them."""

from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.people import set_up
from tests.conftest import StartServer
from tests.pictures.camera import LANGUAGES, LAPTOP, PHONE, Camera, View
from tests.pictures.pages import COLOURS, DIRECTORIES, PICTURES, PRINTED, reduce_to
from tests.pictures.sheet import write_sheet
from tests.services import Template


@pytest.fixture(scope="module")
def template(demo_template: Template) -> Template:
    return demo_template


def test_every_language_of_the_product_is_photographed() -> None:
    assert set(LANGUAGES) == set(dict(settings.LANGUAGES))


@pytest.mark.browser
def test_a_page_is_photographed_in_each_language_and_size_and_listed(
    browser: Browser, start_server: StartServer, tmp_path: Path
) -> None:
    camera = Camera(browser, set_up(start_server()), tmp_path, ("sl", "sr"))
    camera.take([View("desk", "clerk", "/clerk/", (LAPTOP, PHONE))])

    assert [(picture.language, picture.size) for picture in camera.pictures] == [
        ("sl", LAPTOP),
        ("sl", PHONE),
        ("sr", LAPTOP),
        ("sr", PHONE),
    ]
    assert len({picture.path.read_bytes() for picture in camera.pictures}) == 4
    sheet = write_sheet(camera.pictures, tmp_path).read_text()
    assert all(f'src="desk/{picture.path.name}"' in sheet for picture in camera.pictures)


@pytest.mark.browser
def test_colours_and_contrast_are_those_asked_for(
    browser: Browser, start_server: StartServer, tmp_path: Path
) -> None:
    grounds: set[tuple[int, ...]] = set()
    demo = set_up(start_server())
    for place, (look, contrast) in enumerate((("paper", "normal"), ("night", "high"))):
        camera = Camera(browser, demo, tmp_path / str(place), ("bg",), look=look, contrast=contrast)
        camera.take([View("desk", "clerk", "/clerk/", (PHONE,)), View("meetings", "", "/", (PHONE,))])
        for picture in camera.pictures:
            with Image.open(picture.path) as taken:
                grounds.add((place, *taken.convert("RGB").getpixel((1, taken.height - 1))))

    assert grounds == {(0, 0xF4, 0xF2, 0xED), (1, 0, 0, 0), (1, 0xFF, 0xFF, 0xFF)}


def test_the_pages_have_a_picture_of_each_room_in_every_language() -> None:
    rooms = {"seat-voting.png", "clerk-voting.png", "chair-voting.png"}
    for language in LANGUAGES:
        assert rooms <= {path.name for path in (PICTURES / DIRECTORIES[language]).glob("*.png")}


def test_a_picture_for_a_page_is_reduced_in_points_and_colours(tmp_path: Path) -> None:
    taken, printed = tmp_path / "taken.png", tmp_path / "sl" / "printed.png"
    Image.radial_gradient("L").resize(LAPTOP).convert("RGB").save(taken)
    reduce_to(printed, taken)
    with Image.open(printed) as picture:
        assert picture.size == PRINTED
        assert picture.getcolors(COLOURS)

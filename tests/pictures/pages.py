"""`python -m tests.pictures.pages`: takes the pictures of the pages for councillors, chair and clerk, in their languages."""

import tempfile
from contextlib import ExitStack
from pathlib import Path

from PIL import Image

from tests.browser.people import Absentee, set_up
from tests.pictures import acts
from tests.pictures.camera import LANGUAGES, LAPTOP, Camera, View
from tests.pictures.scenes import SILENT, SITTER
from tests.services import KvorumServer, chromium, template_for
from tests.services.databases import ROOT

PICTURES = ROOT / "docs" / "pictures"
DIRECTORIES = {language: language for language in LANGUAGES} | {"en": "", "sr-latn": "sr-Latn"}
PRINTED = (960, 600)
COLOURS = 96


def main() -> None:
    """Hold the demo's first vote and put a picture of each room where the pages show it."""
    with tempfile.TemporaryDirectory(prefix="kvorum-pictures-") as name:
        template = template_for("", Path(name), ("demo", "--setup-only"))
        server = KvorumServer(database_url=template.copy(), var=template.var)
        with server, chromium() as browser:
            camera = Camera(browser, set_up(server), Path(name) / "taken", LANGUAGES)
            _play(camera)
            for picture in camera.pictures:
                reduce_to(PICTURES / DIRECTORIES[picture.language] / f"{picture.view}.png", picture.path)


def reduce_to(printed: Path, taken: Path) -> None:
    """Write a picture as small as a printed page needs it: in points and in colours."""
    printed.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(taken) as picture:
        small = picture.convert("RGB").resize(PRINTED, Image.Resampling.LANCZOS)
        # The mean of all colours would lose the few green points of linked seats.
        reduced = small.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        reduced.save(printed, optimize=True)


def _play(camera: Camera) -> None:
    with ExitStack() as stack:
        chair = stack.enter_context(Absentee(camera.demo, "chair", "chair"))
        members = {login: stack.enter_context(Absentee(camera.demo, login)) for login in camera.demo.members}
        members[SITTER].act("seat.check_in")
        acts.prepare(chair)
        acts.open_vote(chair)
        camera.take([View("seat-voting", SITTER, "/seat/", (LAPTOP,))])
        camera.take([View("clerk-voting", "clerk", "/clerk/", (LAPTOP,))])
        acts.vote_all([member for login, member in members.items() if login != SILENT])
        camera.take([View("chair-voting", "chair", "/chair/", (LAPTOP,))])


if __name__ == "__main__":
    main()

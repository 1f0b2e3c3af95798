"""`python -m tests.pictures`: holds the demo's meeting and photographs every page in every language and size."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from tests.browser.people import set_up
from tests.pictures.camera import LANGUAGES, Camera, Picture
from tests.pictures.scenes import (
    BY_CORRESPONDENCE,
    OTHER_RULES,
    play,
    play_by_correspondence,
    play_under_other_rules,
)
from tests.pictures.sheet import write_sheet
from tests.services import KvorumServer, chromium, template_for
from tests.services.databases import ROOT

SITTINGS = (
    (play, ""),
    (play_under_other_rules, OTHER_RULES),
    (play_by_correspondence, BY_CORRESPONDENCE),
)


def main() -> None:
    """Take the pictures that were asked for into an emptied directory."""
    asked = _asked()
    shutil.rmtree(asked.into, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="kvorum-pictures-") as name:
        directory = Path(name)
        template = template_for("", directory, ("demo", "--setup-only"))
        pictures: list[Picture] = []
        try:
            for scenes, rules in SITTINGS:
                server = KvorumServer(database_url=template.copy(), var=template.var)
                if rules:
                    server.manage("shell", "-c", rules)
                with server, chromium() as browser:
                    camera = Camera(
                        browser,
                        set_up(server),
                        asked.into,
                        asked.languages,
                        asked.only,
                        pictures,
                        look=asked.look,
                        contrast=asked.contrast,
                    )
                    scenes(camera)
        finally:
            sheet = write_sheet(pictures, asked.into)
            sys.stdout.write(f"{len(pictures)} pictures: {sheet}\n")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("--into", type=Path, default=ROOT / "pictures", help="directory to fill (pictures)")
    parser.add_argument(
        "--languages", nargs="+", choices=LANGUAGES, default=LANGUAGES, help="these languages only"
    )
    parser.add_argument(
        "--look",
        choices=("paper", "night"),
        default="",
        help="colours of whoever has settings, else each page's own",
    )
    parser.add_argument(
        "--contrast",
        choices=("normal", "high"),
        default="normal",
        help="as chosen, and as the device asks for",
    )
    parser.add_argument(
        "--only", nargs="+", default=(), help="pages whose name contains one of these", metavar="PART"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()

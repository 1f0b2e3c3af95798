"""The contact sheet: one page with every picture that was taken, small, by page and language."""

from collections.abc import Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from tests.pictures.camera import Picture

STYLE = """
body { font: 16px/1.4 system-ui, sans-serif; margin: 24px; background: #e8e8e6; color: #1c1c1a }
section { margin: 32px 0 }
.row { display: flex; gap: 12px; align-items: flex-start; overflow-x: auto; padding: 6px 0 }
figure { margin: 0; flex: none }
img { height: 220px; background: #fff; border: 1px solid #aaa; display: block }
figcaption { font-size: 12px; color: #555 }
"""


def write_sheet(pictures: Sequence[Picture], directory: Path) -> Path:
    """Write index.html beside the pictures and return its path."""
    sections = [
        f"<section><h2>{escape(view)}</h2>{''.join(_rows(list(taken), directory))}</section>"
        for view, taken in groupby(pictures, key=lambda picture: picture.view)
    ]
    directory.mkdir(parents=True, exist_ok=True)
    page = directory / "index.html"
    page.write_text(
        f"<!doctype html><html lang=en><meta charset=utf-8><title>Pictures of Kvorum</title><style>{STYLE}</style>"
        f"<h1>{len(pictures)} pictures</h1>{''.join(sections)}</html>",
        encoding="utf-8",
    )
    return page


def _rows(pictures: Sequence[Picture], directory: Path) -> list[str]:
    return [
        f"<div class=row>{''.join(_figure(picture, directory) for picture in taken)}</div>"
        for _language, taken in groupby(pictures, key=lambda picture: picture.language)
    ]


def _figure(picture: Picture, directory: Path) -> str:
    address = escape(picture.path.relative_to(directory).as_posix())
    told = f"{picture.language} {picture.size[0]}×{picture.size[1]}"
    return (
        f'<figure><a href="{address}"><img loading=lazy src="{address}" alt="{escape(picture.view)} {told}"></a>'
        f"<figcaption>{told}</figcaption></figure>"
    )

"""Checkpoints that somebody kept, as a shell command takes them: files with signed notes."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError


def take_held_notes(parser: ArgumentParser) -> None:
    """Let the command take such files, as its option `checkpoint`."""
    parser.add_argument(
        "--checkpoint",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="a signed note that somebody kept, such as a display's; may be given several times",
    )


def held_note(path: Path) -> str:
    """Return the note in a file; ends the command where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from error

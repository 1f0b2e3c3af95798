"""`manage.py replay FILE.csv`: a real council's recorded votes, pressed again through real terminals and compared."""

import json
import logging
import sys
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

import httpx
from django.core.management.base import BaseCommand, CommandError

from kiosk.client import Server
from kiosk.management.replay.figures import Figures, spread
from kiosk.management.replay.own_server import OwnServer
from kiosk.management.replay.recorded import MalformedFileError, RecordedVote, read_votes
from kiosk.management.replay.run import Replay, Wishes

DIFFERENT, MALFORMED, INTERRUPTED = 1, 2, 130


class Command(BaseCommand):
    """Exit status: 0 all as recorded, 1 a difference, a lost ballot or a fault in the ledger, 2 a malformed file."""

    help = (
        "Replays recorded votes: makes the council of the file in a municipality marked demonstration, has one "
        "WebSocket terminal per member press what is recorded, and compares every result with the official one. "
        "Without --server it starts a server of its own with a temporary database."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and how to replay it."""
        parser.add_argument("file", type=Path, help="CSV with a row per member and vote")
        parser.add_argument("--votes", type=_at_least(1), metavar="N", help="only the first N votes")
        parser.add_argument(
            "--watchers", type=_at_least(0), default=0, metavar="N", help="public screens (0)"
        )
        parser.add_argument(
            "--window", type=_seconds, default=0.5, metavar="SECONDS", help="within which members press (0.5)"
        )
        parser.add_argument(
            "--server", metavar="URL", help="a running server whose database settings are in the environment"
        )
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="write the figures there")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Replay, here or against an own server."""
        for chatty in ("httpx", "httpcore", "websockets"):
            logging.getLogger(chatty).setLevel(logging.WARNING)
        try:
            votes = read_votes(options["file"])[: options["votes"]]
        except MalformedFileError as error:
            raise CommandError(str(error), returncode=MALFORMED) from None
        try:
            status = self._replay(votes, options) if options["server"] else self._replay_alone(options)
        except KeyboardInterrupt:
            status = INTERRUPTED
        if status:
            sys.exit(status)

    def _replay_alone(self, options: dict[str, Any]) -> int:
        """Run this command once more, with the environment of a server of its own."""
        wishes = [
            f"--{name}={options[name]}"
            for name in ("votes", "watchers", "window", "report")
            if options[name] is not None
        ]
        with OwnServer() as own:
            return own.manage("replay", str(options["file"]), *wishes, f"--server={own.url}")

    def _replay(self, votes: list[RecordedVote], options: dict[str, Any]) -> int:
        replay = Replay(votes, Wishes(Server(options["server"]), options["watchers"], options["window"]))
        try:
            figures = replay.run()
        except (OSError, RuntimeError, httpx.HTTPError) as error:
            replay.figures.differences.append(f"stopped: {type(error).__name__}: {error}")
            figures = replay.figures
        if options["report"]:
            options["report"].write_text(json.dumps(figures.report(), indent=2) + "\n")
        self._sum_up(figures)
        return 0 if figures.is_perfect else DIFFERENT

    def _sum_up(self, figures: Figures) -> None:
        self.stdout.write(
            f"{figures.matching} of {figures.votes} votes as recorded; "
            f"{figures.acknowledged} of {figures.ballots} ballots acknowledged"
        )
        measured = {
            "press to acknowledgement": figures.ack_seconds,
            "declaring to last screen": figures.screen_seconds,
        }
        for what, seconds in measured.items():
            self.stdout.write(f"{what}: " + ", ".join(f"{k} {v} ms" for k, v in spread(seconds).items()))
        self.stdout.write("ledger verifies" if figures.has_ledger_verified else "the ledger does NOT verify")
        for line in (*figures.differences, *figures.faults):
            self.stderr.write(line)


def _at_least(least: int) -> Any:
    def whole(text: str) -> int:
        if not text.isdecimal() or int(text) < least:
            raise ArgumentTypeError(f"a whole number from {least} on")
        return int(text)

    return whole


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < 3600:
        raise ArgumentTypeError("seconds, from 0 on")
    return seconds

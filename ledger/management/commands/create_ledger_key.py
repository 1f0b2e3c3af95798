"""The shell command that makes the key which signs checkpoints; once, before the first meeting."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ledger import queries, signing


class Command(BaseCommand):
    """Make the signing key of checkpoints and say where it is."""

    help = "Make the Ed25519 key that signs checkpoints. Never replaces one."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Make the key; refuse when there is one."""
        try:
            path = signing.create_key()
        except FileExistsError as error:
            raise CommandError(f"{error.filename} is there already; move it away first") from error
        self.stdout.write(f"private: {path}\npublic:  {queries.public_key_file()}")

"""The shell command to be run after a backup was put back, before the server starts: screens then know of it."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from ledger.commands import lock_log, renew_epoch
from ledger.models import Log


class Command(BaseCommand):
    """Give every log a new epoch."""

    help = (
        "Say that this database was put back: every screen that has seen more than it holds raises an alarm."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Renew the epochs, each log in a transaction of its own."""
        logs = list(Log.objects.values_list("pk", flat=True))
        for log_id in logs:
            with transaction.atomic():
                renew_epoch(log=lock_log(log_id))
        self.stdout.write(f"epochs renewed: {len(logs)}")

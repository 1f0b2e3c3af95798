"""Runs manage.py by a clock that is ahead: `python -m tests.services.later 7200 serve` is in two hours. No tests."""

import runpy
import sys
from datetime import datetime, timedelta

from django.utils import timezone

if __name__ == "__main__":
    ahead, now = timedelta(seconds=int(sys.argv[1])), timezone.now

    def later() -> datetime:
        """Return the time that it is for the program."""
        return now() + ahead

    timezone.now = later
    sys.argv[:2] = ["manage.py"]
    runpy.run_path("manage.py", run_name="__main__")

"""Registers the council app with Django, what keeps municipalities apart with the database."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CouncilConfig(AppConfig):
    """The council app."""

    name = "council"
    verbose_name = _("Council")

    def ready(self) -> None:
        """Have the guards between municipalities installed after every migrate, and the checks run."""
        from council import checks, guards

        guards.protect(self)
        checks.install()

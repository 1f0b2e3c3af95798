"""Registers the ledger app with Django, its guards with the database."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The ledger app."""

    name = "ledger"

    def ready(self) -> None:
        """Have the ledger's guards installed after every migrate, and the checks run."""
        from ledger import checks, guards  # noqa: F401 -- importing the checks registers them
        from ledger.safekeeping import noting

        guards.protect(self, (*guards.LEDGER_GUARDS, *noting.noting_guards()))
        noting.give_way(self)

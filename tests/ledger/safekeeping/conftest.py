"""A council whose backups are made."""

from tests.chamber import live_chamber

__all__ = ["live_chamber"]

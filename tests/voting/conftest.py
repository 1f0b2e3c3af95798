"""The cast's council for the tests below."""

from tests.chamber import chamber, foreign

__all__ = ["chamber", "foreign"]

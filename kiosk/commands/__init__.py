"""Acts on what the screens need beside the meeting; acts of the meeting itself are in the apps below."""

from kiosk.commands.profiles import change_profile

__all__ = ["change_profile"]

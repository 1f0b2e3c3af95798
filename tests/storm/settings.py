"""Settings of the killing server: daphne is imported by each child, because its event loop must not be shared."""

from council.settings import *  # noqa: F403
from council.settings import INSTALLED_APPS as WHOLE

INSTALLED_APPS = [app for app in WHOLE if app != "daphne"]

"""Registers the kiosk app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KioskConfig(AppConfig):
    """The kiosk app."""

    name = "kiosk"
    verbose_name = _("Displays")

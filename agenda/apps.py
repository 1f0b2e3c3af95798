"""Registers the agenda app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    """The agenda app."""

    name = "agenda"
    verbose_name = _("Meetings")

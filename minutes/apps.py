"""Registers the minutes app with Django."""

from django.apps import AppConfig


class MinutesConfig(AppConfig):
    """The minutes app."""

    name = "minutes"

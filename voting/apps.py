"""Registers the voting app with Django."""

from django.apps import AppConfig


class VotingConfig(AppConfig):
    """The voting app."""

    name = "voting"

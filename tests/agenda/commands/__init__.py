"""Tests of agenda.commands."""

"""Tests of voting.commands."""

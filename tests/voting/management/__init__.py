"""Tests of voting.management."""

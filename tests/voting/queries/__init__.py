"""Tests of voting.queries."""

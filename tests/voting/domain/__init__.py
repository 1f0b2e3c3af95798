"""Tests of voting.domain."""

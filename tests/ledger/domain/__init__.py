"""Tests of what the ledger is made of; no database."""

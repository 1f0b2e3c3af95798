"""Tests of backups and the continuous copy."""

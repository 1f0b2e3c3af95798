"""Tests of kiosk.management."""

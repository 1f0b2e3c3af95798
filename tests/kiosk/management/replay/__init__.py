"""Tests of kiosk.management.replay."""

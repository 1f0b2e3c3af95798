"""Tests of kiosk.hub."""

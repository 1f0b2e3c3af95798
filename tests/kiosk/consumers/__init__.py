"""Tests of kiosk.consumers."""

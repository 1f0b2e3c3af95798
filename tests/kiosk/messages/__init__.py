"""Tests of kiosk.messages."""

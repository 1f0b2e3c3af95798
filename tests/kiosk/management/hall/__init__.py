"""Tests of kiosk.management.hall."""

"""Tests of kiosk.snapshots."""

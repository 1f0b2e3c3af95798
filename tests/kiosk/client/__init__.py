"""Tests of kiosk.client against a scripted server."""

"""Pressing a council's recorded votes again, through real terminals; commands/replay.py starts it."""

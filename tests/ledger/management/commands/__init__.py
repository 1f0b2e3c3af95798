"""Tests of the shell commands, one file each."""

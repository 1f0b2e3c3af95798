"""Backups and the continuous copy: what a folder of them holds, keeping it, putting it back. It appends to no log."""

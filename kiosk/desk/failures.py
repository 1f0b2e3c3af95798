"""What a failure of the database means; what is answered to whom is decided in desks.py."""

import sqlite3

LOCK_STATES = frozenset(
    {"55P03", "40P01", "40001"}
)  # PostgreSQL: lock not available, deadlock, serialization
LOCK_CODES = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def is_lock_timeout(error: Exception) -> bool:
    """Tell whether somebody else held a lock for too long; otherwise the database itself is in trouble."""
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        # The lower eight bits are the code, those above say more about it (sqlite.org/rescode.html).
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in LOCK_CODES
    return getattr(cause, "sqlstate", None) in LOCK_STATES

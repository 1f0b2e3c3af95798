"""Kvorum under faults: killed processes, bad networks, races; and the instruments for that."""

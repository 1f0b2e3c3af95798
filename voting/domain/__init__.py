"""Rules of deciding, from presses to the result, in plain Python; rows and pages live elsewhere."""

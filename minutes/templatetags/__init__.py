"""Template tags of dates and words, for every page."""

"""What goes out: one closed union; a frame is the whole live state of an audience."""

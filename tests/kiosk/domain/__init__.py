"""What the screens decide without Django."""

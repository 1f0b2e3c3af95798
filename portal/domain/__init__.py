"""What may be published, and how it is made harmless: plain Python."""

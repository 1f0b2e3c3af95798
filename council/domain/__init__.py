"""Who acts, under which standing orders, and where they sit: plain Python; rows and pages live elsewhere."""

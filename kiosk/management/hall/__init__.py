"""What running the product in a building needs: names and addresses, an authority for its certificates, settings."""

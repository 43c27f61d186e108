"""Money, quantities, times and Vietnamese text: small, pure, and without prose."""

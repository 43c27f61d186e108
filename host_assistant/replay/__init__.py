"""A session as it was at any second, out of its log alone."""

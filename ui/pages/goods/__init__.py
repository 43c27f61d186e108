"""Hàng hóa: what is sold."""

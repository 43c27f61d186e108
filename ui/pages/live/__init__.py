"""Lên sóng: the broadcast while it runs."""

"""Xem lại: the sessions that were."""

"""Chuẩn bị: the checks before it."""

"""Lên Sóng: prepare, run and replay a livestream that sells what a district grows or makes."""

__version__ = "0.1.0"

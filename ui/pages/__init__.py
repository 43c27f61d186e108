"""The window's pages, one a file."""

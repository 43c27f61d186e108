"""How fast the program is, as ratios to something known, measured in one run."""

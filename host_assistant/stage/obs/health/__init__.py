"""How the broadcast goes, as OBS tells it, and what is mended there."""

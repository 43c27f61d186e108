"""The program OBS on this machine: found, set, started and ended."""

"""What is built in OBS for a host who has none of it, and how it is taken back."""

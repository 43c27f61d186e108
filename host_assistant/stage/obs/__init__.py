"""The stage that is OBS: the link to it, the scenes and inputs in it, and finding it."""

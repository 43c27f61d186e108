"""Where comments come from: other programs, pasted text, and two platforms' own interfaces."""

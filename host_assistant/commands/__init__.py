"""The command line: one file a group of commands. Built anew for each run, in its language."""

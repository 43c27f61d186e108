"""What happens before the program's own libraries are there: the standard library only."""
